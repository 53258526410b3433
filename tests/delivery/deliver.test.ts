import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Receiver, startReceiver } from "../receiver";
import { newSubscription, newTenant, publish, readAttempts, startWorker, waitForStates } from "./world";

describe("an event on its way", () => {
  let receiver: Receiver;
  let worker: Awaited<ReturnType<typeof startWorker>>;

  beforeAll(async () => {
    receiver = await startReceiver();
    worker = await startWorker();
  });
  afterAll(async () => {
    await worker.stop();
    await receiver.stop();
  });

  it("reaches each matching subscription once, numbered per subscription and per tenant", async () => {
    const tenant = await newTenant();
    const all = await newSubscription(tenant.id, { url: receiver.url("/all") });
    const orders = await newSubscription(tenant.id, { url: receiver.url("/orders"), events: ["order.*"] });
    const first = await publish(tenant.id, { type: "invoice.paid", data: '{"n":1}' });
    const second = await publish(tenant.id, { type: "order.created", data: '{"n":2}' });
    const rows = await waitForStates(tenant.id, 3, ["delivered"]);

    const got = rows.map((row) => [row.eventId, row.subscriptionId, row.sequence]);
    expect(got).toEqual(
      expect.arrayContaining([
        [first.id, all.id, 1],
        [second.id, all.id, 2],
        [second.id, orders.id, 1],
      ]),
    );
    const bodies = receiver.requests.filter((r) => r.url === "/all").map((r) => JSON.parse(r.body));
    expect(bodies.map((body) => body.sequence).sort()).toEqual([1, 2]);
    expect(await readAttempts(rows[0]?.id ?? "")).toMatchObject([{ number: 1, outcome: "succeeded", statusCode: 204 }]);
  });
});
