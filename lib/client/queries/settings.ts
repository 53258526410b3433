import type { Settings } from "@/lib/contracts/settings";
import { type ApiQuery, apiQuery } from "../api-query";
import { keys } from "../keys";

/** For operators. */
export function settingsQuery(): ApiQuery<Settings> {
  return apiQuery("GET /api/v1/settings", { key: keys.settings() });
}
