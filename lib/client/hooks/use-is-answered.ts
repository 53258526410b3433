import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useSyncExternalStore } from "react";
import { isUnanswered } from "../api";

/**
 * False while what the page shows is older than it should be: some query is not answered, by nobody or by a server or
 * proxy that cannot. A refusal (4xx) is an answer.
 */
export function useIsAnswered(): boolean {
  const cache = useQueryClient().getQueryCache();
  const subscribe = useCallback((changed: () => void) => cache.subscribe(changed), [cache]);
  const read = () => !cache.findAll({ type: "active" }).some(({ state }) => isUnanswered(state.fetchFailureReason));
  return useSyncExternalStore(subscribe, read, () => true);
}
