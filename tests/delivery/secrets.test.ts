import { createPublicKey, verify as verifyWith } from "node:crypto";
import { beforeEach, describe, expect, it } from "vitest";
import { prisma } from "@/lib/prisma";
import { endExpiredSecrets } from "@/lib/services/rotate-secret";
import { createTenantKey } from "../factories/api-key";
import { type ReceivedRequest, verify } from "../receiver";
import { serveApi } from "../setup/api";
import type { ApiClient } from "../setup/api-client";
import { waitFor } from "../setup/wait-for";
import { newSubscription, newTenant, publish, useWorker } from "./world";

const WHSEC = `whsec_${Buffer.alloc(32, 7).toString("base64")}`;

describe("signing secrets", () => {
  const server = serveApi();
  const receiver = useWorker();
  let tenantId: string;
  let api: ApiClient;

  beforeEach(async () => {
    tenantId = (await newTenant()).id;
    api = server.api.as(await createTenantKey(tenantId));
  });

  const next = async (): Promise<ReceivedRequest> => {
    const { id } = await publish(tenantId);
    await waitFor(() => receiver.countOf(id) === 1, { until: "the event was received" });
    const request = receiver.requests.find(({ headers }) => headers["webhook-id"] === id);
    if (!request) throw new Error("a counted request is there");
    return request;
  };
  const signaturesOf = (request: ReceivedRequest) => request.headers["webhook-signature"]?.split(" ") ?? [];
  const verifyEd25519 = (request: ReceivedRequest, publicKey: string) => {
    const x = Buffer.from(publicKey.slice("whpk_".length), "base64").toString("base64url");
    const key = createPublicKey({ key: { kty: "OKP", crv: "Ed25519", x }, format: "jwk" });
    const { "webhook-id": id, "webhook-timestamp": timestamp } = request.headers;
    const [signature] = signaturesOf(request).filter((part) => part.startsWith("v1a,"));
    const signed = Buffer.from(`${id}.${timestamp}.${request.body}`);
    return verifyWith(null, signed, key, Buffer.from(signature?.slice(4) ?? "", "base64"));
  };

  it("rotate without downtime: both sign until the overlap ends, then the old one is gone", async () => {
    const created = await newSubscription(tenantId, { url: receiver.url("/rotating") });
    const old = created.secret ?? "";
    const rotated = await api.post(`/subscriptions/${created.id}/rotate-secret`, { body: { overlapSeconds: 3_600 } });
    expect(rotated.body).toMatchObject({ id: created.id, signature: "hmac", secret: expect.stringMatching(/^whsec_/) });
    expect(rotated.headers.get("etag")).toBe('"2"');
    const fresh = rotated.body.secret;
    const overlapping = await waitFor(
      async () => {
        const request = await next();
        return signaturesOf(request).length === 2 ? request : undefined;
      },
      { until: "both secrets signed" },
    );
    expect([verify(overlapping, fresh), verify(overlapping, old)]).toHaveLength(2);
    const shown = await api.get(`/subscriptions/${created.id}/secret`);
    expect(shown.body).toMatchObject({ secret: fresh, secrets: [fresh, old] });
    const endsAt = Date.parse(rotated.body.previousSecretsEndAt);
    expect(shown.body.previousSecretsEndAt).toBe(rotated.body.previousSecretsEndAt);
    const read = async () => (await api.get(`/subscriptions/${created.id}`)).body.previousSecretsEndAt;
    expect(await read()).toBe(rotated.body.previousSecretsEndAt);

    // An Inngest event stands for the time of the end; what its run does is done here, at that time.
    const event = await prisma().engineEvent.findFirstOrThrow({ where: { name: "secret/expired" } });
    expect(event.ts.getTime()).toBe(endsAt);
    expect(await endExpiredSecrets(new Date(endsAt - 1))).toBe(0);
    expect(await endExpiredSecrets(new Date(endsAt))).toBe(1);
    const after = await waitFor(
      async () => {
        const request = await next();
        return signaturesOf(request).length === 1 ? request : undefined;
      },
      { until: "the new secret signed alone" },
    );
    verify(after, fresh);
    expect(() => verify(after, old)).toThrow();
    expect(await read()).toBeNull();
    const audit = await api.get(`/audit-log?targetId=${created.id}`);
    expect(
      audit.body.data.map((entry: { action: string; actor: string }) => [entry.action, entry.actor.split(":")[0]]),
    ).toEqual([
      ["subscription.secret_ended", "system"],
      ["subscription.reveal_secret", "key"],
      ["subscription.rotate_secret", "key"],
      ["subscription.create", "system"],
    ]);
    expect(JSON.stringify(audit.body)).not.toContain(fresh);
  });

  it("end by themselves: the timed function ends a short overlap", async () => {
    const created = await newSubscription(tenantId, { url: receiver.url("/short") });
    await api.post(`/subscriptions/${created.id}/rotate-secret`, { body: { overlapSeconds: 1 } });
    await waitFor(
      async () => (await prisma().subscriptionSecret.count({ where: { subscriptionId: created.id } })) === 1,
      { until: "the old secret was removed" },
    );
    expect(signaturesOf(await next())).toHaveLength(1);
  });

  it("end at once without an overlap, and may be brought along", async () => {
    const created = await newSubscription(tenantId, { url: receiver.url("/brought") });
    const body = { secret: WHSEC, overlapSeconds: 0 };
    const rotated = await api.post(`/subscriptions/${created.id}/rotate-secret`, { body });
    expect(rotated.body).toMatchObject({ secret: WHSEC, previousSecretsEndAt: null });
    const request = await next();
    verify(request, WHSEC);
    expect(signaturesOf(request)).toHaveLength(1);
    const refused = await api.post(`/subscriptions/${created.id}/rotate-secret`, { body: { secret: "whsec_short" } });
    expect([refused.status, refused.body.errors[0].path]).toEqual([400, "secret"]);
  });

  it("sign with Ed25519 where that is chosen: the public key is shown, the private one never", async () => {
    const created = await newSubscription(tenantId, { url: receiver.url("/ed"), signature: "ed25519" });
    expect(created).toMatchObject({ signature: "ed25519", secret: null, publicKey: expect.stringMatching(/^whpk_/) });
    const request = await next();
    expect(verifyEd25519(request, created.publicKey ?? "")).toBe(true);
    const shown = await api.get(`/subscriptions/${created.id}/secret`);
    expect(shown.body).toEqual({ secret: null, secrets: [], publicKey: created.publicKey, previousSecretsEndAt: null });

    // From one to the other, with both while they overlap.
    const rotated = await api.post(`/subscriptions/${created.id}/rotate-secret`, { body: { signature: "hmac" } });
    expect(rotated.body).toMatchObject({ signature: "hmac", publicKey: null });
    const both = await waitFor(
      async () => {
        const received = await next();
        return signaturesOf(received).length === 2 ? received : undefined;
      },
      { until: "both signed" },
    );
    verify(both, rotated.body.secret);
    expect(verifyEd25519(both, created.publicKey ?? "")).toBe(true);
    const rows = await prisma().subscriptionSecret.findMany({ where: { subscriptionId: created.id } });
    expect(JSON.stringify(rows)).not.toContain("whsk_");
    expect((await api.get(`/subscriptions/${created.id}`)).text).not.toContain("whsk_");
  });

  it("and secret headers that come back masked keep their values", async () => {
    const created = await newSubscription(tenantId, {
      url: receiver.url("/headers"),
      headers: { "X-Api-Key": "s3cret-value", "X-Team": "blue" },
    });
    const patch = { headers: { "X-Api-Key": "••••", "X-Team": "red" }, skipVerification: true };
    const changed = await api.patch(`/subscriptions/${created.id}`, { body: patch });
    expect(changed.body.headers).toEqual({ "X-Api-Key": "••••", "X-Team": "red" });
    const { headers } = await next();
    expect([headers["x-api-key"], headers["x-team"]]).toEqual(["s3cret-value", "red"]);
    const stored = await prisma().subscription.findUniqueOrThrow({ where: { id: created.id } });
    const attempts = await prisma().attempt.findMany({ where: { tenantId } });
    expect(JSON.stringify([stored.destinationConfig, attempts])).not.toContain("s3cret-value");
    const refused = await api.patch(`/subscriptions/${created.id}`, {
      body: { headers: { "X-Other": "••••" }, skipVerification: true },
    });
    expect(refused.status).toBe(400);
  });
});
