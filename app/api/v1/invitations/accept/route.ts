// POST /api/v1/invitations/accept
// May be called by: anybody who has the link's token.
// A token that is unknown, used or too old answers 404.
import { acceptInvitation } from "@/app/api/v1/_resources/invitations";
import { methods } from "@/lib/http/methods";

export const { DELETE, GET, PATCH, POST, PUT } = methods({ POST: acceptInvitation });
