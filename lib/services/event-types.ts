import {
  type EventTypeDetailOut,
  type EventTypeIn,
  type EventTypeOut,
  type EventTypePatch,
  type EventTypeVersionIn,
  type EventTypeVersionOut,
  MAX_VERSIONS,
  toEventTypeDetailOut,
  toEventTypeOut,
  toEventTypeVersionOut,
} from "@/lib/contracts/event-type";
import { AppError, notFound } from "@/lib/errors";
import { newId } from "@/lib/ids";
import * as queries from "@/lib/queries/event-types";
import { type Keyset, mapSlice, type Slice } from "@/lib/queries/keyset";
import { inTransaction } from "@/lib/queries/transaction";
import { type Caller, recordChange } from "./audit";
import { announceCatalogueChange } from "./catalogue-rules";
import { prepareVersion } from "./event-type-version";

/** Whose type of which name. `tenantId` null: the operator's. */
export interface EventTypeRef extends queries.CatalogueScope {
  name: string;
}

export async function listEventTypes(
  scope: queries.CatalogueScope,
  filter: queries.EventTypeFilter,
  keyset: Keyset,
): Promise<Slice<EventTypeOut>> {
  return mapSlice(await queries.listEventTypes(scope, filter, keyset), toEventTypeOut);
}

/** As a tenant sees it: its own before the operator's. */
export async function getEventType(ref: EventTypeRef): Promise<EventTypeDetailOut> {
  const row = await queries.findEventType(ref, ref.name);
  if (!row) throw notFound("event type");
  return toEventTypeDetailOut(row);
}

export function createEventType(
  caller: Caller,
  tenantId: string | null,
  input: EventTypeIn,
): Promise<EventTypeDetailOut> {
  return inTransaction(async () => {
    const { name, deprecated, description, group, enforce } = input;
    const fields = { description, group, enforce, deprecatedAt: deprecated ? new Date() : null };
    const row = await queries.insertEventType(
      { id: newId("eventType"), tenantId, name, ...fields },
      prepareVersion(input),
    );
    if (!row) throw new AppError("already_exists", `There is an event type "${name}" already. Change that one.`);
    return record(caller, "create", { before: null, after: row });
  });
}

export function updateEventType(caller: Caller, ref: EventTypeRef, patch: EventTypePatch): Promise<EventTypeDetailOut> {
  return inTransaction(async () => {
    const before = await lock(ref);
    const { deprecated, ...given } = patch;
    const deprecatedAt = deprecated ? (before.deprecatedAt ?? new Date()) : null;
    const change = { ...withoutUndefined(given), ...(deprecated === undefined ? {} : { deprecatedAt }) };
    return record(caller, "update", { before, after: await queries.updateEventType(before.id, change) });
  });
}

/** Events of the type go on as before; only its description is gone. */
export function deleteEventType(caller: Caller, ref: EventTypeRef): Promise<void> {
  return inTransaction(async () => {
    const before = await lock(ref);
    await queries.deleteEventType(before.id);
    await record(caller, "delete", { before, after: null });
  });
}

/** `isNew`: a version of that name must not be there yet. */
export function saveEventTypeVersion(
  caller: Caller,
  ref: EventTypeRef & { isNew: boolean },
  input: EventTypeVersionIn,
): Promise<EventTypeVersionOut> {
  return inTransaction(async () => {
    const before = await lock(ref);
    const isThere = before.versions.some(({ version }) => version === input.version);
    if (ref.isNew && isThere) {
      throw new AppError("already_exists", `"${ref.name}" has a version ${input.version} already. PUT replaces it.`);
    }
    if (!isThere && before.versions.length >= MAX_VERSIONS) {
      throw new AppError(
        "conflict",
        `An event type has at most ${MAX_VERSIONS} versions. Delete one that is not used.`,
      );
    }
    const saved = await queries.saveVersion(before.id, prepareVersion(input));
    await record(caller, "save_version", { before, after: await lock(ref) });
    return toEventTypeVersionOut(saved);
  });
}

export function deleteEventTypeVersion(caller: Caller, ref: EventTypeRef & { version: string }): Promise<void> {
  return inTransaction(async () => {
    const before = await lock(ref);
    if (!before.versions.some(({ version }) => version === ref.version)) throw notFound("version");
    await queries.deleteVersion(before.id, ref.version);
    await record(caller, "delete_version", { before, after: await lock(ref) });
  });
}

async function lock(ref: EventTypeRef): Promise<queries.StoredEventType> {
  const row = await queries.lockEventType(ref, ref.name);
  if (!row) throw notFound("event type");
  return row;
}

interface Recorded {
  before: queries.StoredEventType | null;
  after: queries.StoredEventType | null;
}

/** Audit entry and the word to every process, in the transaction of the change. */
async function record(caller: Caller, verb: string, { before, after }: Recorded): Promise<EventTypeDetailOut> {
  const shown = { before: before && toEventTypeDetailOut(before), after: after && toEventTypeDetailOut(after) };
  const out = shown.after ?? shown.before;
  if (!out) throw new Error("a change has something before or after it");
  await recordChange(caller, { tenantId: out.tenantId, action: `event_type.${verb}`, targetId: out.id, ...shown });
  await announceCatalogueChange();
  return out;
}

function withoutUndefined<Fields extends object>(
  fields: Fields,
): { [Name in keyof Fields]?: Exclude<Fields[Name], undefined> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as never;
}
