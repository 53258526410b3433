import { z } from "zod";
import { eventType, line, MAX_EVENT_TYPE_LENGTH, pageQuery, time, toTime } from "./common";

export const MAX_VERSIONS = 50;
const MAX_DESCRIPTION_LENGTH = 2_000;
const MAX_GROUP_LENGTH = 100;
const MAX_VERSION_LENGTH = 50;

/** A path of the API ends like this, so no type may be called so. */
const RESERVED_NAME = "import";

const jsonSchema = z.record(z.string(), z.unknown());

const fields = {
  /** Several lines are fine. */
  description: z.string().min(1).max(MAX_DESCRIPTION_LENGTH).nullable(),
  /** Types of a group stand together in the portal; the first part of the name where there is none. */
  group: line(MAX_GROUP_LENGTH).nullable(),
  /** Events of this type must fit the schema of their version, else their publisher gets a 422. */
  enforce: z.boolean(),
  /** Marks a type that should not be subscribed to any more; events of it are still delivered. */
  deprecated: z.boolean(),
  version: line(MAX_VERSION_LENGTH),
  /** JSON Schema 2020-12 of `data`. */
  schema: jsonSchema.nullable(),
  /** What `data` may look like; made from the schema where it is left out. */
  example: z.unknown(),
};

/** With its first version. */
export const eventTypeIn = z.strictObject({
  name: eventType.refine((name) => name !== RESERVED_NAME, "must not be import, which is a path of the API"),
  description: fields.description.default(null),
  group: fields.group.default(null),
  enforce: fields.enforce.default(false),
  deprecated: fields.deprecated.default(false),
  version: fields.version.default("1"),
  schema: fields.schema.default(null),
  example: fields.example.optional(),
});
export type EventTypeIn = z.output<typeof eventTypeIn>;

export const eventTypePatch = z.strictObject({
  description: fields.description.optional(),
  group: fields.group.optional(),
  enforce: fields.enforce.optional(),
  deprecated: fields.deprecated.optional(),
});
export type EventTypePatch = z.output<typeof eventTypePatch>;

export const eventTypeVersionIn = z.strictObject({
  version: fields.version,
  schema: fields.schema.default(null),
  example: fields.example.optional(),
});
export type EventTypeVersionIn = z.output<typeof eventTypeVersionIn>;
/** PUT …/versions/{version} */
export const eventTypeVersionPut = eventTypeVersionIn.omit({ version: true });

export const EXAMPLE_SOURCES = ["given", "generated", "none"] as const;

export const eventTypeVersionOut = z.object({
  version: z.string(),
  schema: jsonSchema.nullable(),
  example: z.unknown(),
  /** `none`: no example was given, and none could be made from the schema. */
  exampleFrom: z.enum(EXAMPLE_SOURCES),
  createdAt: time,
  updatedAt: time,
});
export type EventTypeVersionOut = z.output<typeof eventTypeVersionOut>;

export const eventTypeOut = z.object({
  id: z.string(),
  /** Null: a type of the operator's catalogue, which every tenant sees; else it is one tenant's own. */
  tenantId: z.string().nullable(),
  name: z.string(),
  description: z.string().nullable(),
  group: z.string().nullable(),
  enforce: z.boolean(),
  deprecatedAt: time.nullable(),
  /** Names of the versions, newest first. */
  versions: z.array(z.string()),
  createdAt: time,
  updatedAt: time,
});
export type EventTypeOut = z.output<typeof eventTypeOut>;

/** GET /event-types/{name} */
export const eventTypeDetailOut = eventTypeOut.extend({ versions: z.array(eventTypeVersionOut) });
export type EventTypeDetailOut = z.output<typeof eventTypeDetailOut>;

export const eventTypeVersionsOut = z.object({ data: z.array(eventTypeVersionOut) });

export const eventTypeQuery = pageQuery.extend({
  group: z.string().max(MAX_GROUP_LENGTH).optional(),
  /** A part of the name, whatever its case. */
  search: z.string().max(MAX_EVENT_TYPE_LENGTH).optional(),
  deprecated: z
    .enum(["true", "false"])
    .transform((text) => text === "true")
    .optional(),
});

interface VersionRow {
  version: string;
  schema: unknown;
  example: unknown;
  exampleFrom: string;
  createdAt: Date;
  updatedAt: Date;
}

interface TypeRow {
  id: string;
  tenantId: string | null;
  name: string;
  description: string | null;
  group: string | null;
  enforce: boolean;
  deprecatedAt: Date | null;
  createdAt: Date;
  updatedAt: Date;
}

export function toEventTypeOut(row: TypeRow & { versions: { version: string }[] }): EventTypeOut {
  return { ...toFields(row), versions: row.versions.map(({ version }) => version) };
}

export function toEventTypeDetailOut(row: TypeRow & { versions: VersionRow[] }): EventTypeDetailOut {
  return { ...toFields(row), versions: row.versions.map(toEventTypeVersionOut) };
}

export function toEventTypeVersionOut(row: VersionRow): EventTypeVersionOut {
  const { version, example, createdAt, updatedAt } = row;
  return {
    version,
    schema: fields.schema.parse(row.schema),
    example,
    exampleFrom: eventTypeVersionOut.shape.exampleFrom.parse(row.exampleFrom),
    createdAt: toTime(createdAt),
    updatedAt: toTime(updatedAt),
  };
}

function toFields(row: TypeRow): Omit<EventTypeOut, "versions"> {
  const { id, tenantId, name, description, group, enforce, deprecatedAt, createdAt, updatedAt } = row;
  return {
    id,
    tenantId,
    name,
    description,
    group,
    enforce,
    deprecatedAt: toTime(deprecatedAt),
    createdAt: toTime(createdAt),
    updatedAt: toTime(updatedAt),
  };
}
