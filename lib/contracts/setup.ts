import { z } from "zod";
import { email, newPassword, personName } from "./account";

/** Claims the installation: the first operator's account, against the code that the terminal printed. */
export const setupIn = z.strictObject({
  code: z.string().min(1).max(200),
  email,
  name: personName.nullable().default(null),
  password: newPassword,
});
export type SetupIn = z.output<typeof setupIn>;
export const setupOut = z.object({ userId: z.string(), email: z.string() });
export type SetupOut = z.output<typeof setupOut>;
