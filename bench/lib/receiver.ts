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
  return {
    url: `http://127.0.0.1:${port}/ok`,
    report: () => ask({ report: true }),
    progress: () => ask({}),
    reset: () => ask({ reset: true }),
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
