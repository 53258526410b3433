import { useMemo } from "react";
import { useEvents } from "./use-events";

const LOOK_BACK = 200;

/** The event types among the latest events, alphabetically: what a person can subscribe to for certain. */
export function useSeenTypes(): string[] {
  const { data } = useEvents({ limit: LOOK_BACK });
  return useMemo(() => [...new Set((data?.data ?? []).map(({ type }) => type))].sort(), [data]);
}
