import { type AddressInfo, createConnection, createServer } from "node:net";
import { afterAll, expect, it } from "vitest";
import { startReceiver } from "../receiver";

/** A wire to PostgreSQL that loses one answer: the first recording comes through, and its connection breaks then. */
async function startLossyWire(target: URL) {
  let isLost = false;
  const server = createServer((incoming) => {
    const outgoing = createConnection(Number(target.port), target.hostname);
    let isRecording = false;
    incoming.on("data", (chunk) => {
      isRecording ||= chunk.includes("record-attempts");
      outgoing.write(chunk);
    });
    outgoing.on("data", (chunk) => {
      if (!isRecording || isLost) return incoming.write(chunk);
      isLost = true;
      return incoming.destroy();
    });
    incoming.on("error", () => incoming.destroy()).on("close", () => outgoing.destroy());
    outgoing.on("error", () => outgoing.destroy()).on("close", () => incoming.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return { port, wasLost: () => isLost, close: () => new Promise((resolve) => server.close(resolve)) };
}

const database = new URL(process.env.DATABASE_URL ?? "");
const wire = await startLossyWire(new URL(database));
database.port = String(wire.port);
process.env.DATABASE_URL = database.href;
// Imported only now: the address of the database is read once.
const { newSubscription, newTenant, publish, readAttempts, startWorker, waitForStates } = await import("./world");
const { closeDatabase } = await import("@/lib/prisma");

afterAll(async () => {
  // Its connections end first, or the wire would wait for them.
  await closeDatabase();
  await wire.close();
});

it("a recording whose commit was not answered holds nothing up: it counts once, and the next ones are recorded", async () => {
  const receiver = await startReceiver();
  const worker = await startWorker();
  try {
    const tenant = await newTenant();
    await newSubscription(tenant.id, { url: receiver.url("/lossy"), ordering: { key: null, onDead: "continue" } });
    await publish(tenant.id);
    await publish(tenant.id);
    const rows = await waitForStates(tenant.id, 2, ["delivered"]);
    expect(wire.wasLost()).toBe(true);
    for (const row of rows) {
      expect(row.attemptCount).toBe(1);
      expect(await readAttempts(row.id)).toHaveLength(1);
    }
  } finally {
    await worker.stop();
    await receiver.stop();
  }
});
