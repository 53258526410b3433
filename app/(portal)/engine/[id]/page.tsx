import type { Metadata } from "next";
import { EngineRunPage } from "@/components/engine/EngineRunPage";
import { engineRunQuery } from "@/lib/client/queries/engine-runs";
import { FirstView } from "../../_first-view/FirstView";

export const metadata: Metadata = { title: "Engine run" };

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const id = (await params).id;
  return (
    <FirstView queries={() => [engineRunQuery(id)]}>
      <EngineRunPage id={id} />
    </FirstView>
  );
}
