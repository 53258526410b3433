import { type IncomingMessage, request, type ServerResponse } from "node:http";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { makeCertificate } from "../certificate";

export interface TlsProxy {
  port: number;
  /** Where it forwards to; may be told later, since the app wants to know its public address first. */
  target: string;
  stop(): Promise<void>;
}

/** What stands in front of Hookswitch in production: ends TLS, forwards, and says for whom. */
export async function startTlsProxy(): Promise<TlsProxy> {
  const { key, cert } = makeCertificate({ dns: ["localhost"], ip: ["127.0.0.1"] });
  const proxy = { target: "" };
  const server = createServer({ key, cert }, (incoming, outgoing) => forward(proxy.target, incoming, outgoing));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return Object.assign(proxy, {
    port: (server.address() as AddressInfo).port,
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  });
}

function forward(target: string, incoming: IncomingMessage, outgoing: ServerResponse): void {
  const { method, url, headers, socket } = incoming;
  const options = { method, headers: { ...headers, "x-forwarded-for": socket.remoteAddress } };
  const outbound = request(`${target}${url}`, options, (answer) => {
    outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(outgoing);
  });
  outbound.on("error", () => outgoing.destroy());
  incoming.pipe(outbound);
}
