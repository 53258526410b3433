// POST /api/v1/event-types/import
// May be called by: an operator.
// There is no id in the path.
import { operatorCatalogue } from "@/app/api/v1/_resources/event-types";
import { methods } from "@/lib/http/methods";

export const { DELETE, GET, PATCH, POST, PUT } = methods({ POST: operatorCatalogue.importAll });
