export const typescript = `import { createHmac, timingSafeEqual } from "node:crypto";

/** The event, if the request is genuine and not older than five minutes; else throws. body: as it came, unparsed. */
export function verify(body: string, headers: Record<string, string>, secret: string) {
  const { "webhook-id": id, "webhook-timestamp": timestamp, "webhook-signature": signatures = "" } = headers;
  if (!(Math.abs(Date.now() / 1000 - Number(timestamp)) <= 300)) throw new Error("too old");
  const key = Buffer.from(secret.replace(/^whsec_/, ""), "base64");
  const expected = createHmac("sha256", key).update(\`\${id}.\${timestamp}.\${body}\`).digest();
  const isGenuine = signatures.split(" ").some((signature) => {
    const given = Buffer.from(signature.replace(/^v1,/, ""), "base64");
    return signature.startsWith("v1,") && given.length === expected.length && timingSafeEqual(given, expected);
  });
  if (!isGenuine) throw new Error("wrong signature");
  return JSON.parse(body);
}
`;
