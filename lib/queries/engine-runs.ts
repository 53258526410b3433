import type { EngineRunQuery } from "@/lib/contracts/engine-run";
import type { Prisma } from "@/lib/generated/prisma/client";
import { type Keyset, keysetFind, type Slice, toSlice } from "./keyset";
import { db } from "./transaction";

// Without events and output, which may be megabytes.
const IN_LISTS = {
  id: true,
  functionId: true,
  status: true,
  eventName: true,
  eventCount: true,
  reason: true,
  createdAt: true,
  startedAt: true,
  endedAt: true,
  jobs: { select: { kind: true, readyAt: true, leaseOwner: true, lastError: true }, orderBy: { readyAt: "asc" } },
  _count: { select: { steps: true } },
} satisfies Prisma.EngineRunSelect;

export type ListedEngineRun = Prisma.EngineRunGetPayload<{ select: typeof IN_LISTS }>;
export type FullEngineRun = Prisma.EngineRunGetPayload<{
  include: { jobs: true; steps: true; waits: true; _count: { select: { steps: true } } };
}>;

export async function listEngineRuns(
  { status, functionId, eventName }: Omit<EngineRunQuery, "limit" | "cursor">,
  keyset: Keyset,
): Promise<Slice<ListedEngineRun>> {
  const { where, ...rest } = keysetFind(keyset);
  const filter = {
    ...(status === undefined ? {} : { status }),
    ...(functionId === undefined ? {} : { functionId }),
    ...(eventName === undefined ? {} : { eventName }),
  };
  return toSlice(await db().engineRun.findMany({ where: { AND: [filter, where] }, ...rest, select: IN_LISTS }), keyset);
}

export function findEngineRun(id: string): Promise<FullEngineRun | null> {
  return db().engineRun.findUnique({
    where: { id },
    include: {
      jobs: { orderBy: { readyAt: "asc" } },
      steps: { orderBy: { position: "asc" } },
      waits: { orderBy: { createdAt: "asc" } },
      _count: { select: { steps: true } },
    },
  });
}
