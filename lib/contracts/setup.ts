import { z } from "zod";
import { line, MAX_NAME_LENGTH } from "./common";

export const MIN_PASSWORD_LENGTH = 12;
export const MAX_PASSWORD_LENGTH = 200;

/** Compared and stored in lower case. */
export const email = z
  .email("must be an email address, such as jo@example.com")
  .max(254)
  .transform((text) => text.toLowerCase());

/** Claims the installation: the first operator's account, against the code that the terminal printed. */
export const setupIn = z.strictObject({
  code: z.string().min(1).max(200),
  email,
  name: line(MAX_NAME_LENGTH).nullable().default(null),
  password: z
    .string()
    .min(MIN_PASSWORD_LENGTH, `must be at least ${MIN_PASSWORD_LENGTH} characters long`)
    .max(MAX_PASSWORD_LENGTH, `must be at most ${MAX_PASSWORD_LENGTH} characters long`),
});
export type SetupIn = z.output<typeof setupIn>;
export const setupOut = z.object({ userId: z.string(), email: z.string() });
export type SetupOut = z.output<typeof setupOut>;
