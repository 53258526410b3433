import { AppError } from "@/lib/errors";
import { route } from "@/lib/http/route";

/** Also for callers without credentials: a wrong path is told before a missing key. */
export const refuseUnknown = route({
  auth: "public",
  handler: async ({ request }) => {
    const { pathname } = new URL(request.url);
    throw new AppError("not_found", `There is no ${request.method} ${pathname} in this API.`);
  },
});
