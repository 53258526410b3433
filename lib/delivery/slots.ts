/** Requests of a process in flight at once. */
export interface Slots {
  /** A lane that has nothing in flight always gets one: a full house never silences a lane. */
  take(laneInFlight: number): boolean;
  free(): void;
  readonly inFlight: number;
}

export function createSlots(limit: number): Slots {
  let inFlight = 0;
  return {
    take(laneInFlight) {
      if (inFlight >= limit && laneInFlight > 0) return false;
      inFlight += 1;
      return true;
    },
    free() {
      inFlight -= 1;
    },
    get inFlight() {
      return inFlight;
    },
  };
}
