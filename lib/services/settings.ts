import { type SettingsOut, type SettingsPatch, schemaEnforcement } from "@/lib/contracts/settings";
import { readSetting, saveSetting } from "@/lib/queries/settings";
import { inTransaction } from "@/lib/queries/transaction";
import { type Caller, recordChange } from "./audit";
import { announceCatalogueChange, ENFORCEMENT_SETTING } from "./catalogue-rules";

export async function getSettings(): Promise<SettingsOut> {
  return { schemaEnforcement: schemaEnforcement.catch("declared").parse(await readSetting(ENFORCEMENT_SETTING)) };
}

export function updateSettings(caller: Caller, patch: SettingsPatch): Promise<SettingsOut> {
  return inTransaction(async () => {
    const before = await getSettings();
    const after = { ...before, ...(patch.schemaEnforcement ? { schemaEnforcement: patch.schemaEnforcement } : {}) };
    if (after.schemaEnforcement === before.schemaEnforcement) return before;
    await saveSetting(ENFORCEMENT_SETTING, after.schemaEnforcement);
    await announceCatalogueChange();
    await recordChange(caller, { tenantId: null, action: "settings.update", targetId: "settings", before, after });
    return after;
  });
}
