import { logger } from "@/lib/logger";
import { type AttemptRecord, recordAttempts } from "@/lib/queries/record-attempts";
import { type Owned, OwnershipLost } from "./owned";
import { pause } from "./pause";

const RETRY_MS = 200;
/** SQLSTATE. */
const UNIQUE_VIOLATION = "23505";

interface Recording {
  owned: Owned;
  mayAct(): boolean;
}

/**
 * Records attempts that were made: tries again while the database does not answer and the partition is ours. A
 * text that PostgreSQL refuses must not hold the group up: then each goes alone, in the end without the texts. Answers
 * the deliveries that moved; none where an earlier try was committed and its answer lost: what became of them says the row.
 */
export async function recordSurely(
  recording: Recording,
  records: readonly AttemptRecord[],
): Promise<ReadonlySet<string>> {
  for (;;) {
    try {
      return await record(recording.owned, records);
    } catch (error) {
      if (error instanceof OwnershipLost || !recording.mayAct()) throw error;
      if (isRefusedValue(error)) return recordEach(recording, records);
      if (isThereAlready(error)) return new Set();
      logger.warn({ err: error, attempts: records.length }, "attempts could not be recorded; trying again");
      await pause(RETRY_MS);
    }
  }
}

async function record(owned: Owned, records: readonly AttemptRecord[]): Promise<ReadonlySet<string>> {
  const moved = await recordAttempts(owned, records);
  if (!moved) throw new OwnershipLost(owned);
  return moved;
}

async function recordEach(recording: Recording, records: readonly AttemptRecord[]): Promise<ReadonlySet<string>> {
  const moved = new Set<string>();
  for (const entry of records) {
    const bare = { ...entry, requestHeaders: "{}", responseHeaders: null, responseBody: null, errorMessage: null };
    const one = await record(recording.owned, [entry]).catch((error: unknown) => {
      if (!isRefusedValue(error)) throw error;
      return record(recording.owned, [bare]);
    });
    for (const id of one) moved.add(id);
  }
  return moved;
}

/** SQLSTATE class 22, data exception. */
function isRefusedValue(error: unknown): boolean {
  return error instanceof Error && "code" in error && /^22/.test(String(error.code));
}

/** The ids of attempts are ours and made once: the statement was committed before, as a whole, and not answered. */
function isThereAlready(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === UNIQUE_VIOLATION;
}
