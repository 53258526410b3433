import { AppError } from "@/lib/errors";
import { requestIdOf } from "./headers";
import { problemResponse } from "./problem";

const VERBS = ["DELETE", "GET", "PATCH", "POST", "PUT"] as const;
type Verb = (typeof VERBS)[number];
// biome-ignore lint/suspicious/noExplicitAny: each handler keeps its own context type, which Next checks against the path
type Handler = (request: Request, context: any) => Promise<Response>;

/**
 * The exports of a route file: a verb that is not given answers 405 as problem+json, where Next would answer
 * without a body and without a request id.
 */
export function methods<Given extends Partial<Record<Verb, Handler>>>(handlers: Given): Record<Verb, Handler> {
  const allow = VERBS.filter((verb) => handlers[verb]).join(", ");
  const answer: Handler = async (request) => {
    const error = new AppError("method_not_allowed", `${request.method} is not for this path; ${allow} may be used.`);
    const response = problemResponse(error, requestIdOf(request.headers));
    response.headers.set("allow", allow);
    return response;
  };
  /** Told apart from the operations of the API by who documents them. */
  const refuse = Object.assign(answer, { refuses: true });
  const entries = VERBS.map((verb): [Verb, Handler] => [verb, handlers[verb] ?? refuse]);
  return Object.fromEntries(entries) as Record<Verb, Handler>;
}
