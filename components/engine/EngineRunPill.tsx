import type { EngineRunOut } from "@/lib/contracts/engine-run";
import { Pill, type Tone } from "../common/Pill";

const LOOKS: Record<EngineRunOut["status"], { tone: Tone; sign: string }> = {
  active: { tone: "wait", sign: "◐" },
  completed: { tone: "ok", sign: "●" },
  failed: { tone: "dead", sign: "×" },
  cancelled: { tone: "skip", sign: "–" },
};

export function EngineRunPill({ run: { status, isRunning } }: { run: Pick<EngineRunOut, "status" | "isRunning"> }) {
  return <Pill {...LOOKS[status]}>{status === "active" ? (isRunning ? "running" : "waiting") : status}</Pill>;
}
