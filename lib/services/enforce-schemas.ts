import { sha256Hex } from "@/lib/crypto";
import { AppError } from "@/lib/errors";
import { type CompiledSchema, compileSchema } from "@/lib/schemas/compile";
import { whenReady } from "@/lib/when-ready";
import { type CatalogueRules, catalogueRules } from "./catalogue-rules";

/** Compiled schemas that are kept; each is some 50 KB. */
const MAX_COMPILED = 500;

/** An event that is about to be accepted. */
interface CheckedEvent {
  fields: { type: string; version: string };
  /** Raw JSON text. */
  data: string;
  place: { id: string };
  /** Where it stands in the request: `events[3]`, or empty. */
  path: string;
}

/**
 * Throws `schema_violation` for the first event that the catalogue does not allow; at once while the rules are in
 * memory. Costs one look into a map where nothing is enforced; data is parsed only where something is.
 */
export function enforceSchemas(events: readonly CheckedEvent[]): void | Promise<void> {
  return whenReady(catalogueRules(), (rules) => checkAll(rules, events));
}

function checkAll(rules: CatalogueRules, events: readonly CheckedEvent[]): void {
  if (rules.enforcement === "declared" && rules.owners.size === 0) return;
  for (const event of events) check(rules, event);
}

function check({ enforcement, owners }: CatalogueRules, { fields, data, place, path }: CheckedEvent): void {
  const { type, version } = fields;
  const versions = owners.get(place.id)?.get(type) ?? owners.get("")?.get(type);
  const at = (field: string) => (path ? `${path}.${field}` : field);
  if (!versions) {
    if (enforcement === "strict") throw violation(at("type"), `is not in the catalogue: ${type}`, "unknown_event_type");
    return;
  }
  const schema = versions.get(version);
  if (schema === undefined) {
    if (enforcement === "all") return;
    const known = [...versions.keys()].join(", ") || "none";
    throw violation(
      at("version"),
      `is not a version of ${type} in the catalogue, which has: ${known}`,
      "unknown_version",
    );
  }
  const found = schema && compiled(schema).check(JSON.parse(data));
  if (found) throw violation(`${at("data")}${found.path}`, found.message, "schema_violation");
}

function violation(path: string, message: string, code: string): AppError {
  return new AppError("schema_violation", `${path} ${message}.`, { errors: [{ path, message, code }] });
}

const byObject = new WeakMap<object, CompiledSchema>();
const byHash = new Map<string, CompiledSchema>();

/** Compiled once for equal schemas, also when the catalogue is read again. */
function compiled(schema: object): CompiledSchema {
  const known = byObject.get(schema);
  if (known) return known;
  const hash = sha256Hex(JSON.stringify(schema));
  const found = byHash.get(hash) ?? compile(schema);
  if (byHash.size >= MAX_COMPILED) byHash.clear();
  byHash.set(hash, found);
  byObject.set(schema, found);
  return found;
}

/** What was saved compiled then; should a new release refuse it, events are let through rather than lost (fail open). */
function compile(schema: object): CompiledSchema {
  const result = compileSchema(schema);
  return result.ok ? result.schema : { check: () => null };
}
