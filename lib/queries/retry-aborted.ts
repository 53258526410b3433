/** Serialization failure and deadlock: PostgreSQL undid a transaction that will do when it is begun again. */
const ABORTED: ReadonlySet<unknown> = new Set(["40001", "40P01"]);
const MAX_TRIES = 4;

/** Runs it again when PostgreSQL undid it for the sake of another transaction; nothing of it was written then. */
export async function retryAborted<T>(work: () => Promise<T>, tries = 1): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const isAborted = error instanceof Error && "code" in error && ABORTED.has(error.code);
    if (!isAborted || tries === MAX_TRIES) throw error;
    return retryAborted(work, tries + 1);
  }
}
