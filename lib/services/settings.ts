import { type PublicSettings, type Settings, type SettingsPatch, storedSettings } from "@/lib/contracts/settings";
import { canMail, signInProviders } from "@/lib/env";
import { lockSetting, readSetting, writeSetting } from "@/lib/queries/settings";
import { inTransaction } from "@/lib/queries/transaction";
import { type Caller, recordChange } from "./audit";
import { announceCatalogueChange, SETTINGS_ROW } from "./catalogue-rules";

export async function getSettings(): Promise<Settings> {
  return parse(await readSetting(SETTINGS_ROW));
}

export function updateSettings(caller: Caller, patch: SettingsPatch): Promise<Settings> {
  return inTransaction(async () => {
    const before = parse(await lockSetting(SETTINGS_ROW));
    const after: Settings = storedSettings.parse({ ...before, ...patch });
    await writeSetting(SETTINGS_ROW, JSON.stringify(after));
    if (after.schemaEnforcement !== before.schemaEnforcement) await announceCatalogueChange();
    await recordChange(caller, { tenantId: null, action: "settings.update", targetId: SETTINGS_ROW, before, after });
    return after;
  });
}

export async function getPublicSettings(): Promise<PublicSettings> {
  const { name, logoUrl, accentColour, supportEmail, supportUrl } = await getSettings();
  return { name, logoUrl, accentColour, supportEmail, supportUrl, providers: signInProviders(), canMail: canMail() };
}

function parse(stored: string | null): Settings {
  return storedSettings.parse(stored === null ? {} : JSON.parse(stored));
}
