import type { EngineEvent } from "../event";
import type { Queryable } from "../transaction";

const SQL = "select events from engine_runs where id = $1";

/** The events that a run was started with. */
export async function readRunEvents(db: Queryable, runId: string): Promise<EngineEvent[]> {
  const { rows } = await db.query<{ events: string }>(SQL, [runId]);
  return JSON.parse(rows[0]?.events ?? "[]") as EngineEvent[];
}
