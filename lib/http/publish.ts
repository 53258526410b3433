import { eventIn, MAX_BATCH_BYTES, MAX_BATCH_EVENTS, MAX_EVENT_BYTES, type PublishedOut } from "@/lib/contracts/event";
import { AppError, invalidField } from "@/lib/errors";
import type { TenantPlace } from "@/lib/queries/find-tenant-place";
import { parsePublish, type RawEvent } from "@/lib/routing/raw-json";
import { type AcceptedEvent, publishEvents } from "@/lib/services/publish-events";
import { placeOfTenant } from "@/lib/services/tenant-directory";
import { whenReady } from "@/lib/when-ready";
import { type Access, type Credential, requireAccess } from "./access";
import { readBody, requireJson } from "./body";
import { authenticate } from "./credentials";
import { API_HEADERS, type HeaderReader, REQUEST_ID_HEADER, requestIdOf } from "./headers";
import { readRequestKey } from "./idempotency";
import { invalidRequest, parseInput } from "./parse";
import { readPlainEvent } from "./plain-event";
import { toProblem } from "./problem";
import { countRequest } from "./rate-limit";

export interface PublishRequest {
  headers: HeaderReader;
  body: AsyncIterable<Uint8Array> | null;
  /** From the path; null on /api/v1/events. */
  tenantReference: string | null;
}

export interface PublishAnswer {
  status: number;
  /** Name, value, name, value, as node's writeHead takes them: no object with eight names is made for each answer. */
  headers: string[];
  body: string;
}

const ACCEPTED = 202;
const ACCEPTED_HEADERS = Object.entries({ ...API_HEADERS, "content-type": "application/json" }).flat();
const PUBLISH_ACCESS = { auth: "any", scope: "publish" } satisfies Access;
const utf8 = new TextDecoder("utf-8", { fatal: true });

/** One handler, two doors: the custom server's fast one and the route files call it, and answer what it answers. */
export function answerPublish(request: PublishRequest): Promise<PublishAnswer> {
  const requestId = requestIdOf(request.headers);
  const limits: Record<string, string> = {};
  return publish(request, limits).then(
    (published) => {
      const headers = [...ACCEPTED_HEADERS, REQUEST_ID_HEADER, requestId];
      for (const name in limits) headers.push(name, limits[name] as string);
      return { status: ACCEPTED, headers, body: JSON.stringify(published) };
    },
    (error: unknown) => {
      const { status, headers, body } = toProblem(error, requestId);
      return { status, headers: Object.entries({ ...headers, ...limits }).flat(), body };
    },
  );
}

async function publish(
  { headers, body, tenantReference }: PublishRequest,
  limits: Record<string, string>,
): Promise<PublishedOut | { events: PublishedOut[] }> {
  const pending = authenticate(headers);
  const credential = pending instanceof Promise ? await pending : pending;
  countRequest(limits, "publish", { credential, address: null });
  requireAccess(PUBLISH_ACCESS, { method: "POST", headers }, credential);
  requireJson(headers);
  const rawBody = await readBody(body, headers, MAX_BATCH_BYTES);
  const parsed = parsePublish(decode(rawBody), { maxEvents: MAX_BATCH_EVENTS });
  if (parsed.kind === "invalid") {
    const errors = parsed.path === null ? [] : [{ path: parsed.path, message: parsed.message, code: "invalid_value" }];
    throw new AppError(parsed.code, parsed.message, { errors });
  }
  const scope = `${credential.actor} POST ${tenantReference ?? ""}`;
  const requestKey = readRequestKey(headers, scope, rawBody);
  const accept = (event: RawEvent, path: string) => acceptEvent(event, path, { credential, tenantReference });

  if (parsed.kind === "one") {
    if (rawBody.length > MAX_EVENT_BYTES) throw tooLarge("The event");
    const accepted = accept(parsed.event, "");
    const events = [accepted instanceof Promise ? await accepted : accepted];
    const [published] = await publishEvents(events, requestKey);
    return published as PublishedOut;
  }
  refuseOtherFields(parsed.fields);
  if (parsed.events.length === 0) throw invalidField("events", "must hold at least one event", "too_small");
  const accepted: AcceptedEvent[] = [];
  for (const [index, event] of parsed.events.entries()) {
    const pending = accept(event, `events[${index}]`);
    accepted.push(pending instanceof Promise ? await pending : pending);
  }
  return { events: await publishEvents(accepted, requestKey) };
}

interface Publisher {
  credential: Credential;
  tenantReference: string | null;
}

function acceptEvent(raw: RawEvent, path: string, publisher: Publisher): AcceptedEvent | Promise<AcceptedEvent> {
  // The contract sees that data is there, not what is in it.
  const fields = readPlainEvent(raw) ?? parseInput(eventIn, { ...raw.fields, data: raw.data }, path);
  const data = raw.data ?? "";
  if (data.length > MAX_EVENT_BYTES || Buffer.byteLength(data) > MAX_EVENT_BYTES) throw tooLarge(path || "The event");
  const { credential, tenantReference } = publisher;
  // Not spread: a copy that gets more members then took 2 µs.
  const place = findPlace({ credential, tenantReference, reference: fields.tenant, path });
  return whenReady(place, (found) => ({ fields, data, path, place: found }));
}

interface PlaceRequest extends Publisher {
  /** `tenant` of the event. */
  reference: string | undefined;
  path: string;
}

/** The path names the tenant, or the key has one, or each event of an operator does. */
function findPlace(request: PlaceRequest): TenantPlace | Promise<TenantPlace> {
  const { credential, tenantReference, reference } = request;
  const field = fieldOf(request);
  if (tenantReference !== null && reference !== undefined) {
    throw invalidField(field, "is given by the path: remove it", "unknown_field");
  }
  const wanted = tenantReference ?? reference ?? (credential.kind === "tenant" ? credential.tenantId : undefined);
  if (wanted === undefined) throw invalidField(field, "is required with an operator key", "required");
  return whenReady(placeOfTenant(wanted), (place) => requireMine(place, request));
}

/** Foreign and unknown tenants answer alike. */
function requireMine(place: TenantPlace | null, request: PlaceRequest): TenantPlace {
  const { credential, tenantReference } = request;
  const mine = place && (credential.kind === "operator" || credential.tenantId === place.id);
  if (mine) return place;
  if (tenantReference !== null) throw new AppError("not_found", "There is no such tenant.");
  throw invalidField(fieldOf(request), "names no tenant that exists", "not_found");
}

function fieldOf({ path }: PlaceRequest): string {
  return path ? `${path}.tenant` : "tenant";
}

function decode(body: Buffer): string {
  try {
    return utf8.decode(body);
  } catch (cause) {
    throw new AppError("invalid_json", "The body is not valid UTF-8.", { cause });
  }
}

function refuseOtherFields(fields: Record<string, unknown>): void {
  const errors = Object.keys(fields).map((name) => ({
    path: name,
    message: "is not a field of a batch: put it into each event",
    code: "unknown_field",
  }));
  if (errors.length > 0) throw invalidRequest(errors);
}

function tooLarge(what: string): AppError {
  return new AppError(
    "too_large",
    `${what} is larger than ${MAX_EVENT_BYTES.toLocaleString("en")} bytes. Send less, or a link.`,
  );
}
