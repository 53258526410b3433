import type { ReplayDraft } from "@/lib/client/replay-draft";
import type { DeliveryState } from "@/lib/contracts/delivery";

/** The form's own fields, as they are typed. */
export interface NewReplayForm {
  states: DeliveryState[];
  types: string;
  subscriptionId: string;
  /** `datetime-local` values, in the reader's zone. */
  after: string;
  before: string;
  targetId: string;
  onlyMissing: boolean;
  rate: number;
}

export const DEFAULT_RATE = 50;

export const EMPTY_REPLAY: NewReplayForm = {
  states: ["dead"],
  types: "",
  subscriptionId: "",
  after: "",
  before: "",
  targetId: "",
  onlyMissing: false,
  rate: DEFAULT_RATE,
};

/** What the API takes; null while it would be everything there ever was. */
export function toReplayDraft(form: NewReplayForm): ReplayDraft | null {
  if (form.states.length === 0 && form.after === "") return null;
  const types = form.types.split(/[\s,]+/).filter(Boolean);
  return {
    after: toIso(form.after),
    before: toIso(form.before),
    filter: {
      ...(form.states.length > 0 ? { status: form.states } : {}),
      ...(types.length > 0 ? { types } : {}),
      ...(form.subscriptionId ? { subscriptionId: form.subscriptionId } : {}),
    },
    target: form.targetId ? { subscriptionId: form.targetId, onlyMissing: form.onlyMissing } : null,
    ratePerSecond: form.rate,
  };
}

function toIso(local: string): string | null {
  const ms = Date.parse(local);
  return Number.isNaN(ms) ? null : new Date(ms).toISOString();
}
