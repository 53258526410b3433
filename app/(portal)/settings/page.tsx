import type { Metadata } from "next";
import { SettingsPage } from "@/components/settings/SettingsPage";
import { settingsQuery } from "@/lib/client/queries/settings";
import { FirstView } from "../_first-view/FirstView";

export const metadata: Metadata = { title: "Settings" };

export default function Page() {
  return (
    <FirstView queries={() => [settingsQuery()]}>
      <SettingsPage />
    </FirstView>
  );
}
