import { z } from "zod";

/**
 * Which events must fit the schema of the catalogue. `declared`: those whose type says `enforce`. `all`: those whose
 * version has a schema. `strict`: the same, and a type or version that the catalogue has not is refused.
 */
export const SCHEMA_ENFORCEMENTS = ["declared", "all", "strict"] as const;
export const schemaEnforcement = z.enum(SCHEMA_ENFORCEMENTS);
export type SchemaEnforcement = z.output<typeof schemaEnforcement>;

/** Of the whole installation. */
export const settingsOut = z.object({ schemaEnforcement });
export type SettingsOut = z.output<typeof settingsOut>;

export const settingsPatch = z.strictObject({ schemaEnforcement: schemaEnforcement.optional() });
export type SettingsPatch = z.output<typeof settingsPatch>;
