import { randomBytes } from "node:crypto";

const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const LENGTH = 26;
const ENTROPY_BYTES = 10;
/** Where the counter of a seed stands: the last four bytes. */
const COUNTER_OFFSET = ENTROPY_BYTES - 4;

export interface Seed {
  timeMs: number;
  entropy: Uint8Array;
}

export function newUlid(timeMs: number = Date.now()): string {
  return encode({ timeMs, entropy: randomBytes(ENTROPY_BYTES) });
}

/** The id of the nth (from 0) event of one request: a repeated request with the same seed has the same ids. */
export function ulidOfSeed(seed: Seed, index: number): string {
  const entropy = Buffer.from(seed.entropy);
  const counter = entropy.readUInt32BE(COUNTER_OFFSET) + index + 1;
  entropy.writeUInt32BE(counter % 2 ** 32, COUNTER_OFFSET);
  return encode({ timeMs: seed.timeMs, entropy });
}

/** No id made at or after the time is smaller. */
export function ulidBound(timeMs: number): string {
  return encode({ timeMs, entropy: new Uint8Array(ENTROPY_BYTES) });
}

/** The SDK's header `<milliseconds>,<base64 of 10 bytes>`; anything else is no seed. */
export function readSeed(header: string | null): Seed | undefined {
  const match = header === null ? null : /^(\d{1,15}),([A-Za-z0-9+/=]+)$/.exec(header);
  if (!match?.[1] || !match[2]) return undefined;
  const entropy = Buffer.from(match[2], "base64");
  return entropy.length === ENTROPY_BYTES ? { timeMs: Number(match[1]), entropy } : undefined;
}

function encode({ timeMs, entropy }: Seed): string {
  let rest = (BigInt(timeMs) << 80n) | BigInt(`0x${Buffer.from(entropy).toString("hex")}`);
  let text = "";
  for (let i = 0; i < LENGTH; i++) {
    text = ALPHABET.charAt(Number(rest & 31n)) + text;
    rest >>= 5n;
  }
  return text;
}
