import type { ConnectionOptions } from "./connection";
import { noPhases } from "./connection";
import { type DialOptions, dial } from "./dial";
import type { NetFailure } from "./net-failure";
import { INTERRUPTED, resolveTarget } from "./resolve";
import { parseTarget, type Target } from "./target";

export interface CheckUrlOptions extends ConnectionOptions {
  /** Also open a connection, with TLS, and close it again. No request is sent. */
  reach: boolean;
  timeoutMs: number;
}

/** Asked before a URL is saved; null when nothing stands in the way. Without `reach` an unknown name passes. */
export async function checkUrl(
  url: string,
  { reach, timeoutMs, ...rest }: CheckUrlOptions,
): Promise<NetFailure | null> {
  const parsed = parseTarget(url);
  if (!parsed.ok) return parsed.failure;
  const options = { ...rest, signal: AbortSignal.timeout(timeoutMs) };
  const failure = await (reach ? findObstacle : findOffence)(parsed.target, options);
  if (failure !== INTERRUPTED) return failure;
  return {
    kind: "timeout",
    message: `${parsed.target.host} did not accept a connection within ${timeoutMs / 1000} s.`,
  };
}

async function findObstacle(target: Target, options: DialOptions): Promise<NetFailure | null> {
  const result = await dial(target, noPhases(), options);
  if (!result.ok) return result.failure;
  result.socket.destroy();
  return null;
}

async function findOffence(target: Target, options: DialOptions): Promise<NetFailure | null> {
  const result = await resolveTarget(target, options);
  return result.ok || result.failure.kind === "dns" ? null : result.failure;
}
