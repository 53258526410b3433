import { V7Generator } from "uuidv7";

const words = new Uint32Array(1_024);
let nextWord = words.length;
const generator = new V7Generator({
  nextUint32() {
    if (nextWord === words.length) {
      crypto.getRandomValues(words);
      nextWord = 0;
    }
    return words[nextWord++] ?? 0;
  },
});

const PREFIXES = {
  tenant: "ten",
  user: "usr",
  member: "mem",
  session: "ses",
  invitation: "inv",
  passwordReset: "pwr",
  portalLink: "plk",
  apiKey: "key",
  eventType: "ety",
  eventTypeVersion: "etv",
  subscription: "sub",
  secret: "sec",
  event: "evt",
  delivery: "dlv",
  attempt: "att",
  replay: "rpl",
  auditEntry: "aud",
  request: "req",
  sandboxReceiver: "sbx",
  sandboxRequest: "sbr",
} as const;

export type IdKind = keyof typeof PREFIXES;

/** What the library's own toHex answers, in a third of its time: that one joins 32 texts. */
function toHex({ buffer, byteOffset, byteLength }: Uint8Array): string {
  return Buffer.from(buffer, byteOffset, byteLength).toString("hex");
}

/**
 * A new id: prefix, underscore, 32 hex digits of a UUIDv7. Ids of one process rise strictly, ids of all
 * processes rise with time (milliseconds), so a time range is an id range.
 */
export function newId(kind: IdKind): string {
  return `${PREFIXES[kind]}_${toHex(generator.generate().bytes)}`;
}

/** The smallest id of a kind at a time; the same as `id_bound` in SQL. */
export function idBound(kind: IdKind, timeMs: number): string {
  return `${PREFIXES[kind]}_${Math.max(0, Math.floor(timeMs)).toString(16).padStart(12, "0")}`;
}

/** True for the form of our own ids of a kind, whether or not such a row exists. */
export function isId(kind: IdKind, value: string): boolean {
  const prefix = `${PREFIXES[kind]}_`;
  return value.startsWith(prefix) && /^[0-9a-f]{32}$/.test(value.slice(prefix.length));
}
