import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { makeCertificate } from "../certificate";

export interface FramingSite {
  origin: string;
  /** A page of the site that frames an address. */
  pageOf(url: string): string;
  stop(): Promise<void>;
}

/** Another product's web site, with pages that frame what the address says. */
export async function startFramingSite(): Promise<FramingSite> {
  const server = createServer(makeCertificate({ ip: ["127.0.0.1"] }), (request, response) => {
    const framed = new URL(request.url ?? "/", "https://127.0.0.1").searchParams.get("url") ?? "";
    response.setHeader("content-type", "text/html").end(`<title>Product</title><iframe src="${framed}"></iframe>`);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const origin = `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    origin,
    pageOf: (url) => `${origin}/?url=${encodeURIComponent(url)}`,
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
