import { useMemo } from "react";
import type { DestinationTypeOut } from "@/lib/contracts/destination-type";
import { destinationTypesQuery, knownTypesQuery } from "../queries/catalogue";
import { RECENT_EVENTS } from "../queries/events";
import { useScope } from "../scope";
import type { KnownType } from "../type-groups";
import { useApiQuery } from "./use-api-query";
import { useEvents } from "./use-events";

/** The types of the catalogue, and those that were published lately without standing in it. */
export function useKnownTypes(): KnownType[] {
  const { tenantId } = useScope();
  const catalogue = useApiQuery(knownTypesQuery(tenantId), { everyMs: false }).data;
  const seen = useEvents(RECENT_EVENTS).data;
  return useMemo(() => {
    const known = new Map<string, KnownType>();
    for (const { type } of seen?.data ?? []) {
      known.set(type, { name: type, group: null, description: null, isDeprecated: false });
    }
    for (const { name, group, description, deprecatedAt } of catalogue?.data ?? []) {
      known.set(name, { name, group, description, isDeprecated: deprecatedAt !== null });
    }
    return [...known.values()];
  }, [catalogue, seen]);
}

const NONE: DestinationTypeOut[] = [];

/** Where events can go. */
export function useDestinationTypes(): DestinationTypeOut[] {
  return useApiQuery(destinationTypesQuery(), { everyMs: false }).data?.data ?? NONE;
}
