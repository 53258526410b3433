import { generateKeyPairSync, sign } from "node:crypto";
import { Webhook } from "standardwebhooks";
import { describe, expect, it } from "vitest";
import { signaturesOf, signedContent, verifySignature } from "@/lib/client/verify-signature";

const SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
const OTHER = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD";
const BODY = '{"id":"evt_1","data":{"price":1.0,"name":"Grüße"}}';

function signed(...secrets: string[]) {
  const at = new Date("2026-11-25T10:00:00Z");
  const signatures = secrets.map((secret) => new Webhook(secret).sign("evt_1", at, BODY));
  return {
    body: BODY,
    headers: {
      "webhook-id": "evt_1",
      "webhook-timestamp": String(at.getTime() / 1_000),
      "webhook-signature": signatures.join(" "),
    },
  };
}

describe("a signature verified in the page", () => {
  it("agrees with the library that consumers use", async () => {
    const { expected, isValid } = await verifySignature(signed(SECRET), SECRET);
    expect(isValid).toBe(true);
    expect(signaturesOf(signed(SECRET))).toEqual([expected]);
  });

  it("is found among the signatures of a rotation, with the old secret and with the new one", async () => {
    const request = signed(OTHER, SECRET);
    expect((await verifySignature(request, SECRET)).isValid).toBe(true);
    expect((await verifySignature(request, OTHER)).isValid).toBe(true);
  });

  it("fails with another secret, and when one byte of the body differs", async () => {
    const request = signed(SECRET);
    expect((await verifySignature(request, OTHER)).isValid).toBe(false);
    expect((await verifySignature({ ...request, body: `${BODY} ` }, SECRET)).isValid).toBe(false);
  });

  it("says what is wrong with a secret that is not one", async () => {
    await expect(verifySignature(signed(SECRET), "hunter2")).rejects.toThrow("begins with whsec_");
    await expect(verifySignature(signed(SECRET), "whsec_???")).rejects.toThrow("not base64");
  });

  it("of Ed25519 is verified with the public key alone", async () => {
    const { privateKey, publicKey } = generateKeyPairSync("ed25519");
    const request = signed(SECRET);
    const content = signedContent(request) ?? "";
    const signature = `v1a,${sign(null, Buffer.from(content), privateKey).toString("base64")}`;
    const raw = publicKey.export({ format: "der", type: "spki" }).subarray(-32).toString("base64");
    const own = { ...request, headers: { ...request.headers, "webhook-signature": signature } };
    expect((await verifySignature(own, `whpk_${raw}`)).isValid).toBe(true);
    expect((await verifySignature({ ...own, body: "{}" }, `whpk_${raw}`)).isValid).toBe(false);
  });

  it("has nothing to sign where no signature was sent", () => {
    expect(signedContent({ headers: {}, body: BODY })).toBeNull();
  });
});
