import { Webhook } from "standardwebhooks";
import { describe, expect, it } from "vitest";
import { prisma } from "@/lib/prisma";
import { answer, hang, reset } from "../receiver-behaviours";
import { serveTenantApi } from "../setup/tenant-api";

const acme = serveTenantApi();

describe("creating a subscription", () => {
  it("sends a signed test request first and answers the secret that verifies it", async () => {
    const created = await acme.operator.post("/tenants/acme/subscriptions", {
      body: { url: acme.receiver.url("/hooks"), events: ["order.*"] },
    });
    expect(created.status).toBe(201);
    expect(created.headers.get("etag")).toBe('"1"');
    expect(created.body).toMatchObject({
      tenantId: acme.tenantId,
      status: "active",
      url: acme.receiver.url("/hooks"),
      events: ["order.*"],
      filter: null,
      retryPolicy: "default",
      timeoutSeconds: 10,
      version: 1,
    });
    expect(created.body.verifiedAt).not.toBeNull();
    const request = acme.receiver.requests.at(-1);
    expect(request).toMatchObject({ method: "POST", url: "/hooks" });
    const verified = new Webhook(created.body.secret).verify(request?.body ?? "", request?.headers ?? {});
    expect(verified).toMatchObject({ type: "hookswitch.test" });
    expect(await prisma().lane.findUnique({ where: { subscriptionId: created.body.id } })).toMatchObject({
      lastSequence: 0n,
    });
  });

  it.each([
    ["an error status", answer({ status: 500 }), "500"],
    ["a reset", reset(), "reset"],
    ["no answer in time", hang(), "3 s"],
  ])("answers 422 with what happened: %s", async (_what, behaviour, said) => {
    acme.receiver.behave(behaviour, "/broken");
    const body = { url: acme.receiver.url(`/broken?${said}`.replace(" ", "-")), events: ["*"], timeoutSeconds: 3 };
    const refused = await acme.api.post("/subscriptions", { body });
    expect([refused.status, refused.body.code]).toEqual([422, "verification_failed"]);
    expect(refused.body.detail).toContain(said);
    expect(
      await prisma().subscription.count({
        where: { tenantId: acme.tenantId, destinationConfig: { path: ["url"], equals: body.url } },
      }),
    ).toBe(0);
    const skipped = await acme.api.post("/subscriptions", { body: { ...body, skipVerification: true } });
    expect(skipped.body).toMatchObject({ verifiedAt: null, status: "active" });
  });

  it.each([
    [{ events: ["*"] }, "url", "required"],
    [{ url: "https://example.com", destination: { type: "webhook", config: {} }, events: ["*"] }, "url", "required"],
    [{ url: "ftp://example.com", events: ["*"] }, "url", "invalid_value"],
    [{ url: "nowhere", events: ["*"] }, "url", "invalid_value"],
    [{ url: "https://u:p@example.com", events: ["*"] }, "url", "invalid_value"],
    [{ url: "https://10.0.0.1/", events: ["*"] }, "url", "blocked_address"],
    [{ url: "https://169.254.169.254/latest", events: ["*"] }, "url", "blocked_address"],
    [{ url: "http://93.184.215.14/", events: ["*"] }, "url", "https_required"],
    [{ url: "https://example.com", events: [] }, "events", "too_small"],
    [{ url: "https://example.com", events: ["a..b"] }, "events[0]", "invalid_format"],
    [{ url: "https://example.com", events: ["ok", "no*"] }, "events[1]", "invalid_format"],
    [{ url: "https://example.com", events: ["*"], filter: "data.total >" }, "filter", "invalid"],
    [{ url: "https://example.com", events: ["*"], secret: "whsec_short" }, "secret", "invalid"],
    [
      { url: "https://example.com", events: ["*"], headers: { "webhook-id": "x" } },
      "headers.webhook-id",
      "invalid_value",
    ],
    [{ url: "https://example.com", events: ["*"], timeoutSeconds: 60 }, "timeoutSeconds", "too_big"],
    [{ url: "https://example.com", events: ["*"], retryPolicy: "often" }, "retryPolicy", "invalid_value"],
    [
      { url: "https://example.com", events: ["*"], retryPolicy: { delaysSeconds: [0] } },
      "retryPolicy.delaysSeconds[0]",
      "too_small",
    ],
    [{ url: "https://example.com", events: ["*"], rateLimit: { limit: 0 } }, "rateLimit.limit", "too_small"],
    [{ url: "https://example.com", events: ["*"], ordering: { onDead: "stop" } }, "ordering.onDead", "invalid_value"],
    [{ url: "https://example.com", events: ["*"], colour: "red" }, "colour", "unknown_field"],
    [{ destination: { type: "carrier-pigeon", config: {} }, events: ["*"] }, "destination.type", "invalid"],
    [
      { destination: { type: "webhook", config: { url: "x" } }, events: ["*"] },
      "destination.config.url",
      "invalid_value",
    ],
  ])("names what is wrong with %j, also when verification is skipped", async (body, path, code) => {
    const refused = await acme.api.post("/subscriptions", { body: { ...body, skipVerification: true } });
    expect(refused.status).toBe(400);
    expect(refused.body.errors[0]).toMatchObject({ path, code });
  });

  it("keeps secrets encrypted and masked: signing secret, header values, stored answers", async () => {
    const secret = `whsec_${Buffer.alloc(24, 7).toString("base64")}`;
    const headers = { authorization: "Bearer consumer-secret", "x-plain": "shown" };
    const call = {
      headers: { "idempotency-key": "with-secret" },
      body: { url: acme.receiver.url("/s"), events: ["*"], secret, headers },
    };
    const created = await acme.api.post("/subscriptions", call);
    expect(created.body.secret).toBe(secret);
    expect(created.body.headers).toEqual({ authorization: "••••", "x-plain": "shown" });
    expect(acme.receiver.requests.at(-1)?.headers.authorization).toBe("Bearer consumer-secret");
    const again = await acme.api.post("/subscriptions", call);
    expect(again.body).toEqual({ ...created.body, secret: null, duplicate: true });
    const stored = JSON.stringify(
      [
        await prisma().subscription.findMany(),
        await prisma().subscriptionSecret.findMany(),
        await prisma().idempotencyKey.findMany(),
        await prisma().auditEntry.findMany({ select: { before: true, after: true } }),
      ],
      (_key, value) => (typeof value === "bigint" ? Number(value) : value),
    );
    expect(stored).not.toContain("consumer-secret");
    expect(stored).not.toContain(secret.slice(6));
  });
});
