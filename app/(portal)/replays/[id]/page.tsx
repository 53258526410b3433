import type { Metadata } from "next";
import { ReplayPage } from "@/components/replays/ReplayPage";
import { replayQuery } from "@/lib/client/queries/replays";
import { ALL_SUBSCRIPTIONS, subscriptionsQuery } from "@/lib/client/queries/subscriptions";
import { FirstView } from "../../_first-view/FirstView";

export const metadata: Metadata = { title: "Replay" };

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const id = (await params).id;
  return (
    <FirstView queries={(tenantId) => [replayQuery(id), subscriptionsQuery(tenantId, ALL_SUBSCRIPTIONS)]}>
      <ReplayPage id={id} />
    </FirstView>
  );
}
