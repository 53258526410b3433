import { z } from "zod";
import { line, MAX_NAME_LENGTH } from "./common";

export const MIN_PASSWORD_LENGTH = 12;
export const MAX_PASSWORD_LENGTH = 200;
/** A one-time token of a link, as it stands behind its `#token=`. */
export const linkToken = z.string().min(1).max(200);

/** Compared and stored in lower case. */
export const email = z
  .email({
    error: ({ code }) => (code === "invalid_format" ? "must be an email address, such as jo@example.com" : undefined),
  })
  .max(254)
  .transform((text) => text.toLowerCase());

/** One that is being chosen; what is typed to sign in is compared only. */
export const newPassword = z
  .string()
  .min(MIN_PASSWORD_LENGTH, `must be at least ${MIN_PASSWORD_LENGTH} characters long`)
  .max(MAX_PASSWORD_LENGTH, `must be at most ${MAX_PASSWORD_LENGTH} characters long`);

export const personName = line(MAX_NAME_LENGTH);

/** POST /account/password. `currentPassword` may be left out by a person who has none yet (GitHub or Google). */
export const passwordChange = z.strictObject({
  currentPassword: z.string().min(1).max(MAX_PASSWORD_LENGTH).nullable().default(null),
  newPassword,
});
export type PasswordChange = z.output<typeof passwordChange>;

export const accountPatch = z.strictObject({ name: personName.nullable().optional() });
export type AccountPatch = z.output<typeof accountPatch>;

export const accountOut = z.object({
  id: z.string(),
  email: z.string(),
  name: z.string().nullable(),
  hasPassword: z.boolean(),
  /** `github` and `google`, where that account was used to sign in. */
  providers: z.array(z.string()),
});
export type AccountOut = z.output<typeof accountOut>;
