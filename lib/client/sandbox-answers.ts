import type { SandboxAnswer, SandboxReceiverOut, SandboxRequestOut } from "@/lib/contracts/sandbox";
import type { Mark } from "./delivery-state";
import { formatMs } from "./format";
import { statusLine } from "./sentences";

export type Program = Pick<SandboxReceiverOut, "answers" | "repeat" | "delayMs" | "failureRate">;

export interface Preset {
  label: string;
  program: Program;
}

const STEADY = { repeat: false, delayMs: 0, failureRate: 0 };

/** What one wants to see an endpoint do, in one choice. */
export const PRESETS: readonly Preset[] = [
  { label: "Accept everything", program: { ...STEADY, answers: [204] } },
  { label: "Fail twice, then accept", program: { ...STEADY, answers: [503, 503, 204] } },
  { label: "Fail every second time", program: { ...STEADY, answers: [500, 204], repeat: true } },
  { label: "Fail three of ten, by chance", program: { ...STEADY, answers: [204], failureRate: 0.3 } },
  { label: "Always unavailable", program: { ...STEADY, answers: [503] } },
  { label: "Too many requests", program: { ...STEADY, answers: [429, 429, 204] } },
  { label: "Slow: 3 s", program: { ...STEADY, answers: [204], delayMs: 3_000 } },
  { label: "Too slow: 15 s", program: { ...STEADY, answers: [204], delayMs: 15_000 } },
  { label: "Cut the connection, then accept", program: { ...STEADY, answers: ["reset", "close", 204] } },
  { label: "Gone for good", program: { ...STEADY, answers: [410] } },
];

/** Exactly the same answers; null for a program of one's own. */
export function presetOf(program: Program): Preset | null {
  const wanted = JSON.stringify(fieldsOf(program));
  return PRESETS.find((preset) => JSON.stringify(fieldsOf(preset.program)) === wanted) ?? null;
}

function fieldsOf({ answers, repeat, delayMs, failureRate }: Program) {
  return [answers, repeat, delayMs, failureRate];
}

/** `503, 503, reset, 204` as typed; null when a part is no answer. */
export function parseAnswers(text: string): SandboxAnswer[] | null {
  const parts = text
    .toLowerCase()
    .split(/[\s,;]+/)
    .filter((part) => part !== "");
  const answers = parts.map((part): SandboxAnswer | null => {
    if (part === "close" || part === "reset") return part;
    return /^[2-5]\d\d$/.test(part) ? Number(part) : null;
  });
  return answers.length === 0 || answers.includes(null) ? null : (answers as SandboxAnswer[]);
}

export function answerMark(answer: SandboxAnswer): Mark {
  return typeof answer === "number" && answer < 300 ? "delivered" : "failed";
}

export function answerText(answer: SandboxAnswer): string {
  if (answer === "close") return "closed the connection";
  if (answer === "reset") return "reset the connection";
  return statusLine(answer);
}

/** What it does with the next requests, as a sentence. */
export function programSentence({ answers, repeat, delayMs, failureRate }: Program): string {
  const list = answers.map(String);
  const last = list.at(-1);
  const what =
    list.length === 1
      ? `Answers ${last}`
      : `Answers ${list.slice(0, -1).join(", ")}, then ${last}${repeat ? ", and begins again" : " for good"}`;
  const when = delayMs > 0 ? `, each after ${formatMs(delayMs)}` : "";
  const chance = failureRate > 0 ? `; ${Math.round(failureRate * 100)} % get 503 by chance` : "";
  return `${what}${when}${chance}.`;
}

/** The type of the event in the body; null where there is none to read. */
export function typeOfBody({ body }: Pick<SandboxRequestOut, "body">): string | null {
  try {
    const parsed: unknown = JSON.parse(body);
    const type = typeof parsed === "object" && parsed !== null && "type" in parsed ? parsed.type : null;
    return typeof type === "string" ? type : null;
  } catch {
    // Not JSON, or its end was cut off: it is shown by its method instead.
    return null;
  }
}
