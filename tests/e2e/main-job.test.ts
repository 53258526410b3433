import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { loadGithubPayloads } from "../factories/github-payloads";
import { type Receiver, startReceiver, verify } from "../receiver";
import { type RunningApp, startApp } from "../setup/app";
import { waitFor } from "../setup/wait-for";

interface Published {
  id: string;
  duplicate: boolean;
}

describe("the main job: GitHub's webhooks, published over HTTP", () => {
  let app: RunningApp;
  let receiver: Receiver;

  beforeAll(async () => {
    receiver = await startReceiver();
    app = await startApp();
    await app.call("POST", "/api/v1/tenants", { externalId: "octo", name: "Octo GmbH" });
  });
  afterAll(async () => {
    await app?.stop();
    await receiver?.stop();
  });

  it("all arrive: same bytes, signatures that standardwebhooks verifies, none lost, none twice", async () => {
    const payloads = await loadGithubPayloads();
    expect(new Set(payloads.map((payload) => payload.type.split(".")[1])).size).toBeGreaterThanOrEqual(20);
    const { secret } = await app.call<{ secret: string }>("POST", "/api/v1/tenants/octo/subscriptions", {
      url: receiver.url("/github"),
      events: ["github.*"],
      skipVerification: true,
    });
    const published = new Map<string, string>();
    for (const { type, data } of payloads) {
      const body = `{"type":${JSON.stringify(type)},"data":${data}}`;
      const { id, duplicate } = await app.call<Published>("POST", "/api/v1/tenants/octo/events", body);
      expect(duplicate).toBe(false);
      published.set(id, data);
    }
    await waitFor(() => receiver.requests.length >= payloads.length, {
      until: "every event had arrived",
      timeoutMs: 60_000,
    });
    await waitFor(
      async () => (await app.call<{ deliveries: number }>("GET", "/api/v1/health/undelivered")).deliveries === 0,
      {
        until: "nothing was undelivered",
      },
    );

    expect(receiver.requests).toHaveLength(payloads.length);
    for (const request of receiver.requests) {
      const id = request.headers["webhook-id"] ?? "";
      expect(request.body.endsWith(`"data":${published.get(id)}}`)).toBe(true);
      expect(() => verify(request, secret)).not.toThrow();
    }
    expect(new Set(receiver.requests.map((request) => request.headers["webhook-id"])).size).toBe(payloads.length);
    const sequences = receiver.requests
      .map((request) => Number(request.headers["webhook-sequence"]))
      .sort((a, b) => a - b);
    expect(sequences).toEqual(payloads.map((_, index) => index + 1));
  });

  it("a stopped receiver shows in the log with the kind of error and the next attempt; started again, it arrives", async () => {
    const down = await startReceiver();
    const { id } = await app.call<{ id: string }>("POST", "/api/v1/tenants/octo/subscriptions", {
      url: down.url("/down"),
      events: ["outage.began"],
      retryPolicy: { delaysSeconds: [1, 1, 1, 1, 1, 1, 1, 1] },
      skipVerification: true,
    });
    await down.stop();
    await app.call("POST", "/api/v1/tenants/octo/events", { type: "outage.began", data: {}, correlationId: "case-7" });
    interface Row {
      id: string;
      status: string;
      lastOutcome: string;
      nextAttemptAt: string | null;
      attemptCount: number;
    }
    const list = () =>
      app.call<{ data: Row[] }>("GET", `/api/v1/tenants/octo/deliveries?subscriptionId=${id}&correlationId=case-7`);
    const failing = await waitFor(async () => (await list()).data.find((row) => row.attemptCount >= 1), {
      until: "an attempt failed",
    });
    expect(failing).toMatchObject({ status: "pending", lastOutcome: "refused" });
    expect(Date.parse(failing.nextAttemptAt ?? "")).not.toBeNaN();
    await down.restart();
    await waitFor(async () => (await list()).data[0]?.status === "delivered", { until: "it arrived" });
    const detail = await app.call<{ attempts: { outcome: string }[] }>(
      "GET",
      `/api/v1/tenants/octo/deliveries/${failing.id}`,
    );
    expect(detail.attempts.at(0)?.outcome).toBe("refused");
    expect(detail.attempts.at(-1)?.outcome).toBe("succeeded");
    await down.stop();
  });
});
