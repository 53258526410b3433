import { z } from "zod";
import { email } from "./account";
import { line } from "./common";

const MAX_LOGO_LENGTH = 100_000;
const MAX_ORIGINS = 20;
const DATA_IMAGE = /^data:image\/(png|jpeg|gif|webp|svg\+xml);base64,[A-Za-z0-9+/]+={0,2}$/;

const logoUrl = z
  .string()
  .max(MAX_LOGO_LENGTH, `must be at most ${MAX_LOGO_LENGTH} characters`)
  .refine((text) => DATA_IMAGE.test(text) || isHttps(text), "must be an https URL or a data:image/…;base64 URL");

const httpUrl = z.string().max(2_000).refine(isHttps, "must be an https URL");

/** An origin as browsers send it, such as `https://app.example.com`; http on this machine only. */
const origin = z
  .string()
  .max(300)
  .refine(isOrigin, "must be an origin such as https://app.example.com (http for localhost only)");

/**
 * Which events must fit the schema of the catalogue. `declared`: those whose type says `enforce`. `all`: those whose
 * version has a schema. `strict`: the same, and a type or version that the catalogue has not is refused.
 */
const SCHEMA_ENFORCEMENTS = ["declared", "all", "strict"] as const;

const fields = {
  /** Of the installation, as customers see it. */
  name: line(80),
  logoUrl: logoUrl.nullable(),
  accentColour: z
    .string()
    .regex(/^#[0-9a-fA-F]{6}$/, "must be a colour such as #0f766e")
    .nullable(),
  supportEmail: email.nullable(),
  supportUrl: httpUrl.nullable(),
  /** Pages of these origins may frame the portal of somebody who came by a portal link. */
  embedOrigins: z.array(origin).max(MAX_ORIGINS),
  /** Attempts (requests and responses) are kept this long. */
  attemptRetentionDays: z.number().int().min(1).max(3_650),
  /** Which events must fit the catalogue: those of types that say so, all that have a schema, or all there are. */
  schemaEnforcement: z.enum(SCHEMA_ENFORCEMENTS),
};

/** What stands in the database; an older row lacks what came later. */
export const storedSettings = z.object({
  name: fields.name.default("Hookswitch"),
  logoUrl: fields.logoUrl.default(null),
  accentColour: fields.accentColour.default(null),
  supportEmail: fields.supportEmail.default(null),
  supportUrl: fields.supportUrl.default(null),
  embedOrigins: fields.embedOrigins.default([]),
  attemptRetentionDays: fields.attemptRetentionDays.default(90),
  schemaEnforcement: fields.schemaEnforcement.default("declared"),
});

export const settingsOut = z.object({ ...fields, supportEmail: z.string().nullable() });
export type Settings = z.output<typeof settingsOut>;

export const settingsPatch = z.strictObject({
  name: fields.name.optional(),
  logoUrl: fields.logoUrl.optional(),
  accentColour: fields.accentColour.optional(),
  supportEmail: fields.supportEmail.optional(),
  supportUrl: fields.supportUrl.optional(),
  embedOrigins: fields.embedOrigins.optional(),
  attemptRetentionDays: fields.attemptRetentionDays.optional(),
  schemaEnforcement: fields.schemaEnforcement.optional(),
});
export type SettingsPatch = z.output<typeof settingsPatch>;

/** GET /settings/public: what every page may know, before anybody signed in too. */
export const publicSettingsOut = z.object({
  name: fields.name,
  logoUrl: fields.logoUrl,
  accentColour: fields.accentColour,
  supportEmail: z.string().nullable(),
  supportUrl: fields.supportUrl,
  /** The ways to sign in besides a password. */
  providers: z.array(z.enum(["github", "google"])),
  /** False: no mail is set up, so links are copied by hand. */
  canMail: z.boolean(),
});
export type PublicSettings = z.output<typeof publicSettingsOut>;

function isHttps(text: string): boolean {
  return URL.canParse(text) && new URL(text).protocol === "https:";
}

function isOrigin(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { origin: own, protocol, hostname } = new URL(text);
  const isLocal = hostname === "localhost" || hostname === "127.0.0.1" || hostname.endsWith(".localhost");
  return own === text && (protocol === "https:" || (protocol === "http:" && isLocal));
}
