import { isDeepStrictEqual } from "node:util";
import { eventTypeIn } from "@/lib/contracts/event-type";
import type { EventTypeImportIn, EventTypeImportOut, ImportedType } from "@/lib/contracts/event-type-import";
import { AppError, invalidField } from "@/lib/errors";
import * as queries from "@/lib/queries/event-types";
import { inTransaction } from "@/lib/queries/transaction";
import { dataOfEnvelope } from "@/lib/schemas/envelope-schema";
import { type DocumentedWebhook, readWebhooks } from "@/lib/schemas/openapi-webhooks";
import type { Caller } from "./audit";
import { prepareVersion } from "./event-type-version";
import { createEventType, saveEventTypeVersion, updateEventType } from "./event-types";

const MAX_IMPORTED = 500;

/** All or nothing but for what is refused, which is told apart; a dry run tells the same and changes nothing. */
export function importEventTypes(
  caller: Caller,
  tenantId: string | null,
  { document, dryRun, version, describes }: EventTypeImportIn,
): Promise<EventTypeImportOut> {
  const read = readWebhooks(document);
  if (!read.ok) throw invalidField("document", read.message);
  if (read.webhooks.length > MAX_IMPORTED) {
    throw invalidField(
      "document",
      `has ${read.webhooks.length} webhooks; ${MAX_IMPORTED} may be imported at once`,
      "too_big",
    );
  }
  return inTransaction(async () => {
    const types: ImportedType[] = [];
    for (const webhook of read.webhooks) {
      const wanted = describes === "envelope" ? dataOfEnvelope(webhook) : webhook;
      types.push(await importOne({ caller, tenantId, version, dryRun }, wanted));
    }
    const count = (change: ImportedType["change"]) => types.filter((type) => type.change === change).length;
    return {
      dryRun,
      created: count("created"),
      updated: count("updated"),
      unchanged: count("unchanged"),
      refused: count("refused"),
      types,
    };
  });
}

interface Import {
  caller: Caller;
  tenantId: string | null;
  version: string;
  dryRun: boolean;
}

async function importOne(context: Import, webhook: DocumentedWebhook): Promise<ImportedType> {
  const { name } = webhook;
  try {
    return { name, change: await apply(context, webhook), problem: null };
  } catch (error) {
    if (!(error instanceof AppError) || error.status >= 500) throw error;
    return { name, change: "refused", problem: error.detail };
  }
}

async function apply(
  { caller, tenantId, version, dryRun }: Import,
  { name, description, group, isDeprecated, schema, example }: DocumentedWebhook,
): Promise<ImportedType["change"]> {
  const parsed = eventTypeIn.safeParse({
    name,
    description,
    group,
    deprecated: isDeprecated,
    version,
    schema,
    example,
  });
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw invalidField(issue?.path.join(".") ?? "", issue?.message ?? "is not valid");
  }
  const input = parsed.data;
  const prepared = prepareVersion(input);
  const existing = await queries.lockEventType({ tenantId }, name);
  if (!existing) {
    if (!dryRun) await createEventType(caller, tenantId, input);
    return "created";
  }
  const isSameType = isDeepStrictEqual(
    [existing.description, existing.group, existing.deprecatedAt !== null],
    [input.description, input.group, input.deprecated],
  );
  const before = existing.versions.find((one) => one.version === version);
  const isSameVersion =
    before !== undefined && isDeepStrictEqual([before.schema, before.example], [prepared.schema, prepared.example]);
  if (!dryRun && !isSameType) {
    await updateEventType(caller, { tenantId, name }, { description, group, deprecated: isDeprecated });
  }
  if (!dryRun && !isSameVersion) await saveEventTypeVersion(caller, { tenantId, name, isNew: false }, input);
  return isSameType && isSameVersion ? "unchanged" : "updated";
}
