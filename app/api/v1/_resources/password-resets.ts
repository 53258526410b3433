import { z } from "zod";
import { passwordResetComplete, passwordResetDone, passwordResetRequest } from "@/lib/contracts/password-reset";
import { route } from "@/lib/http/route";
import { completeReset, requestReset } from "@/lib/services/password-resets";

/** The answer says nothing of whether there is such a person. */
export const requestPasswordReset = route({
  summary: "Mail a person a link to choose a new password",
  response: z.object({}),
  auth: "public",
  body: passwordResetRequest,
  status: 202,
  handler: async ({ caller, body }) => {
    await requestReset(caller, body.email);
    return {};
  },
});

export const completePasswordReset = route({
  summary: "Choose a new password with a link's token; ends all sessions of the person",
  response: passwordResetDone,
  auth: "public",
  body: passwordResetComplete,
  handler: ({ caller, body }) => completeReset(caller, body),
});
