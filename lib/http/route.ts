import { z } from "zod";
import { AppError, type ErrorCode, invalidField, notFound } from "@/lib/errors";
import type { RequestKey } from "@/lib/queries/request-keys";
import type { LiveSession } from "@/lib/queries/sessions";
import type { Caller } from "@/lib/services/audit";
import { type Access, type Auth, type Credential, requireAccess } from "./access";
import { readBody, requireJson } from "./body";
import { addressOf } from "./client-address";
import { authenticate } from "./credentials";
import { API_HEADERS, REQUEST_ID_HEADER, requestIdOf } from "./headers";
import { findAnswer, type Once, readRequestKey, runOnce } from "./idempotency";
import { ifModified } from "./if-modified";
import { isStorable, parseInput, parseJson } from "./parse";
import { problemResponse } from "./problem";
import { countRequest } from "./rate-limit";
import { requireTenant, tenantOf } from "./tenant";

export interface Context<A extends Auth, Params, Query, Body, Prepared> {
  credential: A extends "public" ? null : Credential;
  session: A extends "person" ? LiveSession : null;
  tenantId: A extends "tenant" | "operator-tenant" ? string : A extends "any" ? string | null : null;
  /** Who and where from, for the audit log. */
  caller: Caller;
  params: Params;
  query: Query;
  body: Body;
  /** What `prepare` made; undefined without it. */
  prepared: Prepared;
  request: Request;
  requestId: string;
}

export interface RouteOptions<A extends Auth, Params, Query, Body, Prepared> extends Access {
  auth: A;
  /** For the OpenAPI document: what the operation does, in a few words ("Pause a subscription"). */
  summary?: string;
  /** For the OpenAPI document: the contract of the answer (`pageOf(…)` for a list); none without a body. */
  response?: z.ZodType;
  /** For the OpenAPI document: codes that do not follow from the other options. */
  errors?: readonly ErrorCode[];
  params?: z.ZodType<Params>;
  /** Unknown parameters are refused. */
  query?: z.ZodType<Query> & { strict(): z.ZodType<Query> };
  body?: z.ZodType<Body>;
  /** 200 unless given. */
  status?: number;
  /** The ETag of an answer. */
  etag?: (body: never) => string;
  /** What an Idempotency-Key may store of an answer: without its secrets. */
  toStored?: (body: never) => unknown;
  /** What has to wait for another machine, before the transaction of the work; may run twice for one key. */
  prepare?: (context: Context<A, Params, Query, Body, undefined>) => Promise<Prepared>;
  /** Answers the body: a value, RawJson, PlainText, or undefined for none. */
  handler: (context: Context<A, Params, Query, Body, Prepared>) => Promise<unknown>;
}

/** JSON text that goes out as it is. */
export class RawJson {
  constructor(readonly text: string) {}
}

/** Text of another kind, such as Prometheus' own. */
export class PlainText {
  constructor(
    readonly text: string,
    readonly contentType: string,
  ) {}
}

/** What the OpenAPI document is made of: the options that the route runs on. */
export type Operation = Pick<
  RouteOptions<Auth, unknown, unknown, unknown, unknown>,
  "auth" | "summary" | "response" | "errors" | "role" | "scope" | "status" | "etag" | "query" | "body"
> & { params?: z.ZodType | undefined };

/** A value for the body, and a cookie beside it. */
export class WithCookie {
  constructor(
    readonly body: unknown,
    readonly cookie: string,
  ) {}
}

interface RouteContext {
  /** Next resolves it to undefined where the path has no parameter, and to a list for a catch-all. */
  params: Promise<Record<string, string | string[]> | undefined>;
}

const NO_CONTENT = 204;

/** A Next route handler: request id, credentials, tenant, parsing, Idempotency-Key, headers, problems. */
export function route<A extends Auth, Params = unknown, Query = unknown, Body = undefined, Prepared = undefined>(
  options: RouteOptions<A, Params, Query, Body, Prepared>,
): ((request: Request, context: RouteContext) => Promise<Response>) & { operation: Operation } {
  const handle = async (request: Request, { params }: RouteContext) => {
    const requestId = requestIdOf(request.headers);
    const limits: Record<string, string> = {};
    try {
      const credential = options.auth === "public" ? null : await authenticate(request.headers);
      countRequest(limits, "management", { credential, address: addressOf(request.headers) });
      const { context, rawBody } = await buildContext(
        options,
        request,
        { requestId, credential },
        textsOf(await params),
      );
      const response = toResponse(options, requestId, await perform(options, context, rawBody));
      return withHeaders(request.method === "GET" ? await ifModified(request.headers, response) : response, limits);
    } catch (error) {
      return withHeaders(problemResponse(error, requestId), limits);
    }
  };
  return Object.assign(handle, { operation: options as Operation });
}

type Unprepared<A extends Auth, P, Q, B> = Context<A, P, Q, B, undefined>;

async function buildContext<A extends Auth, P, Q, B, R>(
  options: RouteOptions<A, P, Q, B, R>,
  request: Request,
  { requestId, credential }: { requestId: string; credential: Credential | null },
  pathParams: Record<string, string>,
): Promise<{ context: Unprepared<A, P, Q, B>; rawBody: Buffer }> {
  if (credential) requireAccess(options, request, credential);
  if (!Object.values(pathParams).every(isStorable)) throw notFound("resource");
  const tenantId = credential && (await scopeOf(options.auth, credential, pathParams.tenant));
  const rawBody = request.method === "GET" ? Buffer.alloc(0) : await readBody(streamOf(request), request.headers);
  const context = {
    credential,
    session: credential?.proof.via === "session" ? credential.proof.session : null,
    tenantId,
    caller: { actor: credential?.actor ?? "anonymous", address: addressOf(request.headers), requestId },
    params: parseParams(options.params, pathParams),
    query: options.query ? parseInput(options.query.strict(), queryOf(request)) : undefined,
    body: options.body ? parseBody(options.body, request, rawBody) : undefined,
    prepared: undefined,
    request,
    requestId,
  };
  return { context: context as Unprepared<A, P, Q, B>, rawBody };
}

function textsOf(params: Record<string, string | string[]> = {}): Record<string, string> {
  return Object.fromEntries(
    Object.entries(params).map(([name, value]) => [name, Array.isArray(value) ? value.join("/") : value]),
  );
}

async function scopeOf(auth: Auth, credential: Credential, reference: string | undefined): Promise<string | null> {
  if (auth === "operator" || auth === "person" || auth === "public") return null;
  const tenantId = await tenantOf(credential, reference);
  return auth === "any" ? tenantId : requireTenant(tenantId);
}

/** An id that cannot be one is as unknown as any other. */
function parseParams<P>(schema: z.ZodType<P> | undefined, params: Record<string, string>): unknown {
  if (!schema) return params;
  const parsed = schema.safeParse(params);
  if (parsed.success) return parsed.data;
  throw notFound("resource");
}

function queryOf(request: Request): Record<string, string> {
  const { searchParams } = new URL(request.url);
  for (const name of new Set(searchParams.keys())) {
    const values = searchParams.getAll(name);
    if (values.length > 1) throw invalidField(name, "may be given once only");
    if (!values.every(isStorable)) throw invalidField(name, "must not contain U+0000");
  }
  return Object.fromEntries(searchParams);
}

/** Where the contract has a default for the whole body, none need be sent. */
function parseBody<B>(schema: z.ZodType<B>, request: Request, rawBody: Buffer): B {
  const absent = rawBody.length === 0 ? schema.safeParse(undefined) : null;
  if (absent?.success) return absent.data;
  requireJson(request.headers);
  return parseInput(schema, parseJson(decodeText(rawBody)));
}

function decodeText(bytes: Buffer): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new AppError("invalid_json", "The body is not UTF-8 text.", { cause });
  }
}

function streamOf(request: Request): AsyncIterable<Uint8Array> | null {
  return request.body as (ReadableStream<Uint8Array> & AsyncIterable<Uint8Array>) | null;
}

async function perform<A extends Auth, P, Q, B, R>(
  options: RouteOptions<A, P, Q, B, R>,
  context: Unprepared<A, P, Q, B>,
  rawBody: Buffer,
): Promise<Once> {
  const key = requestKeyOf(context, rawBody);
  const repeated = key && (await findAnswer(key));
  if (repeated) return repeated;
  const prepared = (await options.prepare?.(context)) as R;
  const work = () => options.handler({ ...context, prepared });
  if (!key) return { body: await work(), isRepeated: false };
  return runOnce({ key, toStored: (options.toStored ?? ((body) => body)) as (body: unknown) => unknown }, work);
}

interface KeyedRequest {
  request: Request;
  credential: Credential | null;
  tenantId: string | null;
}

function requestKeyOf({ request, credential, tenantId }: KeyedRequest, rawBody: Buffer): RequestKey | null {
  if (request.method !== "POST" || credential === null) return null;
  const key = readRequestKey(request.headers, `${credential.actor} POST ${new URL(request.url).pathname}`, rawBody);
  return key && { ...key, tenantId };
}

function toResponse<A extends Auth, P, Q, B, R>(
  { status = 200, etag }: RouteOptions<A, P, Q, B, R>,
  requestId: string,
  once: Once,
): Response {
  const headers: Record<string, string> = { ...API_HEADERS, [REQUEST_ID_HEADER]: requestId };
  const { body, cookie } = once.body instanceof WithCookie ? once.body : { ...once, cookie: null };
  if (cookie) headers["set-cookie"] = cookie;
  if (body === undefined || status === NO_CONTENT) return new Response(null, { status: NO_CONTENT, headers });
  if (body instanceof PlainText) {
    return new Response(body.text, { status, headers: { ...headers, "content-type": body.contentType } });
  }
  headers["content-type"] = "application/json";
  if (etag) headers.etag = etag(body as never);
  return new Response(body instanceof RawJson ? body.text : JSON.stringify(body), { status, headers });
}

function withHeaders(response: Response, headers: Record<string, string>): Response {
  for (const [name, value] of Object.entries(headers)) response.headers.set(name, value);
  return response;
}

/** Most resources have one id in their path. */
export const idParams = z.object({ id: z.string().min(1).max(200) });
