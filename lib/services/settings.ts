import { type PublicSettings, type Settings, type SettingsPatch, storedSettings } from "@/lib/contracts/settings";
import { canMail, signInProviders } from "@/lib/env";
import { lockSetting, readSetting, writeSetting } from "@/lib/queries/settings";
import { inTransaction } from "@/lib/queries/transaction";
import { type Caller, recordChange } from "./audit";
import { announceCatalogueChange, SETTINGS_ROW } from "./catalogue-rules";

/** Every page asks for what may frame it; a change is seen by all processes within this time. */
const CACHE_MS = 1_000;

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

let cached: { settings: Promise<Settings>; readAt: number } | undefined;

/** At most one read a second for each process, however many pages are drawn. */
export function getCachedSettings(): Promise<Settings> {
  if (cached && performance.now() - cached.readAt < CACHE_MS) return cached.settings;
  const settings = getSettings();
  // A read that failed is not remembered.
  settings.catch(() => {
    cached = undefined;
  });
  cached = { settings, readAt: performance.now() };
  return settings;
}

function parse(stored: string | null): Settings {
  return storedSettings.parse(stored === null ? {} : JSON.parse(stored));
}
