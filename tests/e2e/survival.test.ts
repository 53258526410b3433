import { describe, expect, it } from "vitest";
import { startReceiver } from "../receiver";
import { startApp } from "../setup/app";
import { waitFor } from "../setup/wait-for";

const PUBLISHERS = 4;
const DURATION_MS = 8_000;

describe("kill -9 under load", () => {
  it("of worker and web loses nothing that got a 202", async () => {
    const receiver = await startReceiver();
    const app = await startApp();
    await app.call("POST", "/api/v1/tenants", { externalId: "tough", name: "Tough" });
    await app.call("POST", "/api/v1/tenants/tough/subscriptions", {
      url: receiver.url("/"),
      events: ["*"],
      skipVerification: true,
    });

    const accepted = new Set<string>();
    const endMs = Date.now() + DURATION_MS;
    const publish = async () => {
      while (Date.now() < endMs) {
        // While web is down nothing is accepted, which is what a publisher sees and retries.
        const answer = await app
          .call<{ id: string }>("POST", "/api/v1/tenants/tough/events", { type: "a.b", data: {} })
          .catch(() => null);
        if (answer) accepted.add(answer.id);
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
    };
    const publishing = Promise.all(Array.from({ length: PUBLISHERS }, publish));
    await receiver.waitForRequests(50, 10_000);
    await app.worker.kill();
    await app.restart("worker");
    await app.web.kill();
    await app.restart("web");
    await app.worker.kill();
    await app.restart("worker");
    await publishing;

    const missing = () => [...accepted].filter((id) => receiver.countOf(id) === 0);
    await waitFor(() => missing().length === 0, { until: "every accepted event had arrived", timeoutMs: 30_000 });
    expect(accepted.size).toBeGreaterThan(200);
    const twice = [...accepted].filter((id) => receiver.countOf(id) > 1).length;
    // What was in flight or unrecorded when a worker died is sent again, and nothing else.
    expect(twice).toBeLessThanOrEqual(2 * 64);
    const sequences = receiver.requests.map((request) => Number(request.headers["webhook-sequence"]));
    expect(new Set(sequences).size).toBe(Math.max(...sequences));
    await app.stop();
    await receiver.stop();
  });
});
