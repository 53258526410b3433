import { type DueDelivery, type LanePlace, readDueDeliveries } from "@/lib/queries/read-due-deliveries";

/** A lane is read from its beginning this often, for what became due behind the remembered place. */
const WHOLE_READ_EVERY_MS = 1_000;

interface Remembered {
  /** The last row of the last read: all up to it is in memory or done. */
  place: LanePlace;
  wholeReadMs: number;
}

export interface PlainReader {
  read(input: {
    subscriptionId: string;
    limit: number;
    except: readonly string[];
    /** Not all of what was read is in memory or done. */
    anew?: boolean;
  }): Promise<{ deliveries: DueDelivery[]; isAll: boolean }>;
  /** The next read begins at the beginning. */
  forget(subscriptionId: string): void;
}

/**
 * Reads lanes that keep no order. The entries of delivered rows stay in the index until vacuum, at the very end that is
 * read: a backlog of 100,000 would be crawled over from its beginning two hundred times. So a read begins where the
 * last one ended; only a read of the whole lane says that nothing is left.
 */
export function createPlainReader(partitionId: number, nowMs: () => number = () => performance.now()): PlainReader {
  const remembered = new Map<string, Remembered>();
  return {
    async read(input) {
      const known = remembered.get(input.subscriptionId);
      if (known && !input.anew && nowMs() - known.wholeReadMs < WHOLE_READ_EVERY_MS) {
        const { deliveries } = await readDueDeliveries({ ...input, partitionId, after: known.place });
        const last = deliveries.at(-1);
        if (last) {
          known.place = last;
          return { deliveries, isAll: false };
        }
      }
      const wholeReadMs = nowMs();
      const found = await readDueDeliveries({ ...input, partitionId });
      const last = found.deliveries.at(-1);
      if (last && !found.isAll) remembered.set(input.subscriptionId, { place: last, wholeReadMs });
      else remembered.delete(input.subscriptionId);
      return found;
    },
    forget: (subscriptionId) => void remembered.delete(subscriptionId),
  };
}
