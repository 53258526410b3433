// POST /api/v1/events/{id}/replay
// May be called by: an operator, or a tenant's own key or member (for its own tenant).
// An unknown id and one of another tenant answer the same 404.
import { replayEvent } from "@/app/api/v1/_resources/events";
import { methods } from "@/lib/http/methods";

export const { DELETE, GET, PATCH, POST, PUT } = methods({ POST: replayEvent });
