// Written by `npm run openapi` from openapi.json; do not edit.

export type Account = {
id: string;
email: string;
name: string | null;
hasPassword: boolean;
/** `github` and `google`, where that account was used to sign in. */
providers: (string)[];
};

export type AccountPatchInput = {
name?: string | null;
};

export type Activity = {
data: (SubscriptionActivity)[];
};

export type ApiKey = {
id: string;
/** Null: an operator key. */
tenantId: string | null;
name: string;
/** The first characters of the key, to recognise it. */
prefix: string;
/** Empty: all of them. */
scopes: ("publish" | "read" | "write")[];
createdAt: string;
expiresAt: string | null;
revokedAt: string | null;
/** Written at most once a minute. */
lastUsedAt: string | null;
};

/** The answer to the creation: the only one that holds the key itself. */
export type ApiKeyCreated = {
id: string;
/** Null: an operator key. */
tenantId: string | null;
name: string;
/** The first characters of the key, to recognise it. */
prefix: string;
/** Empty: all of them. */
scopes: ("publish" | "read" | "write")[];
createdAt: string;
expiresAt: string | null;
revokedAt: string | null;
/** Written at most once a minute. */
lastUsedAt: string | null;
key: string | null;
};

export type ApiKeyInput = {
name: string;
/** Empty: all of them. */
scopes?: ("publish" | "read" | "write")[];
expiresAt?: string | null;
};

export type Attempt = {
id: string;
number: number;
trigger: "scheduled" | "immediate" | "replay";
outcome: "succeeded" | "http_status" | "redirect" | "timeout" | "body_timeout" | "dns" | "refused" | "unreachable" | "reset" | "closed" | "tls" | "malformed_response" | "blocked_address" | "invalid_url" | "interrupted" | "internal";
statusCode: number | null;
errorMessage: string | null;
startedAt: string;
durationMs: number;
timings: Timings;
/** JSON text. */
requestHeaders: Record<string, string>;
responseHeaders: Record<string, string> | null;
responseBody: string | null;
responseTruncated: boolean;
};

export type AuditEntry = {
id: string;
/** Null: a change of the operator's own. */
tenantId: string | null;
/** `key:key_…`, `user:usr_…`, `portal-link:plk_…`, `system`, or `anonymous` (before anybody signed in). */
actor: string;
/** Resource and verb, such as `subscription.pause`. */
action: string;
targetId: string | null;
/** As the API showed it; secrets are masked. */
before: unknown;
after: unknown;
address: string | null;
requestId: string | null;
createdAt: string;
};

export type Breaker = {
state: "closed" | "open" | "half_open";
/** When one request tries the endpoint again; null unless open. */
nextProbeAt: string | null;
};

/** GET /session: who is signed in here. */
export type CurrentSession = {
id: string;
via: "password" | "github" | "google" | "portal-link";
/** Null: signed in by a portal link, which is for no account. */
user: {
id: string;
email: string;
name: string | null;
} | null;
/** Of a portal link: who it was made for, in the operator's words. */
person: string | null;
role: "owner" | "developer" | "viewer" | "operator";
/** The tenant that this session acts in; null for operators. */
tenant: {
id: string;
externalId: string | null;
name: string;
} | null;
/** All tenants of the person, to switch between. */
tenants: (TenantChoice)[];
expiresAt: string;
};

export type Delivery = {
id: string;
tenantId: string;
eventId: string;
eventType: string;
subscriptionId: string;
correlationId: string | null;
sequence: number | null;
/** One or several, separated by commas. */
status: "pending" | "delivered" | "dead" | "cancelled" | "skipped";
skipReason: "filter_false" | "filter_failed" | "disabled" | "deleted" | null;
/** What the filter said when it was false (JSON), or why it failed. */
skipDetail: string | null;
attemptCount: number;
/** How many attempts the retry policy allows before the delivery is dead. */
maxAttempts: number;
firstAttemptAt: string | null;
lastAttemptAt: string | null;
lastOutcome: string | null;
lastStatusCode: number | null;
nextAttemptAt: string | null;
settledAt: string | null;
createdAt: string;
};

/** GET /deliveries/{id}: with its attempts, oldest first, and the waits still ahead. */
export type DeliveryDetail = {
id: string;
tenantId: string;
eventId: string;
eventType: string;
subscriptionId: string;
correlationId: string | null;
sequence: number | null;
/** One or several, separated by commas. */
status: "pending" | "delivered" | "dead" | "cancelled" | "skipped";
skipReason: "filter_false" | "filter_failed" | "disabled" | "deleted" | null;
/** What the filter said when it was false (JSON), or why it failed. */
skipDetail: string | null;
attemptCount: number;
/** How many attempts the retry policy allows before the delivery is dead. */
maxAttempts: number;
firstAttemptAt: string | null;
lastAttemptAt: string | null;
lastOutcome: string | null;
lastStatusCode: number | null;
nextAttemptAt: string | null;
settledAt: string | null;
createdAt: string;
destination: string | null;
requestBody: string | null;
attempts: (Attempt)[];
/** Estimated times of the attempts to come (without jitter), soonest first. */
schedule: (string)[];
};

/** What happened when. A bucket in which nothing was recorded and nobody looked is left out: a gap, not a zero. */
export type DeliverySeries = {
from: string;
to: string;
bucketSeconds: number;
buckets: (SeriesBucket)[];
totals: Happened;
/** What waits now, and what died among the deliveries made since `from`; counted up to 100,000. */
open: {
waiting: number;
retrying: number;
dead: number;
oldestAt: string | null;
};
};

/** GET /destination-types: what the form of each type asks for. */
export type DestinationTypes = {
data: ({
type: string;
label: string;
description: string;
fields: ({
name: string;
label: string;
help: string;
kind: "url" | "text" | "secret" | "headers" | "select" | "boolean";
required: boolean;
options?: ({
value: string;
label: string;
})[];
})[];
signed: boolean;
})[];
};

/** POST …/enable: what was skipped while it was disabled goes again, and if asked what died too. */
export type EnableInput = {
replayMissed?: boolean;
replayDead?: boolean;
};

/** A run of one of our own functions on the embedded engine. */
export type EngineRun = {
id: string;
functionId: string;
status: "active" | "completed" | "failed" | "cancelled";
/** Of the first event that started it; `eventCount` is more than one for a batch. */
eventName: string;
eventCount: number;
stepCount: number;
/** Null unless active: a worker runs it now, or when its next job is due (null: it waits for an event or a run). */
isRunning: boolean;
nextAt: string | null;
/** Why it failed or was cancelled; of an active run, why its last try failed. */
reason: string | null;
createdAt: string;
startedAt: string | null;
endedAt: string | null;
};

/** GET /engine/runs/{id} */
export type EngineRunDetail = {
id: string;
functionId: string;
status: "active" | "completed" | "failed" | "cancelled";
/** Of the first event that started it; `eventCount` is more than one for a batch. */
eventName: string;
eventCount: number;
stepCount: number;
/** Null unless active: a worker runs it now, or when its next job is due (null: it waits for an event or a run). */
isRunning: boolean;
nextAt: string | null;
/** Why it failed or was cancelled; of an active run, why its last try failed. */
reason: string | null;
createdAt: string;
startedAt: string | null;
endedAt: string | null;
/** The events that started it, as the function saw them. */
events: (unknown)[];
/** What the function returned, or the error that ended it. */
output: unknown;
/** The run whose invoke step waits for this one. */
parentRunId: string | null;
/** How often an operator took it up again. */
restarts: number;
/** In order of completion. */
steps: ({
id: string;
name: string;
kind: "step" | "sleep" | "wait" | "invoke";
status: "completed" | "failed";
output: unknown;
createdAt: string;
})[];
jobs: ({
id: string;
kind: "discover" | "step" | "start" | "sleep" | "resume" | "expire" | "cancel" | "deadline";
stepId: string | null;
attempt: number;
maxAttempts: number;
isRunning: boolean;
dueAt: string;
lastError: string | null;
})[];
waits: ({
id: string;
kind: "event" | "run" | "cancel";
stepId: string | null;
eventName: string | null;
expression: string | null;
expiresAt: string;
})[];
};

export type Event = {
id: string;
tenantId: string;
type: string;
version: string;
source: string | null;
correlationId: string | null;
externalId: string | null;
timestamp: string;
deliverAt: string | null;
acceptedAt: string;
status: "accepted" | "scheduled" | "routed" | "cancelled" | "quarantined";
/** Per tenant, without gaps; null until routed. */
sequence: number | null;
/** How many deliveries were made, and how many subscriptions skipped it; null until routed. */
matched: number | null;
skipped: number | null;
routedAt: string | null;
/** When its payload was erased on request; `data` is null since. */
erasedAt: string | null;
error: string | null;
};

export type EventDetail = {
id: string;
tenantId: string;
type: string;
version: string;
source: string | null;
correlationId: string | null;
externalId: string | null;
timestamp: string;
deliverAt: string | null;
acceptedAt: string;
status: "accepted" | "scheduled" | "routed" | "cancelled" | "quarantined";
/** Per tenant, without gaps; null until routed. */
sequence: number | null;
/** How many deliveries were made, and how many subscriptions skipped it; null until routed. */
matched: number | null;
skipped: number | null;
routedAt: string | null;
/** When its payload was erased on request; `data` is null since. */
erasedAt: string | null;
error: string | null;
/** Byte for byte as it was published. */
data: unknown;
};

/** An event as published, without its `data`: that is cut out of the request as raw text. */
export type EventInput = {
type: string;
/** Byte for byte as it was published. */
data: unknown;
/** Only on POST /api/v1/events. */
tenant?: string;
externalId?: string | null;
version?: string;
source?: string | null;
correlationId?: string | null;
timestamp?: string | null;
deliverAt?: string | null;
};

/** POST /events/{id}/replay */
export type EventReplayInput = {
/** Deliveries of this subscription. */
subscriptionId: string;
};

export type EventType = {
id: string;
/** Null: a type of the operator's catalogue, which every tenant sees; else it is one tenant's own. */
tenantId: string | null;
name: string;
/** Several lines are fine. */
description: string | null;
/** Types of a group stand together in the portal; the first part of the name where there is none. */
group: string | null;
/** Events of this type must fit the schema of their version, else their publisher gets a 422. */
enforce: boolean;
deprecatedAt: string | null;
/** Names of the versions, newest first. */
versions: (string)[];
createdAt: string;
updatedAt: string;
};

/** GET /event-types/{name} */
export type EventTypeDetail = {
id: string;
/** Null: a type of the operator's catalogue, which every tenant sees; else it is one tenant's own. */
tenantId: string | null;
name: string;
/** Several lines are fine. */
description: string | null;
/** Types of a group stand together in the portal; the first part of the name where there is none. */
group: string | null;
/** Events of this type must fit the schema of their version, else their publisher gets a 422. */
enforce: boolean;
deprecatedAt: string | null;
/** Names of the versions, newest first. */
versions: (EventTypeVersion)[];
createdAt: string;
updatedAt: string;
};

export type EventTypeImport = {
/** Tells what would change, and changes nothing. */
dryRun: boolean;
created: number;
updated: number;
unchanged: number;
/** Left out; `problem` says why. */
refused: number;
types: ({
name: string;
change: "created" | "updated" | "unchanged" | "refused";
problem: string | null;
})[];
};

/** The `webhooks` of an OpenAPI 3.0 (`x-webhooks`) or 3.1 document as event types. */
export type EventTypeImportInput = {
document: Record<string, unknown>;
/** Tells what would change, and changes nothing. */
dryRun?: boolean;
/** The version that the schemas are saved as. */
version?: string;
/** What the schema of a webhook's body describes: `data` alone, or the envelope with `data` in it. */
describes?: "data" | "envelope";
};

/** With its first version. */
export type EventTypeInput = {
name: string;
/** Several lines are fine. */
description?: string | null;
/** Types of a group stand together in the portal; the first part of the name where there is none. */
group?: string | null;
/** Events of this type must fit the schema of their version, else their publisher gets a 422. */
enforce?: boolean;
/** Marks a type that should not be subscribed to any more; events of it are still delivered. */
deprecated?: boolean;
version?: string;
/** JSON Schema 2020-12 of `data`. */
schema?: Record<string, unknown> | null;
/** What `data` may look like; made from the schema where it is left out. */
example?: unknown;
};

export type EventTypePatchInput = {
/** Several lines are fine. */
description?: string | null;
/** Types of a group stand together in the portal; the first part of the name where there is none. */
group?: string | null;
/** Events of this type must fit the schema of their version, else their publisher gets a 422. */
enforce?: boolean;
/** Marks a type that should not be subscribed to any more; events of it are still delivered. */
deprecated?: boolean;
};

export type EventTypeVersion = {
version: string;
/** JSON Schema 2020-12 of `data`. */
schema: Record<string, unknown> | null;
/** What `data` may look like; made from the schema where it is left out. */
example: unknown;
/** `none`: no example was given, and none could be made from the schema. */
exampleFrom: "given" | "generated" | "none";
createdAt: string;
updatedAt: string;
};

export type EventTypeVersionInput = {
version: string;
/** JSON Schema 2020-12 of `data`. */
schema?: Record<string, unknown> | null;
/** What `data` may look like; made from the schema where it is left out. */
example?: unknown;
};

/** PUT …/versions/{version} */
export type EventTypeVersionPutInput = {
/** JSON Schema 2020-12 of `data`. */
schema?: Record<string, unknown> | null;
/** What `data` may look like; made from the schema where it is left out. */
example?: unknown;
};

export type EventTypeVersions = {
data: (EventTypeVersion)[];
};

/** An endpoint that fails and has taken nothing since. */
export type Failing = {
since: string;
/** Of the time until it is switched off. */
percent: number;
/** Those that were recorded, in percent; each stands in the audit log too. */
warnings: (number)[];
/** Null: never. */
disablesAt: string | null;
};

export type FilterTry = {
/** Why the expression does not compile, and where; null when it does. */
error: {
message: string;
position: number | null;
} | null;
/** In the order of the events. */
results: ({
outcome: "true" | "false" | "failed";
reason: string | null;
value: unknown;
event: {
id: string;
type: string;
timestamp: string;
} | null;
})[];
};

/** Which of these events an expression lets through. */
export type FilterTryInput = {
filter: string;
/** As a consumer gets them. */
events?: (Record<string, unknown>)[];
/** The caller's own latest events of a type or pattern, after those that are given. */
recent?: {
type?: string;
limit?: number;
} | null;
};

/** What happened in a time: attempts by what became of them. */
export type Happened = {
/** Events routed; null for a single subscription. */
events: number | null;
delivered: number;
/** Failed attempts that another follows. */
failed: number;
/** Attempts that were the last of their delivery. */
dead: number;
/** How long attempts took; null when there was none. */
latency: {
p50Ms: number;
p95Ms: number;
p99Ms: number;
} | null;
/** Attempts by status code, or by what happened where there was none (`timeout`, `refused` …). */
results: Record<string, number>;
};

/** An event as a hook gets it. */
export type HookSample = {
id: string;
type: string;
version: string;
timestamp: string;
source: string | null;
correlationId: string | null;
sequence: number | null;
data: unknown;
};

/** Recent events of the tenant; else the example of the catalogue; empty where there is neither. */
export type HookSamples = {
data: (HookSample)[];
};

export type Invitation = {
id: string;
/** Null: to the operator's staff. */
tenantId: string | null;
email: string;
role: "owner" | "developer" | "viewer" | "operator";
status: "open" | "accepted" | "expired" | "revoked";
/** An actor as in the audit log. */
invitedBy: string;
createdAt: string;
expiresAt: string;
acceptedAt: string | null;
};

/** For a new account `password` is the one to be; for an account that exists it is its own, unless its person is signed in: the link alone must not bring a tenant to an account that somebody else may have made. */
export type InvitationAcceptInput = {
token: string;
name?: string | null;
password?: string | null;
};

export type InvitationAccepted = {
email: string;
/** Null: to the operator's staff. */
tenantId: string | null;
};

/** What makes a link: the only answers that hold it. */
export type InvitationCreated = {
id: string;
/** Null: to the operator's staff. */
tenantId: string | null;
email: string;
role: "owner" | "developer" | "viewer" | "operator";
status: "open" | "accepted" | "expired" | "revoked";
/** An actor as in the audit log. */
invitedBy: string;
createdAt: string;
expiresAt: string;
acceptedAt: string | null;
/** To be copied to the person; null in a repeated answer. */
url: string | null;
/** True when it is also on its way by mail. */
mailed: boolean;
};

/** To a tenant: `role` is required. To the operator's staff (no tenant in the path): it is left out. */
export type InvitationInput = {
email: string;
role?: "owner" | "developer" | "viewer" | null;
};

/** What the page of the link shows before it is accepted. */
export type InvitationPreview = {
email: string;
role: "owner" | "developer" | "viewer" | "operator";
/** Null: the operator's staff. */
tenantName: string | null;
/** True when there is no account with this email yet: accepting needs a password. */
isNewAccount: boolean;
};

export type InvitationPreviewInput = {
token: string;
};

export type Live = {
status: "live";
};

export type Member = {
id: string;
tenantId: string;
userId: string;
email: string;
name: string | null;
role: "owner" | "developer" | "viewer";
createdAt: string;
/** To any tenant of theirs; null: never yet. */
lastSignInAt: string | null;
};

/** PATCH /members/{id} */
export type MemberPatchInput = {
role: "owner" | "developer" | "viewer";
};

/** GET /openapi.json: an OpenAPI 3.1 document. */
export type OpenApiDocument = {
openapi: string;
paths: Record<string, unknown>;
};

/** Somebody of the operator's staff: sees all tenants. The id is the user's. */
export type Operator = {
id: string;
email: string;
name: string | null;
createdAt: string;
/** To any tenant of theirs; null: never yet. */
lastSignInAt: string | null;
};

export type Ordering = {
/** Null: one order for the whole subscription; else a JMESPath on the event. */
key: string | null;
onDead: "continue" | "block";
};

export type OrderingInput = {
/** Null: one order for the whole subscription; else a JMESPath on the event. */
key?: string | null;
onDead?: "continue" | "block";
};

/** POST /account/password. `currentPassword` may be left out by a person who has none yet (GitHub or Google). */
export type PasswordChangeInput = {
currentPassword?: string | null;
newPassword: string;
};

/** POST /members/{id}/password-reset and /operators/{id}/password-reset: a link to be copied. */
export type PasswordReset = {
/** Null in a repeated answer. */
url: string | null;
expiresAt: string;
mailed: boolean;
};

/** POST /password-resets/complete: ends all sessions of the person. */
export type PasswordResetCompleteInput = {
token: string;
password: string;
};

export type PasswordResetDone = {
email: string;
};

/** POST /password-resets: mails a link, if there is such a person and mail is set up; the answer is always the same. */
export type PasswordResetRequestInput = {
email: string;
};

export type PortalLink = {
id: string;
tenantId: string;
role: "owner" | "developer" | "viewer";
/** Who it is for, in your words (a name or your own user id); stands in the audit log. */
person: string | null;
/** `used`: somebody is or was signed in by it; until `sessionExpiresAt`, or until it is revoked. */
status: "open" | "used" | "expired" | "revoked";
createdBy: string;
createdAt: string;
expiresAt: string;
usedAt: string | null;
sessionExpiresAt: string | null;
lastSeenAt: string | null;
address: string | null;
userAgent: string | null;
revokedAt: string | null;
};

/** The answer to the creation: the only one with the link. */
export type PortalLinkCreated = {
id: string;
tenantId: string;
role: "owner" | "developer" | "viewer";
/** Who it is for, in your words (a name or your own user id); stands in the audit log. */
person: string | null;
/** `used`: somebody is or was signed in by it; until `sessionExpiresAt`, or until it is revoked. */
status: "open" | "used" | "expired" | "revoked";
createdBy: string;
createdAt: string;
expiresAt: string;
usedAt: string | null;
sessionExpiresAt: string | null;
lastSeenAt: string | null;
address: string | null;
userAgent: string | null;
revokedAt: string | null;
/** Open it, or frame it from an allowed origin. The token behind `#` works once. Null in a repeated answer. */
url: string | null;
};

export type PortalLinkExchangeInput = {
token: string;
};

export type PortalLinkExchanged = {
tenantId: string;
role: "owner" | "developer" | "viewer";
expiresAt: string;
};

export type PortalLinkInput = {
/** Our id of the tenant, or the operator's own. */
tenant: string;
role?: "owner" | "developer" | "viewer";
/** For how long the link can be used. */
expiresInSeconds?: number;
/** For how long the person stays signed in. */
sessionSeconds?: number;
/** Who it is for, in your words (a name or your own user id); stands in the audit log. */
person?: string | null;
};

/** GET /settings/public: what every page may know, before anybody signed in too. */
export type PublicSettings = {
/** Of the installation, as customers see it. */
name: string;
logoUrl: string | null;
accentColour: string | null;
supportEmail: string | null;
supportUrl: string | null;
/** The ways to sign in besides a password. */
providers: ("github" | "google")[];
/** False: no mail is set up, so links are copied by hand. */
canMail: boolean;
};

export type Published = {
id: string;
duplicate: boolean;
};

export type RateLimit = {
limit: number;
periodSeconds: number;
};

export type RateLimitInput = {
limit: number;
periodSeconds?: number;
};

/** GET /health/ready: whether the database answers, and whether an operator has claimed the installation. */
export type Ready = {
status: "ready";
setUp: boolean;
};

export type Replay = {
id: string;
tenantId: string;
status: "running" | "completed" | "cancelled" | "failed";
origin: "request" | "drain" | "missed";
/** The window: when the event was accepted, or the delivery made. */
after: string | null;
before: string;
filter: {
types: (string)[] | null;
subscriptionId: string | null;
status: ("pending" | "delivered" | "dead" | "cancelled" | "skipped")[] | null;
code: number | null;
correlationId: string | null;
eventId: string | null;
deliveryIds: (string)[] | null;
};
/** Null: to the subscriptions that the deliveries are of. `onlyMissing`: what the target never had a number for. */
target: {
subscriptionId: string;
onlyMissing: boolean;
} | null;
ratePerSecond: number;
/** How many were chosen when it began; not exact where the target's own filter decides. */
total: number;
isTotalExact: boolean;
/** Back on their line. */
done: number;
/** Not sent: changed meanwhile, not wanted by the target's filter, payload erased, or no subscription to take it. */
skipped: number;
/** How those that are done stand now. */
delivered: number;
pending: number;
failed: number;
/** When the last will be back on its line, at the rate so far; null unless it runs. */
estimatedEndAt: string | null;
error: string | null;
/** As in the audit log. */
createdBy: string;
createdAt: string;
endedAt: string | null;
};

/** What a dry run answers. `isExact` is false where only sending tells: the target has a filter of its own. */
export type ReplayCount = {
/** True: the answer says how many it would be, and nothing is sent. */
dryRun: true;
/** How many were chosen when it began; not exact where the target's own filter decides. */
total: number;
isExact: boolean;
/** The subscriptions with most, at most 100. */
subscriptions: ({
subscriptionId: string;
total: number;
})[];
};

/** GET /replays/{id}: with its lines. */
export type ReplayDetail = {
id: string;
tenantId: string;
status: "running" | "completed" | "cancelled" | "failed";
origin: "request" | "drain" | "missed";
/** The window: when the event was accepted, or the delivery made. */
after: string | null;
before: string;
filter: {
types: (string)[] | null;
subscriptionId: string | null;
status: ("pending" | "delivered" | "dead" | "cancelled" | "skipped")[] | null;
code: number | null;
correlationId: string | null;
eventId: string | null;
deliveryIds: (string)[] | null;
};
/** Null: to the subscriptions that the deliveries are of. `onlyMissing`: what the target never had a number for. */
target: {
subscriptionId: string;
onlyMissing: boolean;
} | null;
ratePerSecond: number;
/** How many were chosen when it began; not exact where the target's own filter decides. */
total: number;
isTotalExact: boolean;
/** Back on their line. */
done: number;
/** Not sent: changed meanwhile, not wanted by the target's filter, payload erased, or no subscription to take it. */
skipped: number;
/** How those that are done stand now. */
delivered: number;
pending: number;
failed: number;
/** When the last will be back on its line, at the rate so far; null unless it runs. */
estimatedEndAt: string | null;
error: string | null;
/** As in the audit log. */
createdBy: string;
createdAt: string;
endedAt: string | null;
/** The subscriptions with most, at most 100. */
subscriptions: ({
subscriptionId: string;
total: number;
done: number;
skipped: number;
})[];
};

export type ReplayInput = {
/** The window: when the event was accepted, or the delivery made. */
after?: string | null;
before?: string | null;
filter?: {
types?: (string)[] | null;
subscriptionId?: string | null;
status?: ("pending" | "delivered" | "dead" | "cancelled" | "skipped")[] | null;
code?: number | null;
correlationId?: string | null;
eventId?: string | null;
deliveryIds?: (string)[] | null;
};
/** Null: to the subscriptions that the deliveries are of. `onlyMissing`: what the target never had a number for. */
target?: {
subscriptionId: string;
onlyMissing?: boolean;
} | null;
ratePerSecond?: number | null;
/** True: the answer says how many it would be, and nothing is sent. */
dryRun?: boolean;
};

/** `id` is that of a subscription; `secret` is null when the answer is repeated. */
export type RestHook = {
id: string;
secret: string | null;
};

/** POST /webhooks/subscribe: what tools such as Zapier send when somebody switches a trigger on. */
export type RestHookInput = {
targetUrl: string;
events: (string)[];
filter?: string | null;
};

/** POST …/rotate-secret: the secrets before sign beside the new one until the overlap ends. */
export type RotateSecretInput = {
/** Brought along (`whsec_` and base64 of 24 to 64 bytes, or `whsk_` and an Ed25519 key) or null: generated. */
secret?: string | null;
/** Null: as the secret says, else as before. */
signature?: "hmac" | "ed25519" | null;
overlapSeconds?: number;
};

export type SandboxReceiver = {
id: string;
tenantId: string;
/** Where it listens; may be a webhook's destination in every installation. */
url: string;
name: string;
/** One a request, in order. */
answers: (number | "close" | "reset")[];
/** After the last answer: begin again, or stay with the last. */
repeat: boolean;
/** Before every answer. */
delayMs: number;
/** Share of the requests, by chance, that get 503 instead. */
failureRate: number;
/** Ever received, also those no longer kept. */
requestCount: number;
lastRequestAt: string | null;
createdAt: string;
updatedAt: string;
expiresAt: string;
};

export type SandboxReceiverInput = {
name?: string;
/** One a request, in order. */
answers?: (number | "close" | "reset")[];
/** After the last answer: begin again, or stay with the last. */
repeat?: boolean;
/** Before every answer. */
delayMs?: number;
/** Share of the requests, by chance, that get 503 instead. */
failureRate?: number;
};

/** Any change, an empty one too, keeps it for another 24 hours; new answers begin with the first. */
export type SandboxReceiverPatchInput = {
name?: string;
/** One a request, in order. */
answers?: (number | "close" | "reset")[];
/** After the last answer: begin again, or stay with the last. */
repeat?: boolean;
/** Before every answer. */
delayMs?: number;
/** Share of the requests, by chance, that get 503 instead. */
failureRate?: number;
};

export type SandboxRequest = {
id: string;
receiverId: string;
/** 1 for the first that the receiver got. */
number: number;
method: string;
/** Query with its question mark; empty without one. */
query: string;
/** Cookies, credentials and secrets of custom headers are masked. */
headers: Record<string, string>;
body: string;
bodyBytes: number;
isBodyTruncated: boolean;
/** What it was answered with, and after how long. */
answer: number | "close" | "reset";
/** Before every answer. */
delayMs: number;
signature: SignatureCheck;
receivedAt: string;
};

/** GET …/secret: those in force, newest first. Of Ed25519 only the public half is shown, so `secret` is null. */
export type Secrets = {
/** Brought along (`whsec_` and base64 of 24 to 64 bytes, or `whsk_` and an Ed25519 key) or null: generated. */
secret: string | null;
secrets: (string)[];
/** `whpk_…`, what consumers verify Ed25519 signatures with; null for hmac. */
publicKey: string | null;
/** When the ones before the newest end; null without any. */
previousSecretsEndAt: string | null;
};

/** `backlog` null: it was not looked at in that time. */
export type SeriesBucket = {
/** Events routed; null for a single subscription. */
events: number | null;
delivered: number;
/** Failed attempts that another follows. */
failed: number;
/** Attempts that were the last of their delivery. */
dead: number;
/** How long attempts took; null when there was none. */
latency: {
p50Ms: number;
p95Ms: number;
p99Ms: number;
} | null;
/** Attempts by status code, or by what happened where there was none (`timeout`, `refused` …). */
results: Record<string, number>;
at: string;
backlog: number | null;
};

/** One browser that is signed in as you. */
export type Session = {
id: string;
isCurrent: boolean;
method: "password" | "github" | "google";
address: string | null;
/** As the browser names itself. */
userAgent: string | null;
createdAt: string;
/** Written at most once a minute. */
lastSeenAt: string;
expiresAt: string;
};

/** PATCH /session: the tenant that a member of several acts in from now on (our id, or the operator's own). */
export type SessionPatchInput = {
/** The tenant that this session acts in; null for operators. */
tenant: string;
};

export type Settings = {
/** Of the installation, as customers see it. */
name: string;
logoUrl: string | null;
accentColour: string | null;
supportEmail: string | null;
supportUrl: string | null;
/** Pages of these origins may frame the portal of somebody who came by a portal link. */
embedOrigins: (string)[];
/** Attempts (requests and responses) are kept this long. */
attemptRetentionDays: number;
/** Which events must fit the catalogue: those of types that say so, all that have a schema, or all there are. */
schemaEnforcement: "declared" | "all" | "strict";
};

export type SettingsPatchInput = {
/** Of the installation, as customers see it. */
name?: string;
logoUrl?: string | null;
accentColour?: string | null;
supportEmail?: string | null;
supportUrl?: string | null;
/** Pages of these origins may frame the portal of somebody who came by a portal link. */
embedOrigins?: (string)[];
/** Attempts (requests and responses) are kept this long. */
attemptRetentionDays?: number;
/** Which events must fit the catalogue: those of types that say so, all that have a schema, or all there are. */
schemaEnforcement?: "declared" | "all" | "strict";
};

export type Setup = {
userId: string;
email: string;
};

/** Claims the installation: the first operator's account, against the code that the terminal printed. */
export type SetupInput = {
code: string;
email: string;
name?: string | null;
password: string;
};

export type SignatureCheck = {
verdict: "valid" | "invalid" | "unsigned" | "unknown";
/** `v1` (HMAC-SHA256) or `v1a` (Ed25519); null unless valid. */
scheme: "v1" | "v1a" | null;
/** A sentence. */
reason: string;
};

export type Subscription = {
id: string;
tenantId: string;
status: "active" | "paused" | "disabled";
disabledReason: string | null;
/** The webhook's URL; null for other destination types. */
url: string | null;
/** Secret values inside are masked. */
destination: {
type: string;
config: Record<string, unknown>;
};
events: (string)[];
filter: string | null;
description: string | null;
headers: Record<string, string>;
retryPolicy: "default" | "standard" | "critical" | "important" | "relaxed" | {
delaysSeconds: (number)[];
};
timeoutSeconds: number;
maxConcurrency: number | null;
rateLimit: RateLimit | null;
ordering: Ordering | null;
/** Switched off after so many hours of nothing but failures; null: as the installation says; 0: never. */
disableAfterHours: number | null;
/** Dead letters go again, gently and once, as soon as the endpoint is well again. */
drainDeadLetters: boolean;
/** Null while its endpoint does not fail. */
failing: Failing | null;
/** Null: as the secret says, else hmac. */
signature: "hmac" | "ed25519";
/** `whpk_…`, what consumers verify Ed25519 signatures with; null for hmac. */
publicKey: string | null;
/** When the secrets before the newest stop signing beside it; null without any. */
previousSecretsEndAt: string | null;
verifiedAt: string | null;
version: number;
createdAt: string;
updatedAt: string;
};

/** What a subscription's line shows: its last deliveries, oldest first, and what is open. */
export type SubscriptionActivity = {
subscriptionId: string;
lastDeliveries: ({
id: string;
status: "pending" | "delivered" | "dead" | "cancelled" | "skipped";
attemptCount: number;
})[];
/** What is open, and what died, of the last 24 hours. */
counts: {
waiting: number;
retrying: number;
dead: number;
};
/** Of the last 24 hours. */
day: {
delivered: number;
failed: number;
dead: number;
latency: {
p50Ms: number;
p95Ms: number;
p99Ms: number;
} | null;
};
breaker: {
state: "closed";
failures: number;
} | {
state: "open";
untilMs: number;
opens: number;
} | {
state: "half_open";
opens: number;
} | null;
lastFailure: {
outcome: string;
statusCode: number | null;
at: string;
} | null;
nextAttemptAt: string | null;
};

/** The answer to the creation and to a rotation: the only ones with the secret, besides GET …/secret; null when it is repeated, and for Ed25519. */
export type SubscriptionCreated = {
id: string;
tenantId: string;
status: "active" | "paused" | "disabled";
disabledReason: string | null;
/** The webhook's URL; null for other destination types. */
url: string | null;
/** Secret values inside are masked. */
destination: {
type: string;
config: Record<string, unknown>;
};
events: (string)[];
filter: string | null;
description: string | null;
headers: Record<string, string>;
retryPolicy: "default" | "standard" | "critical" | "important" | "relaxed" | {
delaysSeconds: (number)[];
};
timeoutSeconds: number;
maxConcurrency: number | null;
rateLimit: RateLimit | null;
ordering: Ordering | null;
/** Switched off after so many hours of nothing but failures; null: as the installation says; 0: never. */
disableAfterHours: number | null;
/** Dead letters go again, gently and once, as soon as the endpoint is well again. */
drainDeadLetters: boolean;
/** Null while its endpoint does not fail. */
failing: Failing | null;
/** Null: as the secret says, else hmac. */
signature: "hmac" | "ed25519";
/** `whpk_…`, what consumers verify Ed25519 signatures with; null for hmac. */
publicKey: string | null;
/** When the secrets before the newest stop signing beside it; null without any. */
previousSecretsEndAt: string | null;
verifiedAt: string | null;
version: number;
createdAt: string;
updatedAt: string;
/** Brought along (`whsec_` and base64 of 24 to 64 bytes, or `whsk_` and an Ed25519 key) or null: generated. */
secret: string | null;
};

export type SubscriptionEnabled = {
id: string;
tenantId: string;
status: "active" | "paused" | "disabled";
disabledReason: string | null;
/** The webhook's URL; null for other destination types. */
url: string | null;
/** Secret values inside are masked. */
destination: {
type: string;
config: Record<string, unknown>;
};
events: (string)[];
filter: string | null;
description: string | null;
headers: Record<string, string>;
retryPolicy: "default" | "standard" | "critical" | "important" | "relaxed" | {
delaysSeconds: (number)[];
};
timeoutSeconds: number;
maxConcurrency: number | null;
rateLimit: RateLimit | null;
ordering: Ordering | null;
/** Switched off after so many hours of nothing but failures; null: as the installation says; 0: never. */
disableAfterHours: number | null;
/** Dead letters go again, gently and once, as soon as the endpoint is well again. */
drainDeadLetters: boolean;
/** Null while its endpoint does not fail. */
failing: Failing | null;
/** Null: as the secret says, else hmac. */
signature: "hmac" | "ed25519";
/** `whpk_…`, what consumers verify Ed25519 signatures with; null for hmac. */
publicKey: string | null;
/** When the secrets before the newest stop signing beside it; null without any. */
previousSecretsEndAt: string | null;
verifiedAt: string | null;
version: number;
createdAt: string;
updatedAt: string;
/** The replay that this began. */
replay: {
id: string;
total: number;
} | null;
};

/** GET /subscriptions/{id}/health */
export type SubscriptionHealth = {
subscriptionId: string;
tenantId: string;
/** `dead` blocks until somebody decides, `pending` until its retry. */
status: "active" | "paused" | "disabled";
asOf: string;
attempts: {
since: string | null;
total: number;
succeeded: number;
successRate: number | null;
errors: Record<string, number>;
};
latency: {
queue: {
p50Ms: number;
p95Ms: number;
} | null;
endpoint: {
p50Ms: number;
p95Ms: number;
} | null;
};
breaker: Breaker;
/** The endpoint asked us to wait (Retry-After); null when it did not. */
heldUntil: string | null;
concurrency: {
now: number;
limit: number;
max: number;
};
backlog: {
waiting: number;
scheduled: number;
held: number;
isEstimated: boolean;
oldestDueAt: string | null;
};
/** Ordered subscriptions: deliveries that others wait behind (at most 10, those with most behind them first). Cancel one to skip it, or replay it to try it now. */
blockedBy: ({
deliveryId: string;
orderingKey: string | null;
status: "pending" | "dead";
nextAttemptAt: string | null;
waiting: number;
})[];
/** Null while the endpoint does not fail. */
failing: Failing | null;
settledPerSecond: number;
/** When the waiting ones will have been sent at the present rate; null when nothing waits or nothing moves. */
estimatedEndAt: string | null;
lastError: {
at: string;
deliveryId: string;
outcome: string;
statusCode: number | null;
message: string | null;
} | null;
};

/** `url` and `headers` are short for the destination type `webhook`; another type comes as `destination`. */
export type SubscriptionInput = {
/** The webhook's URL; null for other destination types. */
url?: string;
/** Secret values inside are masked. */
destination?: {
type: string;
config: Record<string, unknown>;
};
events: (string)[];
description?: string | null;
filter?: string | null;
/** Brought along (`whsec_` and base64 of 24 to 64 bytes, or `whsk_` and an Ed25519 key) or null: generated. */
secret?: string | null;
/** Null: as the secret says, else hmac. */
signature?: "hmac" | "ed25519" | null;
headers?: Record<string, string>;
retryPolicy?: "default" | "standard" | "critical" | "important" | "relaxed" | {
delaysSeconds: (number)[];
};
timeoutSeconds?: number;
maxConcurrency?: number | null;
rateLimit?: RateLimitInput | null;
ordering?: OrderingInput | null;
skipVerification?: boolean;
/** The answer to the test request must repeat its `data.challenge`: whoever controls the endpoint wants this. */
challenge?: boolean;
/** Switched off after so many hours of nothing but failures; null: as the installation says; 0: never. */
disableAfterHours?: number | null;
/** Dead letters go again, gently and once, as soon as the endpoint is well again. */
drainDeadLetters?: boolean;
};

export type SubscriptionPatchInput = {
/** The webhook's URL; null for other destination types. */
url?: string;
/** Secret values inside are masked. */
destination?: {
type: string;
config: Record<string, unknown>;
};
events?: (string)[];
description?: string | null;
filter?: string | null;
headers?: Record<string, string>;
retryPolicy?: "default" | "standard" | "critical" | "important" | "relaxed" | {
delaysSeconds: (number)[];
};
timeoutSeconds?: number;
maxConcurrency?: number | null;
rateLimit?: RateLimitInput | null;
ordering?: OrderingInput | null;
skipVerification?: boolean;
/** Also verifies a destination that does not change. */
challenge?: boolean;
/** Switched off after so many hours of nothing but failures; null: as the installation says; 0: never. */
disableAfterHours?: number | null;
/** Dead letters go again, gently and once, as soon as the endpoint is well again. */
drainDeadLetters?: boolean;
};

export type Tenant = {
id: string;
externalId: string | null;
name: string;
rateLimit: RateLimit | null;
maxConcurrency: number | null;
createdAt: string;
updatedAt: string;
};

export type TenantChoice = {
id: string;
externalId: string | null;
name: string;
role: "owner" | "developer" | "viewer";
};

/** GET /tenants/{tenant}/health: over all subscriptions of the tenant. */
export type TenantHealth = {
tenantId: string;
asOf: string;
attempts: {
since: string | null;
total: number;
succeeded: number;
successRate: number | null;
errors: Record<string, number>;
};
latency: {
queue: {
p50Ms: number;
p95Ms: number;
} | null;
endpoint: {
p50Ms: number;
p95Ms: number;
} | null;
};
/** Requests in flight. */
inFlight: number;
backlog: {
unrouted: number;
waiting: number;
retrying: number;
dead: number;
isAtLeast: boolean;
};
openBreakers: ({
state: "closed" | "open" | "half_open";
nextProbeAt: string | null;
subscriptionId: string;
})[];
};

export type TenantInput = {
name: string;
externalId?: string | null;
rateLimit?: RateLimitInput | null;
maxConcurrency?: number | null;
};

export type TenantMoved = {
partition: number;
};

export type TenantPatchInput = {
name?: string;
rateLimit?: RateLimitInput | null;
maxConcurrency?: number | null;
};

/** PUT /tenants/{tenant}/partition */
export type TenantPlacementInput = {
partition: number | "own";
};

/** POST /subscriptions/{id}/test: what became of one signed test request. */
export type Test = {
outcome: "succeeded" | "http_status" | "redirect" | "timeout" | "body_timeout" | "dns" | "refused" | "unreachable" | "reset" | "closed" | "tls" | "malformed_response" | "blocked_address" | "invalid_url" | "interrupted" | "internal";
statusCode: number | null;
errorMessage: string | null;
startedAt: string;
durationMs: number;
timings: Timings;
requestHeaders: Record<string, string>;
responseHeaders: Record<string, string> | null;
responseBody: string | null;
responseTruncated: boolean;
};

/** Milliseconds; null where a phase did not happen (a reused connection has no dns, connect and tls). */
export type Timings = {
queueMs: number | null;
dnsMs: number | null;
connectMs: number | null;
tlsMs: number | null;
firstByteMs: number | null;
totalMs: number;
};

export type TraceEntry = {
subscriptionId: string;
description: string | null;
destination: string;
outcome: "matched" | "held" | "filter_false" | "filter_failed" | "disabled" | "deleted" | "type_mismatch" | "not_created" | "waiting" | "not_routed";
/** Its delivery of the event, if there is one; by replay it may have one in spite of the outcome at the time. */
deliveryId: string | null;
status: "pending" | "delivered" | "dead" | "cancelled" | "skipped" | null;
/** What the filter said when it was false (JSON), why it failed, or why the event was not routed. */
detail: string | null;
/** Event types and filter as they were when the event was routed; null when it had none yet. */
events: (string)[] | null;
filter: string | null;
};

/** The north star: what was accepted in the window, matched, and is not delivered now. */
export type Undelivered = {
windowSeconds: number;
/** Distinct events with at least one delivery that is not delivered, and those not routed yet. */
events: number;
deliveries: number;
pending: number;
dead: number;
unrouted: number;
/** When the oldest of them was accepted; null when there is none. */
oldest: string | null;
/** The subscriptions that most of these deliveries are of, at most five. */
worst: ({
subscriptionId: string;
deliveries: number;
pending: number;
dead: number;
})[];
};

/** GET /health/undelivered/tenants: the north star of each tenant that has any, the most first. */
export type UndeliveredByTenant = {
windowSeconds: number;
data: ({
events: number;
deliveries: number;
pending: number;
dead: number;
unrouted: number;
oldest: string;
tenantId: string;
name: string;
})[];
};

/** An error (RFC 9457). */
export type Problem = {
/** The page that describes the code. */
type: string;
title: string;
status: number;
/** What to do about it. */
detail: string;
code: "invalid_request" | "invalid_json" | "invalid_cursor" | "unauthenticated" | "forbidden" | "not_found" | "method_not_allowed" | "already_exists" | "idempotency_mismatch" | "conflict" | "version_mismatch" | "too_large" | "unsupported_media_type" | "verification_failed" | "schema_violation" | "rate_limited" | "internal" | "unavailable";
requestId: string;
/** One entry for each field that is not valid. */
errors: ({
path: string;
message: string;
code: string;
})[];
};

/** By verb and path. */
export interface Operations {
/** Change your password; ends your other sessions */
"POST /api/v1/account/password": {
  path: Record<string, never>;
  query: Record<string, never>;
  body: PasswordChangeInput;
  response: Account;
};
/** Your account */
"GET /api/v1/account": {
  path: Record<string, never>;
  query: Record<string, never>;
  body: undefined;
  response: Account;
};
/** Change your name */
"PATCH /api/v1/account": {
  path: Record<string, never>;
  query: Record<string, never>;
  body: AccountPatchInput;
  response: Account;
};
/** Revoke an API key; it is refused within a second */
"DELETE /api/v1/api-keys/{id}": {
  path: { id: string };
  query: Record<string, never>;
  body: undefined;
  response: undefined;
};
/** List API keys */
"GET /api/v1/api-keys": {
  path: Record<string, never>;
  query: { limit?: number; cursor?: string };
  body: undefined;
  response: {
data: (ApiKey)[];
nextCursor: string | null;
prevCursor: string | null;
};
};
/** Create an API key; only this answer shows it */
"POST /api/v1/api-keys": {
  path: Record<string, never>;
  query: Record<string, never>;
  body: ApiKeyInput;
  response: ApiKeyCreated;
};
/** List the changes that were made, newest first */
"GET /api/v1/audit-log": {
  path: Record<string, never>;
  query: { limit?: number; cursor?: string; actor?: string; action?: string; targetId?: string; after?: string; before?: string };
  body: undefined;
  response: {
data: (AuditEntry)[];
nextCursor: string | null;
prevCursor: string | null;
};
};
/** Cancel a delivery that waits */
"POST /api/v1/deliveries/{id}/cancel": {
  path: { id: string };
  query: Record<string, never>;
  body: undefined;
  response: Delivery;
};
/** Send a delivery again, now */
"POST /api/v1/deliveries/{id}/replay": {
  path: { id: string };
  query: Record<string, never>;
  body: undefined;
  response: Delivery;
};
/** Read a delivery with its attempts and the schedule ahead */
"GET /api/v1/deliveries/{id}": {
  path: { id: string };
  query: Record<string, never>;
  body: undefined;
  response: DeliveryDetail;
};
/** List deliveries, newest first */
"GET /api/v1/deliveries": {
  path: Record<string, never>;
  query: { limit?: number; cursor?: string; status?: string; subscriptionId?: string; eventId?: string; type?: string; correlationId?: string; code?: number; outcome?: string; after?: string; before?: string; undelivered?: string };
  body: undefined;
  response: {
data: (Delivery)[];
nextCursor: string | null;
prevCursor: string | null;
};
};
/** Read what happened over time: attempts, latency, backlog, answers */
"GET /api/v1/deliveries/series": {
  path: Record<string, never>;
  query: { hours?: number; subscriptionId?: string };
  body: undefined;
  response: DeliverySeries;
};
/** List destination types with the metadata of their forms */
"GET /api/v1/destination-types": {
  path: Record<string, never>;
  query: Record<string, never>;
  body: undefined;
  response: DestinationTypes;
};
/** End an active run */
"POST /api/v1/engine/runs/{id}/cancel": {
  path: { id: string };
  query: Record<string, never>;
  body: undefined;
  response: EngineRunDetail;
};
/** Take a failed run up where it stopped */
"POST /api/v1/engine/runs/{id}/retry": {
  path: { id: string };
  query: Record<string, never>;
  body: undefined;
  response: EngineRunDetail;
};
/** Read a run of the embedded engine with its steps */
"GET /api/v1/engine/runs/{id}": {
  path: { id: string };
  query: Record<string, never>;
  body: undefined;
  response: EngineRunDetail;
};
/** List the runs of the embedded engine, newest first */
"GET /api/v1/engine/runs": {
  path: Record<string, never>;
  query: { limit?: number; cursor?: string; status?: "active" | "completed" | "failed" | "cancelled"; functionId?: string; eventName?: string };
  body: undefined;
  response: {
data: (EngineRun)[];
nextCursor: string | null;
prevCursor: string | null;
};
};
/** Read an event type with its versions */
"GET /api/v1/event-types/{name}": {
  path: { name: string };
  query: Record<string, never>;
  body: undefined;
  response: EventTypeDetail;
};
/** Change what the catalogue says of an event type */
"PATCH /api/v1/event-types/{name}": {
  path: { name: string };
  query: Record<string, never>;
  body: EventTypePatchInput;
  response: EventTypeDetail;
};
/** Take an event type out of the catalogue */
"DELETE /api/v1/event-types/{name}": {
  path: { name: string };
  query: Record<string, never>;
  body: undefined;
  response: undefined;
};
/** Replace or add a version of an event type */
"PUT /api/v1/event-types/{name}/versions/{version}": {
  path: { name: string; version: string };
  query: Record<string, never>;
  body: EventTypeVersionPutInput;
  response: EventTypeVersion;
};
/** Delete a version of an event type */
"DELETE /api/v1/event-types/{name}/versions/{version}": {
  path: { name: string; version: string };
  query: Record<string, never>;
  body: undefined;
  response: undefined;
};
/** List the versions of an event type, newest first */
"GET /api/v1/event-types/{name}/versions": {
  path: { name: string };
  query: Record<string, never>;
  body: undefined;
  response: EventTypeVersions;
};
/** Add a version to an event type */
"POST /api/v1/event-types/{name}/versions": {
  path: { name: string };
  query: Record<string, never>;
  body: EventTypeVersionInput;
  response: EventTypeVersion;
};
/** Import the webhooks of an OpenAPI document as event types */
"POST /api/v1/event-types/import": {
  path: Record<string, never>;
  query: Record<string, never>;
  body: EventTypeImportInput;
  response: EventTypeImport;
};
/** List the event types of the catalogue */
"GET /api/v1/event-types": {
  path: Record<string, never>;
  query: { limit?: number; cursor?: string; group?: string; search?: string; deprecated?: "true" | "false" };
  body: undefined;
  response: {
data: (EventType)[];
nextCursor: string | null;
prevCursor: string | null;
};
};
/** Add an event type with its first version */
"POST /api/v1/event-types": {
  path: Record<string, never>;
  query: Record<string, never>;
  body: EventTypeInput;
  response: EventTypeDetail;
};
/** List the deliveries of an event */
"GET /api/v1/events/{id}/deliveries": {
  path: { id: string };
  query: { limit?: number; cursor?: string };
  body: undefined;
  response: {
data: (Delivery)[];
nextCursor: string | null;
prevCursor: string | null;
};
};
/** Erase the payload of an event; its log stays */
"DELETE /api/v1/events/{id}/payload": {
  path: { id: string };
  query: Record<string, never>;
  body: undefined;
  response: undefined;
};
/** Send an event to one subscription, now */
"POST /api/v1/events/{id}/replay": {
  path: { id: string };
  query: Record<string, never>;
  body: EventReplayInput;
  response: Delivery;
};
/** Read an event with its data */
"GET /api/v1/events/{id}": {
  path: { id: string };
  query: Record<string, never>;
  body: undefined;
  response: EventDetail;
};
/** Cancel an event that is scheduled for later */
"DELETE /api/v1/events/{id}": {
  path: { id: string };
  query: Record<string, never>;
  body: undefined;
  response: undefined;
};
/** Why each subscription did or did not get an event */
"GET /api/v1/events/{id}/trace": {
  path: { id: string };
  query: { limit?: number; cursor?: string };
  body: undefined;
  response: {
data: (TraceEntry)[];
nextCursor: string | null;
prevCursor: string | null;
};
};
/** List events, newest first */
"GET /api/v1/events": {
  path: Record<string, never>;
  query: { limit?: number; cursor?: string; type?: string; correlationId?: string; externalId?: string; after?: string; before?: string };
  body: undefined;
  response: {
data: (Event)[];
nextCursor: string | null;
prevCursor: string | null;
};
};
/** Publish one event or a batch; 202 after the durable commit */
"POST /api/v1/events": {
  path: Record<string, never>;
  query: Record<string, never>;
  body: EventInput | {
events: (EventInput)[];
};
  response: Published | {
events: (Published)[];
};
};
/** Try a filter on events */
"POST /api/v1/filters/try": {
  path: Record<string, never>;
  query: Record<string, never>;
  body: FilterTryInput;
  response: FilterTry;
};
/** Tell that the process answers */
"GET /api/v1/health/live": {
  path: Record<string, never>;
  query: Record<string, never>;
  body: undefined;
  response: Live;
};
/** Tell whether the service can work */
"GET /api/v1/health/ready": {
  path: Record<string, never>;
  query: Record<string, never>;
  body: undefined;
  response: Ready;
};
/** Read how deliveries fare, tenant by tenant: the same page that GET /tenants answers */
"GET /api/v1/health/tenants": {
  path: Record<string, never>;
  query: { limit?: number; cursor?: string; externalId?: string };
  body: undefined;
  response: {
data: (TenantHealth)[];
nextCursor: string | null;
prevCursor: string | null;
};
};
/** Count what was accepted in a window and is not delivered */
"GET /api/v1/health/undelivered": {
  path: Record<string, never>;
  query: { window?: string };
  body: undefined;
  response: Undelivered;
};
/** Count what is not delivered, tenant by tenant, the most first */
"GET /api/v1/health/undelivered/tenants": {
  path: Record<string, never>;
  query: { window?: string };
  body: undefined;
  response: UndeliveredByTenant;
};
/** Make a new link for an invitation; the old one ends */
"POST /api/v1/invitations/{id}/renew": {
  path: { id: string };
  query: Record<string, never>;
  body: undefined;
  response: InvitationCreated;
};
/** Revoke an invitation */
"DELETE /api/v1/invitations/{id}": {
  path: { id: string };
  query: Record<string, never>;
  body: undefined;
  response: undefined;
};
/** Accept an invitation */
"POST /api/v1/invitations/accept": {
  path: Record<string, never>;
  query: Record<string, never>;
  body: InvitationAcceptInput;
  response: InvitationAccepted;
};
/** Tell what an invitation's token is for, without using it up */
"POST /api/v1/invitations/preview": {
  path: Record<string, never>;
  query: Record<string, never>;
  body: InvitationPreviewInput;
  response: InvitationPreview;
};
/** List invitations to a tenant, or to the operator's staff */
"GET /api/v1/invitations": {
  path: Record<string, never>;
  query: { limit?: number; cursor?: string };
  body: undefined;
  response: {
data: (Invitation)[];
nextCursor: string | null;
prevCursor: string | null;
};
};
/** Invite somebody; the answer holds the link to copy, and it is mailed where mail is set up */
"POST /api/v1/invitations": {
  path: Record<string, never>;
  query: Record<string, never>;
  body: InvitationInput;
  response: InvitationCreated;
};
/** Make a link with which a member chooses a new password */
"POST /api/v1/members/{id}/password-reset": {
  path: { id: string };
  query: Record<string, never>;
  body: undefined;
  response: PasswordReset;
};
/** Change a member's role */
"PATCH /api/v1/members/{id}": {
  path: { id: string };
  query: Record<string, never>;
  body: MemberPatchInput;
  response: Member;
};
/** Remove a member; their sessions reach the tenant no more */
"DELETE /api/v1/members/{id}": {
  path: { id: string };
  query: Record<string, never>;
  body: undefined;
  response: undefined;
};
/** List the people of a tenant */
"GET /api/v1/members": {
  path: Record<string, never>;
  query: { limit?: number; cursor?: string };
  body: undefined;
  response: {
data: (Member)[];
nextCursor: string | null;
prevCursor: string | null;
};
};
/** Read the metrics of all processes for Prometheus */
"GET /api/v1/metrics": {
  path: Record<string, never>;
  query: Record<string, never>;
  body: undefined;
  response: string;
};
/** Read this document */
"GET /api/v1/openapi.json": {
  path: Record<string, never>;
  query: Record<string, never>;
  body: undefined;
  response: OpenApiDocument;
};
/** Make a link with which an operator chooses a new password */
"POST /api/v1/operators/{id}/password-reset": {
  path: { id: string };
  query: Record<string, never>;
  body: undefined;
  response: PasswordReset;
};
/** Remove an operator; the last one stays */
"DELETE /api/v1/operators/{id}": {
  path: { id: string };
  query: Record<string, never>;
  body: undefined;
  response: undefined;
};
/** List the operator's staff */
"GET /api/v1/operators": {
  path: Record<string, never>;
  query: { limit?: number; cursor?: string };
  body: undefined;
  response: {
data: (Operator)[];
nextCursor: string | null;
prevCursor: string | null;
};
};
/** Choose a new password with a link's token; ends all sessions of the person */
"POST /api/v1/password-resets/complete": {
  path: Record<string, never>;
  query: Record<string, never>;
  body: PasswordResetCompleteInput;
  response: PasswordResetDone;
};
/** Mail a person a link to choose a new password */
"POST /api/v1/password-resets": {
  path: Record<string, never>;
  query: Record<string, never>;
  body: PasswordResetRequestInput;
  response: Record<string, unknown>;
};
/** Revoke a portal link and end the session that it became */
"DELETE /api/v1/portal-links/{id}": {
  path: { id: string };
  query: Record<string, never>;
  body: undefined;
  response: undefined;
};
/** Exchange a link's token for the portal's cookie; works once */
"POST /api/v1/portal-links/exchange": {
  path: Record<string, never>;
  query: Record<string, never>;
  body: PortalLinkExchangeInput;
  response: PortalLinkExchanged;
};
/** Leave the portal that a link led into; an account's session stays */
"POST /api/v1/portal-links/leave": {
  path: Record<string, never>;
  query: Record<string, never>;
  body: undefined;
  response: undefined;
};
/** List portal links and the sessions that they became */
"GET /api/v1/portal-links": {
  path: Record<string, never>;
  query: { limit?: number; cursor?: string; tenant?: string; status?: "open" | "used" | "expired" | "revoked" };
  body: undefined;
  response: {
data: (PortalLink)[];
nextCursor: string | null;
prevCursor: string | null;
};
};
/** Make a link that signs a person into one tenant's portal, once */
"POST /api/v1/portal-links": {
  path: Record<string, never>;
  query: Record<string, never>;
  body: PortalLinkInput;
  response: PortalLinkCreated;
};
/** Cancel a replay; what is on its line already goes on */
"POST /api/v1/replays/{id}/cancel": {
  path: { id: string };
  query: Record<string, never>;
  body: undefined;
  response: Replay;
};
/** Read a replay and how far it is */
"GET /api/v1/replays/{id}": {
  path: { id: string };
  query: Record<string, never>;
  body: undefined;
  response: ReplayDetail;
};
/** List replays, newest first */
"GET /api/v1/replays": {
  path: Record<string, never>;
  query: { limit?: number; cursor?: string; status?: "running" | "completed" | "cancelled" | "failed"; subscriptionId?: string };
  body: undefined;
  response: {
data: (Replay)[];
nextCursor: string | null;
prevCursor: string | null;
};
};
/** Replay a window, or count what would be replayed (dryRun) */
"POST /api/v1/replays": {
  path: Record<string, never>;
  query: Record<string, never>;
  body: ReplayInput;
  response: Replay | ReplayCount;
};
/** List what a receiver got, with its signatures checked */
"GET /api/v1/sandbox/receivers/{id}/requests": {
  path: { id: string };
  query: { limit?: number; cursor?: string };
  body: undefined;
  response: {
data: (SandboxRequest)[];
nextCursor: string | null;
prevCursor: string | null;
};
};
/** Forget what a receiver got */
"DELETE /api/v1/sandbox/receivers/{id}/requests": {
  path: { id: string };
  query: Record<string, never>;
  body: undefined;
  response: undefined;
};
/** Read a receiver of the sandbox */
"GET /api/v1/sandbox/receivers/{id}": {
  path: { id: string };
  query: Record<string, never>;
  body: undefined;
  response: SandboxReceiver;
};
/** Change what a receiver answers; keeps it for another 24 hours */
"PATCH /api/v1/sandbox/receivers/{id}": {
  path: { id: string };
  query: Record<string, never>;
  body: SandboxReceiverPatchInput;
  response: SandboxReceiver;
};
/** Delete a receiver with all that it got */
"DELETE /api/v1/sandbox/receivers/{id}": {
  path: { id: string };
  query: Record<string, never>;
  body: undefined;
  response: undefined;
};
/** List the receivers of the sandbox */
"GET /api/v1/sandbox/receivers": {
  path: Record<string, never>;
  query: { limit?: number; cursor?: string };
  body: undefined;
  response: {
data: (SandboxReceiver)[];
nextCursor: string | null;
prevCursor: string | null;
};
};
/** Make a test receiver with programmable answers */
"POST /api/v1/sandbox/receivers": {
  path: Record<string, never>;
  query: Record<string, never>;
  body: SandboxReceiverInput;
  response: SandboxReceiver;
};
/** Tell who is signed in here, and in which tenant */
"GET /api/v1/session": {
  path: Record<string, never>;
  query: Record<string, never>;
  body: undefined;
  response: CurrentSession;
};
/** Switch to another tenant of yours */
"PATCH /api/v1/session": {
  path: Record<string, never>;
  query: Record<string, never>;
  body: SessionPatchInput;
  response: CurrentSession;
};
/** End one of your sessions */
"DELETE /api/v1/sessions/{id}": {
  path: { id: string };
  query: Record<string, never>;
  body: undefined;
  response: undefined;
};
/** List the browsers that are signed in as you */
"GET /api/v1/sessions": {
  path: Record<string, never>;
  query: { limit?: number; cursor?: string };
  body: undefined;
  response: {
data: (Session)[];
nextCursor: string | null;
prevCursor: string | null;
};
};
/** End all of your sessions */
"DELETE /api/v1/sessions": {
  path: Record<string, never>;
  query: { keepCurrent?: "true" | "false" };
  body: undefined;
  response: undefined;
};
/** The settings that everybody may see */
"GET /api/v1/settings/public": {
  path: Record<string, never>;
  query: Record<string, never>;
  body: undefined;
  response: PublicSettings;
};
/** The installation's settings */
"GET /api/v1/settings": {
  path: Record<string, never>;
  query: Record<string, never>;
  body: undefined;
  response: Settings;
};
/** Change the installation's settings */
"PATCH /api/v1/settings": {
  path: Record<string, never>;
  query: Record<string, never>;
  body: SettingsPatchInput;
  response: Settings;
};
/** Claim a new installation with its set-up code */
"POST /api/v1/setup": {
  path: Record<string, never>;
  query: Record<string, never>;
  body: SetupInput;
  response: Setup;
};
/** Disable a subscription; what comes is skipped */
"POST /api/v1/subscriptions/{id}/disable": {
  path: { id: string };
  query: Record<string, never>;
  body: undefined;
  response: Subscription;
};
/** Enable a disabled subscription, and replay what it missed if asked */
"POST /api/v1/subscriptions/{id}/enable": {
  path: { id: string };
  query: Record<string, never>;
  body: EnableInput;
  response: SubscriptionEnabled;
};
/** Read how deliveries to a subscription fare: success, latency, breaker, backlog */
"GET /api/v1/subscriptions/{id}/health": {
  path: { id: string };
  query: Record<string, never>;
  body: undefined;
  response: SubscriptionHealth;
};
/** Pause a subscription; its deliveries wait */
"POST /api/v1/subscriptions/{id}/pause": {
  path: { id: string };
  query: Record<string, never>;
  body: undefined;
  response: Subscription;
};
/** Resume a paused subscription */
"POST /api/v1/subscriptions/{id}/resume": {
  path: { id: string };
  query: Record<string, never>;
  body: undefined;
  response: Subscription;
};
/** Sign with a new secret; the one before signs beside it for a while */
"POST /api/v1/subscriptions/{id}/rotate-secret": {
  path: { id: string };
  query: Record<string, never>;
  body: RotateSecretInput;
  response: SubscriptionCreated;
};
/** Read a subscription */
"GET /api/v1/subscriptions/{id}": {
  path: { id: string };
  query: Record<string, never>;
  body: undefined;
  response: Subscription;
};
/** Change a subscription */
"PATCH /api/v1/subscriptions/{id}": {
  path: { id: string };
  query: Record<string, never>;
  body: SubscriptionPatchInput;
  response: Subscription;
};
/** Delete a subscription */
"DELETE /api/v1/subscriptions/{id}": {
  path: { id: string };
  query: Record<string, never>;
  body: undefined;
  response: undefined;
};
/** Show the signing secrets in force */
"GET /api/v1/subscriptions/{id}/secret": {
  path: { id: string };
  query: Record<string, never>;
  body: undefined;
  response: Secrets;
};
/** Send one signed test request */
"POST /api/v1/subscriptions/{id}/test": {
  path: { id: string };
  query: Record<string, never>;
  body: undefined;
  response: Test;
};
/** Read what each subscription did last */
"GET /api/v1/subscriptions/activity": {
  path: Record<string, never>;
  query: { subscriptionId?: string };
  body: undefined;
  response: Activity;
};
/** List subscriptions */
"GET /api/v1/subscriptions": {
  path: Record<string, never>;
  query: { limit?: number; cursor?: string; status?: "active" | "paused" | "disabled"; event?: string; search?: string };
  body: undefined;
  response: {
data: (Subscription)[];
nextCursor: string | null;
prevCursor: string | null;
};
};
/** Create a subscription; the answer shows its secret */
"POST /api/v1/subscriptions": {
  path: Record<string, never>;
  query: Record<string, never>;
  body: SubscriptionInput;
  response: SubscriptionCreated;
};
/** Revoke an API key; it is refused within a second */
"DELETE /api/v1/tenants/{tenant}/api-keys/{id}": {
  path: { tenant: string; id: string };
  query: Record<string, never>;
  body: undefined;
  response: undefined;
};
/** List API keys */
"GET /api/v1/tenants/{tenant}/api-keys": {
  path: { tenant: string };
  query: { limit?: number; cursor?: string };
  body: undefined;
  response: {
data: (ApiKey)[];
nextCursor: string | null;
prevCursor: string | null;
};
};
/** Create an API key; only this answer shows it */
"POST /api/v1/tenants/{tenant}/api-keys": {
  path: { tenant: string };
  query: Record<string, never>;
  body: ApiKeyInput;
  response: ApiKeyCreated;
};
/** List the changes that were made, newest first */
"GET /api/v1/tenants/{tenant}/audit-log": {
  path: { tenant: string };
  query: { limit?: number; cursor?: string; actor?: string; action?: string; targetId?: string; after?: string; before?: string };
  body: undefined;
  response: {
data: (AuditEntry)[];
nextCursor: string | null;
prevCursor: string | null;
};
};
/** Cancel a delivery that waits */
"POST /api/v1/tenants/{tenant}/deliveries/{id}/cancel": {
  path: { tenant: string; id: string };
  query: Record<string, never>;
  body: undefined;
  response: Delivery;
};
/** Send a delivery again, now */
"POST /api/v1/tenants/{tenant}/deliveries/{id}/replay": {
  path: { tenant: string; id: string };
  query: Record<string, never>;
  body: undefined;
  response: Delivery;
};
/** Read a delivery with its attempts and the schedule ahead */
"GET /api/v1/tenants/{tenant}/deliveries/{id}": {
  path: { tenant: string; id: string };
  query: Record<string, never>;
  body: undefined;
  response: DeliveryDetail;
};
/** List deliveries, newest first */
"GET /api/v1/tenants/{tenant}/deliveries": {
  path: { tenant: string };
  query: { limit?: number; cursor?: string; status?: string; subscriptionId?: string; eventId?: string; type?: string; correlationId?: string; code?: number; outcome?: string; after?: string; before?: string; undelivered?: string };
  body: undefined;
  response: {
data: (Delivery)[];
nextCursor: string | null;
prevCursor: string | null;
};
};
/** Read what happened over time: attempts, latency, backlog, answers */
"GET /api/v1/tenants/{tenant}/deliveries/series": {
  path: { tenant: string };
  query: { hours?: number; subscriptionId?: string };
  body: undefined;
  response: DeliverySeries;
};
/** Read an event type with its versions */
"GET /api/v1/tenants/{tenant}/event-types/{name}": {
  path: { tenant: string; name: string };
  query: Record<string, never>;
  body: undefined;
  response: EventTypeDetail;
};
/** Change what the catalogue says of an event type */
"PATCH /api/v1/tenants/{tenant}/event-types/{name}": {
  path: { tenant: string; name: string };
  query: Record<string, never>;
  body: EventTypePatchInput;
  response: EventTypeDetail;
};
/** Take an event type out of the catalogue */
"DELETE /api/v1/tenants/{tenant}/event-types/{name}": {
  path: { tenant: string; name: string };
  query: Record<string, never>;
  body: undefined;
  response: undefined;
};
/** Replace or add a version of an event type */
"PUT /api/v1/tenants/{tenant}/event-types/{name}/versions/{version}": {
  path: { tenant: string; name: string; version: string };
  query: Record<string, never>;
  body: EventTypeVersionPutInput;
  response: EventTypeVersion;
};
/** Delete a version of an event type */
"DELETE /api/v1/tenants/{tenant}/event-types/{name}/versions/{version}": {
  path: { tenant: string; name: string; version: string };
  query: Record<string, never>;
  body: undefined;
  response: undefined;
};
/** List the versions of an event type, newest first */
"GET /api/v1/tenants/{tenant}/event-types/{name}/versions": {
  path: { tenant: string; name: string };
  query: Record<string, never>;
  body: undefined;
  response: EventTypeVersions;
};
/** Add a version to an event type */
"POST /api/v1/tenants/{tenant}/event-types/{name}/versions": {
  path: { tenant: string; name: string };
  query: Record<string, never>;
  body: EventTypeVersionInput;
  response: EventTypeVersion;
};
/** Import the webhooks of an OpenAPI document as event types */
"POST /api/v1/tenants/{tenant}/event-types/import": {
  path: { tenant: string };
  query: Record<string, never>;
  body: EventTypeImportInput;
  response: EventTypeImport;
};
/** List the event types of the catalogue */
"GET /api/v1/tenants/{tenant}/event-types": {
  path: { tenant: string };
  query: { limit?: number; cursor?: string; group?: string; search?: string; deprecated?: "true" | "false" };
  body: undefined;
  response: {
data: (EventType)[];
nextCursor: string | null;
prevCursor: string | null;
};
};
/** Add an event type with its first version */
"POST /api/v1/tenants/{tenant}/event-types": {
  path: { tenant: string };
  query: Record<string, never>;
  body: EventTypeInput;
  response: EventTypeDetail;
};
/** List the deliveries of an event */
"GET /api/v1/tenants/{tenant}/events/{id}/deliveries": {
  path: { tenant: string; id: string };
  query: { limit?: number; cursor?: string };
  body: undefined;
  response: {
data: (Delivery)[];
nextCursor: string | null;
prevCursor: string | null;
};
};
/** Erase the payload of an event; its log stays */
"DELETE /api/v1/tenants/{tenant}/events/{id}/payload": {
  path: { tenant: string; id: string };
  query: Record<string, never>;
  body: undefined;
  response: undefined;
};
/** Send an event to one subscription, now */
"POST /api/v1/tenants/{tenant}/events/{id}/replay": {
  path: { tenant: string; id: string };
  query: Record<string, never>;
  body: EventReplayInput;
  response: Delivery;
};
/** Read an event with its data */
"GET /api/v1/tenants/{tenant}/events/{id}": {
  path: { tenant: string; id: string };
  query: Record<string, never>;
  body: undefined;
  response: EventDetail;
};
/** Cancel an event that is scheduled for later */
"DELETE /api/v1/tenants/{tenant}/events/{id}": {
  path: { tenant: string; id: string };
  query: Record<string, never>;
  body: undefined;
  response: undefined;
};
/** Why each subscription did or did not get an event */
"GET /api/v1/tenants/{tenant}/events/{id}/trace": {
  path: { tenant: string; id: string };
  query: { limit?: number; cursor?: string };
  body: undefined;
  response: {
data: (TraceEntry)[];
nextCursor: string | null;
prevCursor: string | null;
};
};
/** List events, newest first */
"GET /api/v1/tenants/{tenant}/events": {
  path: { tenant: string };
  query: { limit?: number; cursor?: string; type?: string; correlationId?: string; externalId?: string; after?: string; before?: string };
  body: undefined;
  response: {
data: (Event)[];
nextCursor: string | null;
prevCursor: string | null;
};
};
/** Publish one event or a batch; 202 after the durable commit */
"POST /api/v1/tenants/{tenant}/events": {
  path: { tenant: string };
  query: Record<string, never>;
  body: EventInput | {
events: (EventInput)[];
};
  response: Published | {
events: (Published)[];
};
};
/** Try a filter on events */
"POST /api/v1/tenants/{tenant}/filters/try": {
  path: { tenant: string };
  query: Record<string, never>;
  body: FilterTryInput;
  response: FilterTry;
};
/** Read how deliveries to all subscriptions of a tenant fare */
"GET /api/v1/tenants/{tenant}/health": {
  path: { tenant: string };
  query: Record<string, never>;
  body: undefined;
  response: TenantHealth;
};
/** Count what was accepted in a window and is not delivered */
"GET /api/v1/tenants/{tenant}/health/undelivered": {
  path: { tenant: string };
  query: { window?: string };
  body: undefined;
  response: Undelivered;
};
/** Make a new link for an invitation; the old one ends */
"POST /api/v1/tenants/{tenant}/invitations/{id}/renew": {
  path: { tenant: string; id: string };
  query: Record<string, never>;
  body: undefined;
  response: InvitationCreated;
};
/** Revoke an invitation */
"DELETE /api/v1/tenants/{tenant}/invitations/{id}": {
  path: { tenant: string; id: string };
  query: Record<string, never>;
  body: undefined;
  response: undefined;
};
/** List invitations to a tenant, or to the operator's staff */
"GET /api/v1/tenants/{tenant}/invitations": {
  path: { tenant: string };
  query: { limit?: number; cursor?: string };
  body: undefined;
  response: {
data: (Invitation)[];
nextCursor: string | null;
prevCursor: string | null;
};
};
/** Invite somebody; the answer holds the link to copy, and it is mailed where mail is set up */
"POST /api/v1/tenants/{tenant}/invitations": {
  path: { tenant: string };
  query: Record<string, never>;
  body: InvitationInput;
  response: InvitationCreated;
};
/** Make a link with which a member chooses a new password */
"POST /api/v1/tenants/{tenant}/members/{id}/password-reset": {
  path: { tenant: string; id: string };
  query: Record<string, never>;
  body: undefined;
  response: PasswordReset;
};
/** Change a member's role */
"PATCH /api/v1/tenants/{tenant}/members/{id}": {
  path: { tenant: string; id: string };
  query: Record<string, never>;
  body: MemberPatchInput;
  response: Member;
};
/** Remove a member; their sessions reach the tenant no more */
"DELETE /api/v1/tenants/{tenant}/members/{id}": {
  path: { tenant: string; id: string };
  query: Record<string, never>;
  body: undefined;
  response: undefined;
};
/** List the people of a tenant */
"GET /api/v1/tenants/{tenant}/members": {
  path: { tenant: string };
  query: { limit?: number; cursor?: string };
  body: undefined;
  response: {
data: (Member)[];
nextCursor: string | null;
prevCursor: string | null;
};
};
/** Move a tenant to another partition */
"PUT /api/v1/tenants/{tenant}/partition": {
  path: { tenant: string };
  query: Record<string, never>;
  body: TenantPlacementInput;
  response: TenantMoved;
};
/** Cancel a replay; what is on its line already goes on */
"POST /api/v1/tenants/{tenant}/replays/{id}/cancel": {
  path: { tenant: string; id: string };
  query: Record<string, never>;
  body: undefined;
  response: Replay;
};
/** Read a replay and how far it is */
"GET /api/v1/tenants/{tenant}/replays/{id}": {
  path: { tenant: string; id: string };
  query: Record<string, never>;
  body: undefined;
  response: ReplayDetail;
};
/** List replays, newest first */
"GET /api/v1/tenants/{tenant}/replays": {
  path: { tenant: string };
  query: { limit?: number; cursor?: string; status?: "running" | "completed" | "cancelled" | "failed"; subscriptionId?: string };
  body: undefined;
  response: {
data: (Replay)[];
nextCursor: string | null;
prevCursor: string | null;
};
};
/** Replay a window, or count what would be replayed (dryRun) */
"POST /api/v1/tenants/{tenant}/replays": {
  path: { tenant: string };
  query: Record<string, never>;
  body: ReplayInput;
  response: Replay | ReplayCount;
};
/** Read a tenant */
"GET /api/v1/tenants/{tenant}": {
  path: { tenant: string };
  query: Record<string, never>;
  body: undefined;
  response: Tenant;
};
/** Change a tenant */
"PATCH /api/v1/tenants/{tenant}": {
  path: { tenant: string };
  query: Record<string, never>;
  body: TenantPatchInput;
  response: Tenant;
};
/** Erase a tenant with all its data */
"DELETE /api/v1/tenants/{tenant}": {
  path: { tenant: string };
  query: Record<string, never>;
  body: undefined;
  response: undefined;
};
/** List what a receiver got, with its signatures checked */
"GET /api/v1/tenants/{tenant}/sandbox/receivers/{id}/requests": {
  path: { tenant: string; id: string };
  query: { limit?: number; cursor?: string };
  body: undefined;
  response: {
data: (SandboxRequest)[];
nextCursor: string | null;
prevCursor: string | null;
};
};
/** Forget what a receiver got */
"DELETE /api/v1/tenants/{tenant}/sandbox/receivers/{id}/requests": {
  path: { tenant: string; id: string };
  query: Record<string, never>;
  body: undefined;
  response: undefined;
};
/** Read a receiver of the sandbox */
"GET /api/v1/tenants/{tenant}/sandbox/receivers/{id}": {
  path: { tenant: string; id: string };
  query: Record<string, never>;
  body: undefined;
  response: SandboxReceiver;
};
/** Change what a receiver answers; keeps it for another 24 hours */
"PATCH /api/v1/tenants/{tenant}/sandbox/receivers/{id}": {
  path: { tenant: string; id: string };
  query: Record<string, never>;
  body: SandboxReceiverPatchInput;
  response: SandboxReceiver;
};
/** Delete a receiver with all that it got */
"DELETE /api/v1/tenants/{tenant}/sandbox/receivers/{id}": {
  path: { tenant: string; id: string };
  query: Record<string, never>;
  body: undefined;
  response: undefined;
};
/** List the receivers of the sandbox */
"GET /api/v1/tenants/{tenant}/sandbox/receivers": {
  path: { tenant: string };
  query: { limit?: number; cursor?: string };
  body: undefined;
  response: {
data: (SandboxReceiver)[];
nextCursor: string | null;
prevCursor: string | null;
};
};
/** Make a test receiver with programmable answers */
"POST /api/v1/tenants/{tenant}/sandbox/receivers": {
  path: { tenant: string };
  query: Record<string, never>;
  body: SandboxReceiverInput;
  response: SandboxReceiver;
};
/** Disable a subscription; what comes is skipped */
"POST /api/v1/tenants/{tenant}/subscriptions/{id}/disable": {
  path: { tenant: string; id: string };
  query: Record<string, never>;
  body: undefined;
  response: Subscription;
};
/** Enable a disabled subscription, and replay what it missed if asked */
"POST /api/v1/tenants/{tenant}/subscriptions/{id}/enable": {
  path: { tenant: string; id: string };
  query: Record<string, never>;
  body: EnableInput;
  response: SubscriptionEnabled;
};
/** Read how deliveries to a subscription fare: success, latency, breaker, backlog */
"GET /api/v1/tenants/{tenant}/subscriptions/{id}/health": {
  path: { tenant: string; id: string };
  query: Record<string, never>;
  body: undefined;
  response: SubscriptionHealth;
};
/** Pause a subscription; its deliveries wait */
"POST /api/v1/tenants/{tenant}/subscriptions/{id}/pause": {
  path: { tenant: string; id: string };
  query: Record<string, never>;
  body: undefined;
  response: Subscription;
};
/** Resume a paused subscription */
"POST /api/v1/tenants/{tenant}/subscriptions/{id}/resume": {
  path: { tenant: string; id: string };
  query: Record<string, never>;
  body: undefined;
  response: Subscription;
};
/** Sign with a new secret; the one before signs beside it for a while */
"POST /api/v1/tenants/{tenant}/subscriptions/{id}/rotate-secret": {
  path: { tenant: string; id: string };
  query: Record<string, never>;
  body: RotateSecretInput;
  response: SubscriptionCreated;
};
/** Read a subscription */
"GET /api/v1/tenants/{tenant}/subscriptions/{id}": {
  path: { tenant: string; id: string };
  query: Record<string, never>;
  body: undefined;
  response: Subscription;
};
/** Change a subscription */
"PATCH /api/v1/tenants/{tenant}/subscriptions/{id}": {
  path: { tenant: string; id: string };
  query: Record<string, never>;
  body: SubscriptionPatchInput;
  response: Subscription;
};
/** Delete a subscription */
"DELETE /api/v1/tenants/{tenant}/subscriptions/{id}": {
  path: { tenant: string; id: string };
  query: Record<string, never>;
  body: undefined;
  response: undefined;
};
/** Show the signing secrets in force */
"GET /api/v1/tenants/{tenant}/subscriptions/{id}/secret": {
  path: { tenant: string; id: string };
  query: Record<string, never>;
  body: undefined;
  response: Secrets;
};
/** Send one signed test request */
"POST /api/v1/tenants/{tenant}/subscriptions/{id}/test": {
  path: { tenant: string; id: string };
  query: Record<string, never>;
  body: undefined;
  response: Test;
};
/** Read what each subscription did last */
"GET /api/v1/tenants/{tenant}/subscriptions/activity": {
  path: { tenant: string };
  query: { subscriptionId?: string };
  body: undefined;
  response: Activity;
};
/** List subscriptions */
"GET /api/v1/tenants/{tenant}/subscriptions": {
  path: { tenant: string };
  query: { limit?: number; cursor?: string; status?: "active" | "paused" | "disabled"; event?: string; search?: string };
  body: undefined;
  response: {
data: (Subscription)[];
nextCursor: string | null;
prevCursor: string | null;
};
};
/** Create a subscription; the answer shows its secret */
"POST /api/v1/tenants/{tenant}/subscriptions": {
  path: { tenant: string };
  query: Record<string, never>;
  body: SubscriptionInput;
  response: SubscriptionCreated;
};
/** List tenants */
"GET /api/v1/tenants": {
  path: Record<string, never>;
  query: { limit?: number; cursor?: string; externalId?: string };
  body: undefined;
  response: {
data: (Tenant)[];
nextCursor: string | null;
prevCursor: string | null;
};
};
/** Create a tenant */
"POST /api/v1/tenants": {
  path: Record<string, never>;
  query: Record<string, never>;
  body: TenantInput;
  response: Tenant;
};
/** Unsubscribe a hook */
"DELETE /webhooks/{id}": {
  path: { id: string };
  query: Record<string, never>;
  body: undefined;
  response: undefined;
};
/** Read what a hook on an event type or pattern would get */
"GET /webhooks/samples/{eventType}": {
  path: { eventType: string };
  query: Record<string, never>;
  body: undefined;
  response: HookSamples;
};
/** Subscribe a hook; sends it no test request */
"POST /webhooks/subscribe": {
  path: Record<string, never>;
  query: Record<string, never>;
  body: RestHookInput;
  response: RestHook;
};
}
