import { type DueDelivery, type LanePlace, readDueDeliveries } from "@/lib/queries/read-due-deliveries";

/** A lane is read from its beginning this often, for what became due behind the remembered place. */
const WHOLE_READ_EVERY_MS = 1_000;

interface Remembered {
  /** The first row of the last read: all before it was in memory or done. */
  place: LanePlace;
  wholeReadMs: number;
}

export interface PlainReader {
  read(input: {
    subscriptionId: string;
    limit: number;
    except: readonly string[];
  }): Promise<{ deliveries: DueDelivery[]; isAll: boolean }>;
  /** What was in memory may not be there any more: the next read begins at the beginning. */
  forget(subscriptionId: string): void;
}

/**
 * Reads lanes that keep no order. The entries of delivered rows stay in the index until vacuum, at the very end that is
 * read: a backlog of 100,000 would be crawled over from its beginning two hundred times. So a read begins where the
 * last one did; only a read of the whole lane says that nothing is left.
 */
export function createPlainReader(partitionId: number, nowMs: () => number = () => performance.now()): PlainReader {
  const remembered = new Map<string, Remembered>();
  return {
    async read(input) {
      const known = remembered.get(input.subscriptionId);
      if (known && nowMs() - known.wholeReadMs < WHOLE_READ_EVERY_MS) {
        const { deliveries } = await readDueDeliveries({ ...input, partitionId, from: known.place });
        const first = deliveries[0];
        if (first) {
          known.place = first;
          return { deliveries, isAll: false };
        }
      }
      const wholeReadMs = nowMs();
      const found = await readDueDeliveries({ ...input, partitionId });
      const first = found.deliveries[0];
      if (first && !found.isAll) remembered.set(input.subscriptionId, { place: first, wholeReadMs });
      else remembered.delete(input.subscriptionId);
      return found;
    },
    forget: (subscriptionId) => void remembered.delete(subscriptionId),
  };
}
