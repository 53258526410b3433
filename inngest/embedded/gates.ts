import type { EngineEvent } from "./event";
import type { Gate } from "./flow";
import type { EngineFunction } from "./function";
import { inLockOrder, keyOfFunction } from "./lock-order";
import { lockGate, setGate } from "./queries/gates";
import type { Queryable } from "./transaction";

/** Rounding of the database's clock must not refuse what is on time. */
const TOLERANCE_MS = 1;

interface Passage {
  fn: EngineFunction;
  /** Undefined: it passes, and counts for nothing. */
  event: EngineEvent | undefined;
}

/** Milliseconds that each run has to wait for its function's throttle; its place is taken. In order. */
export function throttleWaits(db: Queryable, passages: readonly Passage[]): Promise<number[]> {
  return pass(db, passages, { kind: "throttle", gateOf: (fn) => fn.flow.throttle, takesPlace: () => true });
}

/** Whether each event is within its function's rate limit; those that are not count for nothing. In order. */
export async function rateLimitVerdicts(db: Queryable, passages: readonly Passage[]): Promise<boolean[]> {
  const isWithin = (waitMs: number) => waitMs < TOLERANCE_MS;
  const options = { kind: "rateLimit", gateOf: (fn: EngineFunction) => fn.flow.rateLimit, takesPlace: isWithin };
  return (await pass(db, passages, options)).map(isWithin);
}

interface PassOptions {
  kind: string;
  gateOf(fn: EngineFunction): Gate | undefined;
  takesPlace(waitMs: number): boolean;
}

async function pass(db: Queryable, passages: readonly Passage[], options: PassOptions): Promise<number[]> {
  const waits = passages.map(() => 0);
  const groups = new Map<string, { fn: EngineFunction; gate: Gate; key: string; indexes: number[] }>();
  for (const [index, { fn, event }] of passages.entries()) {
    const gate = options.gateOf(fn);
    const value = event && gate?.keyOf(event);
    if (!gate || value === undefined) continue;
    const key = `${options.kind}|${value}`;
    const name = keyOfFunction(fn.id, key);
    const group = groups.get(name) ?? { fn, gate, key, indexes: [] };
    group.indexes.push(index);
    groups.set(name, group);
  }
  for (const [, { fn, gate, key, indexes }] of inLockOrder(groups, ([name]) => name)) {
    const row = { functionId: fn.id, key };
    let aheadMs = Math.max(0, await lockGate(db, row));
    for (const index of indexes) {
      const waitMs = Math.max(0, aheadMs - gate.burst * gate.intervalMs);
      waits[index] = waitMs;
      if (options.takesPlace(waitMs)) aheadMs += gate.intervalMs;
    }
    await setGate(db, { ...row, aheadMs });
  }
  return waits;
}
