import type { EventOut } from "@/lib/contracts/event";
import { Pill, type Tone } from "../common/Pill";

const LOOKS: Record<EventOut["status"], { tone: Tone; sign: string }> = {
  accepted: { tone: "wait", sign: "○" },
  scheduled: { tone: "wait", sign: "○" },
  routed: { tone: "ok", sign: "●" },
  cancelled: { tone: "skip", sign: "–" },
  quarantined: { tone: "dead", sign: "■" },
};

export function EventPill({ status }: { status: EventOut["status"] }) {
  return <Pill {...LOOKS[status]}>{status}</Pill>;
}
