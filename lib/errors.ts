/** Every error code of the API, which is stable, and what to do about it. The page /docs/errors shows this table. */
export const ERROR_CODES = {
  invalid_request: {
    status: 400,
    title: "The request is not valid",
    help: "A field is missing or has a value that it may not have. `errors` names each field by its path and says what it takes.",
  },
  invalid_json: {
    status: 400,
    title: "The body is not valid JSON",
    help: "The body could not be read as JSON in UTF-8. `detail` says at which line and column.",
  },
  invalid_cursor: {
    status: 400,
    title: "The cursor is not valid",
    help: "Cursors come from `nextCursor` and `prevCursor` of a list and fit that list only. Start again without one.",
  },
  unauthenticated: {
    status: 401,
    title: "Credentials are missing or not valid",
    help: "Send an API key as `Authorization: Bearer hs_…`, or sign in. A revoked or expired key is refused within a second.",
  },
  forbidden: {
    status: 403,
    title: "These credentials may not do this",
    help: "The key lacks a scope, or the member a role. `detail` says which one is needed.",
  },
  not_found: {
    status: 404,
    title: "Not found",
    help: "There is no such thing for these credentials. What belongs to another tenant answers the same.",
  },
  method_not_allowed: {
    status: 405,
    title: "The method is not allowed here",
    help: "The path exists and does not take this method. The `Allow` header lists those it takes.",
  },
  already_exists: {
    status: 409,
    title: "It exists already",
    help: "Something with this external id exists. Use it, or choose another id.",
  },
  idempotency_mismatch: {
    status: 409,
    title: "The same key was used with another body",
    help: "An `externalId` or `Idempotency-Key` that was used before came with another body. Nothing was changed; use a new key.",
  },
  conflict: {
    status: 409,
    title: "The state does not allow this",
    help: "The state does not allow it, for instance a replay to a disabled subscription. `detail` says what to do first.",
  },
  version_mismatch: {
    status: 412,
    title: "It was changed meanwhile",
    help: "Somebody else changed it since you read it. Read it again and send your change with the new `ETag` in `If-Match`.",
  },
  too_large: {
    status: 413,
    title: "The body is too large",
    help: "An event may be 1 MiB, a batch 5 MiB and 1,000 events. Send less, or a link to the data.",
  },
  unsupported_media_type: {
    status: 415,
    title: "The body must be JSON",
    help: "Send the body with `Content-Type: application/json`.",
  },
  verification_failed: {
    status: 422,
    title: "The endpoint could not be verified",
    help: "The endpoint did not answer a signed test request with 2xx. Mend it, or send `skipVerification: true` to save it unverified.",
  },
  schema_violation: {
    status: 422,
    title: "The data does not fit the schema",
    help: "The event type is enforced, and `data` does not fit the schema of its version. `errors` names the path inside `data`. Send what the catalogue describes, or publish another version. Nothing of the request was accepted.",
  },
  rate_limited: { status: 429, title: "Too many requests", help: "Wait as long as `Retry-After` says." },
  internal: {
    status: 500,
    title: "Internal error",
    help: "Something failed on our side and was logged with the `requestId`. Repeating the request with the same key is safe.",
  },
  unavailable: {
    status: 503,
    title: "Not available right now",
    help: "A part of the service, such as the database, does not answer. Nothing was changed; try again.",
  },
} as const;

export type ErrorCode = keyof typeof ERROR_CODES;

/** One invalid field: `path` like `events[0].type`, a message with the remedy, a stable code. */
export interface FieldError {
  path: string;
  message: string;
  code: string;
}

/** What may be thrown on purpose. `detail` is shown to the caller: a sentence that says what to do. */
export class AppError extends Error {
  override readonly name = "AppError";
  constructor(
    readonly code: ErrorCode,
    readonly detail: string,
    readonly options: { errors?: FieldError[]; retryAfterSeconds?: number; cause?: unknown } = {},
  ) {
    super(`${code}: ${detail}`, options.cause === undefined ? undefined : { cause: options.cause });
  }

  get status(): number {
    return ERROR_CODES[this.code].status;
  }
}

/** The same answer for unknown and foreign ids. */
export function notFound(what: string): AppError {
  return new AppError("not_found", `There is no such ${what}.`);
}

export function invalidField(path: string, message: string, code = "invalid"): AppError {
  return new AppError("invalid_request", `${path}: ${message}`, { errors: [{ path, message, code }] });
}
