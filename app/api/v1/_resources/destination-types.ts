import { destinationTypesOut } from "@/lib/contracts/destination-type";
import { route } from "@/lib/http/route";
import { listDestinationTypes as list } from "@/lib/services/destinations";

export const listDestinationTypes = route({
  summary: "List destination types with the metadata of their forms",
  response: destinationTypesOut,
  auth: "any",
  handler: async () => ({ data: list() }),
});
