import { type ChildProcess, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";
import { NODE_ENVIRONMENT, nodeFlags } from "@/scripts/lib/child.mjs";
import { runtimeOf } from "@/scripts/lib/runtime.mjs";

const ROOT = path.resolve(import.meta.dirname, "../..");
const START_TIMEOUT_MS = 30_000;
const STOP_TIMEOUT_MS = 15_000;

export interface RunningProcess {
  pid: number;
  /** What the process said when it was ready. */
  ready: { url?: string; port?: number };
  /** SIGTERM, and waits for its end. */
  stop(): Promise<void>;
  /** SIGKILL, and waits for its end. */
  kill(): Promise<void>;
}

interface StartOptions {
  /** Where it was built; this tree when left out. */
  root?: string;
  /** Such as --cpu-prof; node takes it on the command line only. */
  nodeArguments?: readonly string[];
}

/** Starts dist/<name>.mjs and resolves when it says that it is ready. */
export async function startProcess(
  name: "server" | "worker",
  environment: Record<string, string>,
  { root = ROOT, nodeArguments = [] }: StartOptions = {},
): Promise<RunningProcess> {
  const file = path.join(root, "dist", `${name}.mjs`);
  if (!existsSync(file)) throw new Error(`${file} is missing: run npm run build first`);
  const child = spawn(runtimeOf(ROOT), [...nodeFlags(`dist/${name}.mjs`), ...nodeArguments, file], {
    cwd: root,
    env: { ...NODE_ENVIRONMENT, ...(environment as NodeJS.ProcessEnv) },
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
  const output: string[] = [];
  // The last of it, for the message of a start that fails.
  const keep = (chunk: unknown) => {
    output.push(String(chunk));
    if (output.length > 200) output.splice(0, 100);
  };
  child.stdout?.on("data", keep);
  child.stderr?.on("data", keep);
  const exited = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const ready = await untilReady(child, name, output);
  return {
    pid: child.pid ?? 0,
    ready,
    async stop() {
      child.kill("SIGTERM");
      const late = setTimeout(() => child.kill("SIGKILL"), STOP_TIMEOUT_MS);
      await exited;
      clearTimeout(late);
    },
    async kill() {
      child.kill("SIGKILL");
      await exited;
    },
  };
}

function untilReady(child: ChildProcess, name: string, output: readonly string[]): Promise<RunningProcess["ready"]> {
  return new Promise((resolve, reject) => {
    const fail = (why: string) => reject(new Error(`${name} ${why}:\n${output.join("").slice(-4_000)}`));
    const late = setTimeout(() => fail("was not ready in time"), START_TIMEOUT_MS);
    child.once("exit", (code) => fail(`ended with ${code} before it was ready`));
    child.on("message", (message) => {
      if (typeof message !== "object" || message === null || !("type" in message) || message.type !== "ready") return;
      clearTimeout(late);
      resolve(message as RunningProcess["ready"]);
    });
  });
}
