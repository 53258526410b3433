import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import { headers } from "next/headers";
import type { ReactNode } from "react";
import { type ApiQuery, parseAnswer } from "@/lib/client/api-query";
import { readApi } from "./read-api";
import { readScope } from "./read-scope";

interface FirstViewProps {
  /** What the page reads first, of the tenant that is looked at (null: all, or a member's own). */
  // biome-ignore lint/suspicious/noExplicitAny: each query keeps the type of its own answer
  queries: (tenantId: string | null) => readonly ApiQuery<any>[];
  children: ReactNode;
}

/** Draws its children with their data: what the browser would ask first was asked here, all at once. */
export async function FirstView({ queries, children }: FirstViewProps) {
  const client = new QueryClient();
  const own = new Headers(await headers());
  const { tenantId } = await readScope();
  await Promise.all(
    queries(tenantId).map(async (query) => {
      const text = await readApi(query.path, query.query?.() ?? {}, own);
      if (text !== null) client.setQueryData(query.key, parseAnswer(query, text));
    }),
  );
  return <HydrationBoundary state={dehydrate(client)}>{children}</HydrationBoundary>;
}
