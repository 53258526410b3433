import { startChild } from "./child";
import type { PathReport, Progress, ReceiverQuestion } from "./receiver-process";

export interface BenchReceiver {
  origin: string;
  /** A path that answers at once. */
  url: string;
  /** Cheap enough to ask often. */
  progress(): Promise<Progress>;
  report(path: string): Promise<PathReport>;
  missing(path: string, count: number, except: number[]): Promise<number[]>;
  reset(): Promise<Progress>;
  /** Until so many unique numbers came, or the time is over. */
  until(unique: number, timeoutMs: number): Promise<Progress>;
  /** Connections are cut, and refused until `refuse(false)`. */
  refuse(isRefusing: boolean): Promise<void>;
  /** Its process stands still (SIGSTOP): the system takes a few connections for it, and then none. */
  freeze(): void;
  thaw(): void;
  stop(): void;
}

const CHECK_MS = 25;

export async function startBenchReceiver(): Promise<BenchReceiver> {
  const { child, ready } = await startChild<{ port: number }>("./receiver-process.ts");
  const ask = <Answer>(question: ReceiverQuestion) => child.ask<Answer>(question);
  const progress = () => ask<Progress>({ kind: "progress" });
  const origin = `http://127.0.0.1:${ready.port}`;
  return {
    origin,
    url: `${origin}/ok`,
    progress,
    report: (path) => ask<PathReport>({ kind: "report", path }),
    missing: async (path, count, except) =>
      (await ask<{ missing: number[] }>({ kind: "missing", path, count, except })).missing,
    reset: () => ask<Progress>({ kind: "reset" }),
    async until(unique, timeoutMs) {
      const endMs = performance.now() + timeoutMs;
      for (;;) {
        const now = await progress();
        if (now.unique >= unique || performance.now() > endMs) return now;
        await new Promise((resolve) => setTimeout(resolve, CHECK_MS));
      }
    },
    refuse: async (isRefusing) => void (await ask({ kind: "refuse", isRefusing })),
    freeze: () => void process.kill(child.pid, "SIGSTOP"),
    thaw: () => void process.kill(child.pid, "SIGCONT"),
    stop: () => child.stop(),
  };
}
