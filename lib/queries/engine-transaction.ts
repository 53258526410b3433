import { db } from "./transaction";

/** What the engine's statements need. */
interface EngineTransaction {
  query<Row extends object = Record<string, unknown>>(
    text: string,
    values?: unknown[],
  ): Promise<{ rows: Row[]; rowCount: number }>;
}

/** The open Prisma transaction for statements of the engine, so that a command commits with its audit entry. */
export function engineTransaction(): EngineTransaction {
  return {
    async query<Row extends object>(text: string, values: unknown[] = []) {
      const rows = await db().$queryRawUnsafe<Row[]>(text, ...values);
      return { rows, rowCount: rows.length };
    },
  };
}
