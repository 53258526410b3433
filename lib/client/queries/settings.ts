import type { Settings } from "@/lib/contracts/settings";
import type { ApiQuery } from "../api-query";
import { keys } from "../keys";

/** For operators. */
export function settingsQuery(): ApiQuery<Settings> {
  return { key: keys.settings(), path: "/settings" };
}
