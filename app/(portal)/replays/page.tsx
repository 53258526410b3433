import type { Metadata } from "next";
import { ReplaysPage } from "@/components/replays/ReplaysPage";
import { REPLAY_FILTERS, replaysQuery } from "@/lib/client/queries/replays";
import { ALL_SUBSCRIPTIONS, subscriptionsQuery } from "@/lib/client/queries/subscriptions";
import { FirstView } from "../_first-view/FirstView";
import { readFilters, type SearchParams } from "../_first-view/search";

export const metadata: Metadata = { title: "Replays" };

export default async function Page({ searchParams }: { searchParams: SearchParams }) {
  const filters = await readFilters(searchParams, REPLAY_FILTERS);
  return (
    <FirstView
      queries={(tenantId) => [replaysQuery(tenantId, filters), subscriptionsQuery(tenantId, ALL_SUBSCRIPTIONS)]}
    >
      <ReplaysPage />
    </FirstView>
  );
}
