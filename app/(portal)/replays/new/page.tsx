import type { Metadata } from "next";
import { NewReplayPage } from "@/components/replays/NewReplayPage";
import { ALL_SUBSCRIPTIONS, subscriptionsQuery } from "@/lib/client/queries/subscriptions";
import { FirstView } from "../../_first-view/FirstView";

export const metadata: Metadata = { title: "New replay" };

export default function Page() {
  return (
    <FirstView queries={(tenantId) => [subscriptionsQuery(tenantId, ALL_SUBSCRIPTIONS)]}>
      <NewReplayPage />
    </FirstView>
  );
}
