import type { ReplayOut } from "@/lib/contracts/replay";
import { Pill, type Tone } from "../common/Pill";

const LOOKS: Record<ReplayOut["status"], { tone: Tone; sign: string }> = {
  running: { tone: "wait", sign: "◐" },
  completed: { tone: "ok", sign: "●" },
  cancelled: { tone: "skip", sign: "–" },
  failed: { tone: "dead", sign: "■" },
};

export function ReplayPill({ status }: Pick<ReplayOut, "status">) {
  return <Pill {...LOOKS[status]}>{status}</Pill>;
}
