/** Requests of a process in flight at once. */
export interface Slots {
  /** A lane that has nothing in flight always has room: a full house never silences a lane. */
  hasRoom(laneInFlight: number): boolean;
  take(): void;
  free(): void;
}

export function createSlots(limit: number): Slots {
  let inFlight = 0;
  return {
    hasRoom: (laneInFlight) => laneInFlight === 0 || inFlight < limit,
    take() {
      inFlight += 1;
    },
    free() {
      inFlight -= 1;
    },
  };
}
