// PUT, DELETE /api/v1/event-types/{name}/versions/{version}
// May be called by: an operator.
// An unknown type answers 404.
import { operatorCatalogue } from "@/app/api/v1/_resources/event-types";
import { methods } from "@/lib/http/methods";

export const { DELETE, GET, PATCH, POST, PUT } = methods({
  DELETE: operatorCatalogue.removeVersion,
  PUT: operatorCatalogue.putVersion,
});
