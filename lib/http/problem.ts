import { ZodError } from "zod";
import { AppError, ERROR_CODES, type ErrorCode, type FieldError } from "@/lib/errors";
import { logger } from "@/lib/logger";
import { API_HEADERS, REQUEST_ID_HEADER } from "./headers";
import { fieldErrors, invalidRequest } from "./parse";

/** RFC 9457, with our stable `code`, the request's id, and one entry per invalid field. */
export interface Problem {
  type: string;
  title: string;
  status: number;
  detail: string;
  code: ErrorCode;
  requestId: string;
  errors: FieldError[];
}

export interface ProblemAnswer {
  status: number;
  headers: Record<string, string>;
  problem: Problem;
  /** The problem as JSON text. */
  body: string;
}

const PROBLEM_TYPE = "application/problem+json";

/**
 * Any error as an answer. What is neither an AppError nor a ZodError becomes a 500 that says nothing of its
 * cause; every 5xx is logged here, once, with its request id.
 */
export function toProblem(error: unknown, requestId: string): ProblemAnswer {
  const known = toAppError(error);
  const { status, title } = ERROR_CODES[known.code];
  if (status >= 500) logger.error({ requestId, err: error }, "request failed");
  const problem: Problem = {
    type: `/docs/errors#${known.code}`,
    title,
    status,
    detail: known.detail,
    code: known.code,
    requestId,
    errors: known.options.errors ?? [],
  };
  const headers: Record<string, string> = {
    ...API_HEADERS,
    "content-type": PROBLEM_TYPE,
    [REQUEST_ID_HEADER]: requestId,
  };
  const { retryAfterSeconds } = known.options;
  if (retryAfterSeconds !== undefined) headers["retry-after"] = String(Math.max(1, Math.ceil(retryAfterSeconds)));
  if (known.code === "unauthenticated") headers["www-authenticate"] = 'Bearer realm="hookswitch"';
  return { status, headers, problem, body: JSON.stringify(problem) };
}

export function problemResponse(error: unknown, requestId: string): Response {
  const { status, headers, body } = toProblem(error, requestId);
  return new Response(body, { status, headers });
}

function toAppError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  // The custom server's bundle and Next's are two module graphs, so the class of the other one is known by name.
  if (error instanceof Error && error.name === "AppError" && "code" in error && isErrorCode(error.code))
    return error as AppError;
  if (error instanceof ZodError) return invalidRequest(fieldErrors(error.issues));
  return new AppError(
    "internal",
    "Something failed on our side. Nothing more is known to you than the request id; give it to the operator.",
    {
      cause: error,
    },
  );
}

function isErrorCode(code: unknown): code is ErrorCode {
  return typeof code === "string" && code in ERROR_CODES;
}
