import { type ChildProcess, spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { waitFor } from "../setup/wait-for";

/** A worker process of its own, with what it has said so far. */
export interface Child {
  process: ChildProcess;
  lines: string[];
}

/** Starts a program; resolves when it has said "ready". */
export async function startChild(path: string): Promise<Child> {
  const process = spawn(globalThis.process.execPath, ["--import", "tsx", path], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const child: Child = { process, lines: [] };
  createInterface({ input: process.stdout }).on("line", (line) => child.lines.push(line));
  await waitForLine(child, "ready");
  return child;
}

export function waitForLine(child: Child, line: string): Promise<unknown> {
  return waitFor(() => child.lines.includes(line), { until: `the child said "${line}"`, timeoutMs: 30_000 });
}
