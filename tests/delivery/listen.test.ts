import { createConnection, createServer, type Server, type Socket } from "node:net";
import { afterAll, expect, it } from "vitest";
import { pool } from "@/lib/prisma";
import { waitFor } from "../setup/wait-for";

/** A wire to PostgreSQL that can be cut. */
function createWire(target: URL) {
  const sockets = new Set<Socket>();
  const state = { attempts: 0, isHangingUp: false };
  const server: Server = createServer((incoming) => {
    state.attempts += 1;
    if (state.isHangingUp) return incoming.destroy();
    const outgoing = createConnection(Number(target.port), target.hostname);
    for (const socket of [incoming, outgoing]) {
      sockets.add(socket);
      socket.on("error", () => socket.destroy());
      socket.on("close", () => sockets.delete(socket));
    }
    incoming.pipe(outgoing).pipe(incoming);
    incoming.on("close", () => outgoing.destroy());
    outgoing.on("close", () => incoming.destroy());
  });
  return {
    state,
    open: () =>
      new Promise<number>((resolve) => {
        server.listen(0, "127.0.0.1", () => {
          const address = server.address();
          resolve(typeof address === "object" && address ? address.port : 0);
        });
      }),
    cut() {
      for (const socket of sockets) socket.destroy();
    },
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}

const wire = createWire(new URL(process.env.DATABASE_URL ?? ""));
afterAll(() => wire.close());

it("a listener whose connection breaks tries again one at a time, and hears again when the database is back", async () => {
  const throughWire = new URL(process.env.DATABASE_URL ?? "");
  throughWire.port = String(await wire.open());
  process.env.DATABASE_DIRECT_URL = throughWire.href;
  const { listen } = await import("@/lib/listen");
  const heard: string[] = [];
  let reconnects = 0;
  let losses = 0;
  const listener = await listen({
    channels: ["probe"],
    onNotify: (_channel, payload) => heard.push(payload),
    onReconnect: () => (reconnects += 1),
    onLost: () => (losses += 1),
  });
  // As PostgreSQL does while it starts: takes the connection, then closes it.
  wire.state.isHangingUp = true;
  const cutAtMs = performance.now();
  const attemptsBefore = wire.state.attempts;
  wire.cut();
  await waitFor(() => losses >= 6, { until: "it had tried in vain a few times", timeoutMs: 15_000 });
  const attempts = wire.state.attempts - attemptsBefore;
  // Twice a second, one at a time. Attempts that beget two each would be thirty by now.
  expect(attempts).toBeLessThanOrEqual((performance.now() - cutAtMs) / 500 + 1);
  wire.state.isHangingUp = false;
  await waitFor(() => reconnects > 0, { until: "it was connected again" });
  await pool().query("select pg_notify('probe', 'back')");
  await waitFor(() => heard.includes("back"), { until: "it heard again" });
  expect(reconnects).toBe(1);
  await listener.stop();
});
