import { toSearch as searchOf } from "@/clients/typescript/operation";

/** `?a=1&b=2`, leaving out what is empty; an empty text for nothing. */
export function toSearch(query: object = {}): string {
  return searchOf(query, (value) => value !== undefined && value !== null && value !== "");
}
