/** Every error code of the API: status and title. The code is stable; docs/errors.md has a section for each. */
export const ERROR_CODES = {
  invalid_request: { status: 400, title: "The request is not valid" },
  invalid_json: { status: 400, title: "The body is not valid JSON" },
  invalid_cursor: { status: 400, title: "The cursor is not valid" },
  unauthenticated: { status: 401, title: "Credentials are missing or not valid" },
  forbidden: { status: 403, title: "These credentials may not do this" },
  not_found: { status: 404, title: "Not found" },
  method_not_allowed: { status: 405, title: "The method is not allowed here" },
  already_exists: { status: 409, title: "It exists already" },
  idempotency_mismatch: { status: 409, title: "The same key was used with another body" },
  conflict: { status: 409, title: "The state does not allow this" },
  version_mismatch: { status: 412, title: "It was changed meanwhile" },
  too_large: { status: 413, title: "The body is too large" },
  unsupported_media_type: { status: 415, title: "The body must be JSON" },
  verification_failed: { status: 422, title: "The endpoint could not be verified" },
  rate_limited: { status: 429, title: "Too many requests" },
  internal: { status: 500, title: "Internal error" },
  unavailable: { status: 503, title: "Not available right now" },
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
