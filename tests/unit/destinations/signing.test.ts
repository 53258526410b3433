import { createPublicKey, verify } from "node:crypto";
import { Webhook } from "standardwebhooks";
import { describe, expect, it } from "vitest";
import { generateSecret } from "@/lib/destinations/webhook/secret";
import { createSigner } from "@/lib/destinations/webhook/sign";
import { generateSigningKey, parseSigningKey } from "@/lib/destinations/webhook/signing-key";
import { verifyRequest } from "@/lib/destinations/webhook/verify";

const message = { id: "evt_1", timestampSeconds: 1_800_000_000, body: '{"n":"Zoë"}' };

/** A consumer's side of `v1a`, with what it was shown: the raw key as a JSON Web Key. */
function verifies(publicKey: string, signature: string): boolean {
  const x = Buffer.from(publicKey.replace("whpk_", ""), "base64").toString("base64url");
  const key = createPublicKey({ key: { kty: "OKP", crv: "Ed25519", x }, format: "jwk" });
  const signed = Buffer.from(`${message.id}.${message.timestampSeconds}.${message.body}`);
  return verify(null, signed, key, Buffer.from(signature.replace("v1a,", ""), "base64"));
}

function keyOf(secret: string) {
  const parsed = parseSigningKey(secret);
  if (!parsed.ok) throw new Error(parsed.message);
  return parsed.key;
}

describe("signing", () => {
  it("with an Ed25519 key makes what its public half verifies, and no other", () => {
    const secret = generateSigningKey();
    const signature = createSigner({ secrets: [secret] })(message);
    expect(signature).toMatch(/^v1a,[A-Za-z0-9+/]{86}==$/);
    expect(verifies(keyOf(secret).publicKey, signature)).toBe(true);
    expect(verifies(keyOf(generateSigningKey()).publicKey, signature)).toBe(false);
    const request = {
      id: message.id,
      timestamp: String(message.timestampSeconds),
      signature,
      body: Buffer.from(message.body),
    };
    const nowMs = message.timestampSeconds * 1_000;
    expect(verifyRequest(request, [generateSigningKey(), secret], nowMs)).toEqual({ isValid: true, scheme: "v1a" });
    expect(verifyRequest(request, [generateSigningKey()], nowMs).isValid).toBe(false);
  });

  it("takes the seed alone, and the published vector of RFC 8032", () => {
    const seed = "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60";
    const publicHalf = "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a";
    const short = `whsk_${Buffer.from(seed, "hex").toString("base64")}`;
    const long = `whsk_${Buffer.from(seed + publicHalf, "hex").toString("base64")}`;
    const publicKey = `whpk_${Buffer.from(publicHalf, "hex").toString("base64")}`;
    expect([keyOf(short).publicKey, keyOf(long).publicKey]).toEqual([publicKey, publicKey]);
  });

  it.each([
    ["whsk_", "base64"],
    ["whsk_????", "base64"],
    [`whsk_${Buffer.alloc(16).toString("base64")}`, "holds 16"],
    [`whsk_${Buffer.alloc(64).toString("base64")}`, "do not belong together"],
    [generateSecret(), "whsk_"],
  ])("refuses the key %j with the remedy", (secret, reason) => {
    expect(parseSigningKey(secret)).toEqual({ ok: false, message: expect.stringContaining(reason) });
  });

  it("uses an expiring secret up to its end and not after it", () => {
    const [fresh, old] = [generateSecret(), generateSecret()];
    const sign = createSigner({ secrets: [fresh], expiring: [{ secret: old, expiresAtMs: 1_800_000_000_000 }] });
    const at = (timestampSeconds: number) => sign({ ...message, timestampSeconds }).split(" ");
    const by = (secret: string, seconds: number) =>
      new Webhook(secret).sign(message.id, new Date(seconds * 1_000), message.body);
    expect(at(1_799_999_999)).toEqual([by(fresh, 1_799_999_999), by(old, 1_799_999_999)]);
    expect(at(1_800_000_000)).toEqual([by(fresh, 1_800_000_000)]);
  });
});
