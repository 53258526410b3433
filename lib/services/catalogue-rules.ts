import { SECOND_MS } from "@/lib/clock";
import { type Settings, storedSettings } from "@/lib/contracts/settings";
import { findEnforcedVersions } from "@/lib/queries/event-types";
import { notifyCatalogueChanged } from "@/lib/queries/notify";
import { readSetting } from "@/lib/queries/settings";
import { afterCommit } from "@/lib/queries/transaction";

/** The row that lib/services/settings keeps. */
export const SETTINGS_ROW = "installation";
/** While the listener hears changes; the time-to-live is then only a net. */
const HEARD_TTL_MS = 30 * SECOND_MS;
/** Without it: a change holds within a second. */
const DEAF_TTL_MS = SECOND_MS;

/** What is enforced of one owner's catalogue: type, version, schema (null: anything goes). */
type OwnedRules = Map<string, Map<string, object | null>>;

export interface CatalogueRules {
  enforcement: Settings["schemaEnforcement"];
  /** By tenant id; the operator's under "". */
  owners: Map<string, OwnedRules>;
}

interface Cache {
  rules: CatalogueRules | null;
  loading: Promise<CatalogueRules> | null;
  readAt: number;
  /** Raised by every change, so that what was read before it is not kept after it. */
  generation: number;
  isListening: boolean;
}

// The custom server's bundle and Next's are two module graphs of one process: one cache for both.
const holder = globalThis as typeof globalThis & { hookswitchCatalogue?: Cache };

function cache(): Cache {
  holder.hookswitchCatalogue ??= { rules: null, loading: null, readAt: 0, generation: 0, isListening: false };
  return holder.hookswitchCatalogue;
}

/** Kept in memory: publishing asks for every event. Answers at once while they are fresh. */
export function catalogueRules(): CatalogueRules | Promise<CatalogueRules> {
  const { rules, readAt, isListening, loading } = cache();
  if (rules && performance.now() - readAt < (isListening ? HEARD_TTL_MS : DEAF_TTL_MS)) return rules;
  return loading ?? load();
}

/** In the transaction of a change; holds in this process as soon as it is committed, in others when they hear of it. */
export async function announceCatalogueChange(): Promise<void> {
  await notifyCatalogueChanged();
  await afterCommit(async () => dropCatalogueRules());
}

export function dropCatalogueRules(): void {
  const state = cache();
  state.generation += 1;
  state.rules = null;
  state.loading = null;
}

/** Whether changes of other processes are heard. */
export function setCatalogueListening(isListening: boolean): void {
  cache().isListening = isListening;
  dropCatalogueRules();
}

function load(): Promise<CatalogueRules> {
  const state = cache();
  const { generation } = state;
  const loading = read().finally(() => {
    if (state.loading === loading) state.loading = null;
  });
  state.loading = loading;
  return loading.then((rules) => {
    if (generation === state.generation) Object.assign(state, { rules, readAt: performance.now() });
    return rules;
  });
}

async function read(): Promise<CatalogueRules> {
  const stored = await readSetting(SETTINGS_ROW);
  const { schemaEnforcement: enforcement } = storedSettings.parse(stored === null ? {} : JSON.parse(stored));
  const owners = new Map<string, OwnedRules>();
  for (const { version, schema, eventType } of await findEnforcedVersions(enforcement !== "declared")) {
    const owner = entryOf(owners, eventType.tenantId ?? "", () => new Map());
    entryOf(owner, eventType.name, () => new Map()).set(version, schema as object | null);
  }
  return { enforcement, owners };
}

function entryOf<Value>(map: Map<string, Value>, key: string, make: () => Value): Value {
  const found = map.get(key);
  if (found !== undefined) return found;
  const made = make();
  map.set(key, made);
  return made;
}
