// GET, POST /api/v1/replays
// May be called by: an operator, or a tenant's own key or member (for its own tenant).
// An unknown tenant and a foreign one answer the same 404.
import { createReplay, listReplays } from "@/app/api/v1/_resources/replays";
import { methods } from "@/lib/http/methods";

export const { DELETE, GET, PATCH, POST, PUT } = methods({ GET: listReplays, POST: createReplay });
