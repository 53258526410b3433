import { type ApiDocument, resourcesOf } from "@/components/docs/prepare/reference";
import document from "@/openapi.json";

/** As the pages read it: openapi.json as TypeScript sees it is a type of half a megabyte. */
export const apiDocument = document as unknown as ApiDocument;
export const apiResources = resourcesOf(apiDocument);
