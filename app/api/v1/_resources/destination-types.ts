import { route } from "@/lib/http/route";
import { listDestinationTypes as list } from "@/lib/services/destinations";

export const listDestinationTypes = route({ auth: "any", handler: async () => ({ data: list() }) });
