import { Agent, createServer, request } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, it } from "vitest";
import { closeServer } from "@/lib/http/close-server";

const agent = new Agent({ keepAlive: true, maxSockets: 8 });

/** False when the connection was refused or cut. */
function get(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const sent = request({ port, host: "127.0.0.1", agent }, (response) => {
      response.resume().once("end", () => resolve(true));
    });
    sent.once("error", () => resolve(false));
    sent.end();
  });
}

it("a server ends although callers keep their connections busy, and cuts no request", async () => {
  let cut = 0;
  const server = createServer((_request, response) => {
    response.once("close", () => {
      if (!response.writableFinished) cut += 1;
    });
    setTimeout(() => response.writeHead(202, ["content-length", "2"]).end("ok"), 5);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const callers = Array.from({ length: 8 }, async () => {
    while (await get(port));
  });
  await new Promise((resolve) => setTimeout(resolve, 50));
  await closeServer(server);
  await Promise.all(callers);
  expect(cut).toBe(0);
  agent.destroy();
});
