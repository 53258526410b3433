import { Cron } from "croner";
import { parseDuration } from "./duration";

const NAMES = new Set("JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC SUN MON TUE WED THU FRI SAT".split(" "));
const FIELD = /^[0-9A-Za-z*/,?-]+$/;

/** A parsed cron trigger; `expression` is the text as it was given. */
export interface CronTrigger {
  expression: string;
  /** The first tick after a time; undefined if there is none. */
  next(after: Date): Date | undefined;
  /** Runs start up to this long after their tick, at a time that chance chooses. */
  jitterMs: number;
}

/**
 * Five fields, with an optional `TZ=Europe/Paris ` before them; UTC without. Throws with the reason for what a real
 * server refuses: six fields, `@hourly`, L, W and # (they work here, so a function that uses them could not move).
 */
export function parseCron(expression: string, jitter?: string): CronTrigger {
  const match = /^(?:TZ=(\S+)\s+)?(.+)$/.exec(expression.trim());
  const fields = (match?.[2] ?? "").split(/\s+/);
  if (fields.length !== 5) throw new Error(`a cron has five fields, "${expression}" has ${fields.length}`);
  const odd = fields.find((field) => !isPlainField(field));
  if (odd !== undefined) throw new Error(`the cron field "${odd}" is not supported`);
  const cron = new Cron(fields.join(" ").replaceAll("?", "*"), {
    paused: true,
    mode: "5-part",
    timezone: match?.[1] ?? "UTC",
  });
  cron.nextRun(); // an unknown time zone is noticed here only
  const jitterMs = jitter === undefined ? 0 : parseDuration(jitter);
  if (jitterMs === undefined) throw new Error(`the jitter "${jitter}" is not a duration`);
  return { expression, next: (after) => cron.nextRun(after) ?? undefined, jitterMs };
}

function isPlainField(field: string): boolean {
  const words = field.match(/[A-Za-z]+/g) ?? [];
  return FIELD.test(field) && words.every((word) => NAMES.has(word.toUpperCase()));
}
