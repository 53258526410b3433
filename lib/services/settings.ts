import { type PublicSettings, type Settings, type SettingsPatch, storedSettings } from "@/lib/contracts/settings";
import { canMail, signInProviders } from "@/lib/env";
import { lockSetting, readSetting, writeSetting } from "@/lib/queries/settings";
import { inTransaction } from "@/lib/queries/transaction";
import { type Caller, recordChange } from "./audit";

/** The one row that the settings resource is. */
const NAME = "installation";

export async function getSettings(): Promise<Settings> {
  return parse(await readSetting(NAME));
}

export function updateSettings(caller: Caller, patch: SettingsPatch): Promise<Settings> {
  return inTransaction(async () => {
    const before = parse(await lockSetting(NAME));
    const after: Settings = storedSettings.parse({ ...before, ...patch });
    await writeSetting(NAME, JSON.stringify(after));
    await recordChange(caller, { tenantId: null, action: "settings.update", targetId: NAME, before, after });
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
