import { type ChildProcess, fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { Report } from "./receiver-process";

export type { Report };

export interface BenchReceiver {
  url: string;
  /** With the latencies of all arrivals. */
  report(): Promise<Report>;
  /** Without latencies; cheap enough to ask often. */
  progress(): Promise<Report>;
  reset(): Promise<Report>;
  /** Connections are cut, and refused until `refuse(false)`. */
  refuse(isRefusing: boolean): Promise<void>;
  /** Its process stands still (SIGSTOP): the system takes a few connections for it, and then none. */
  freeze(): void;
  thaw(): void;
  stop(): void;
}

export async function startBenchReceiver(): Promise<BenchReceiver> {
  const file = fileURLToPath(new URL("./receiver-process.ts", import.meta.url));
  const child = fork(file, { execArgv: ["--import", "tsx"] });
  const { port } = await answerOf<{ port: number }>(child);
  const ask = (message: { report?: boolean; reset?: boolean }) => {
    child.send(message);
    return answerOf<Report>(child);
  };
  const refuse = async (isRefusing: boolean) => {
    child.send({ refuse: isRefusing });
    await answerOf<{ port: number }>(child);
  };
  return {
    url: `http://127.0.0.1:${port}/ok`,
    report: () => ask({ report: true }),
    progress: () => ask({}),
    reset: () => ask({ reset: true }),
    refuse,
    freeze: () => void child.kill("SIGSTOP"),
    thaw: () => void child.kill("SIGCONT"),
    stop: () => child.disconnect(),
  };
}

function answerOf<T>(child: ChildProcess): Promise<T> {
  return new Promise((resolve, reject) => {
    const fail = (code: number | null) => reject(new Error(`the receiver ended with ${code}`));
    child.once("exit", fail);
    child.once("message", (message) => {
      child.off("exit", fail);
      resolve(message as T);
    });
  });
}
