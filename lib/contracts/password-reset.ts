import { z } from "zod";
import { email, linkToken, newPassword } from "./account";
import { time } from "./common";

/** POST /password-resets: mails a link, if there is such a person and mail is set up; the answer is always the same. */
export const passwordResetRequest = z.strictObject({ email });

/** POST /members/{id}/password-reset and /operators/{id}/password-reset: a link to be copied. */
export const passwordResetOut = z.object({
  /** Null in a repeated answer. */
  url: z.string().nullable(),
  expiresAt: time,
  mailed: z.boolean(),
});
export type PasswordResetOut = z.output<typeof passwordResetOut>;

/** POST /password-resets/complete: ends all sessions of the person. */
export const passwordResetComplete = z.strictObject({ token: linkToken, password: newPassword });
export type PasswordResetComplete = z.output<typeof passwordResetComplete>;
export const passwordResetDone = z.object({ email: z.string() });
