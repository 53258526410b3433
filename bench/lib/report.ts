import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { cpus, totalmem } from "node:os";
import path from "node:path";
import { runtimeOf } from "@/scripts/lib/runtime.mjs";
import type { Row } from "../scenarios/types";

export interface Configuration {
  commit: string;
  at: string;
  /** What web, worker, publisher and receiver run on. */
  node: string;
  cores: number;
  processor: string;
  memoryGiB: number;
  postgres: { version: string; kind: string; settings: Record<string, string> } | null;
  logLevel: string;
  scale: number;
}

export interface Result {
  scenario: string;
  /** Requests a second of the bare sender, right before; for shares of it the mean of before and after. */
  bare: number;
  rows: Row[];
}

export function readConfiguration(root: string, scale: number): Omit<Configuration, "postgres"> {
  return {
    commit: commitOf(root),
    at: new Date().toISOString(),
    node: execFileSync(runtimeOf(root), ["--version"], { encoding: "utf8" }).trim(),
    cores: cpus().length,
    processor: cpus()[0]?.model ?? "unknown",
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    logLevel: process.env.LOG_LEVEL ?? "info",
    scale,
  };
}

/** With `+` when there is what no commit holds. */
export function commitOf(root: string): string {
  const git = (...words: string[]) => execFileSync("git", words, { cwd: root, encoding: "utf8" }).trim();
  return `${git("rev-parse", "--short", "HEAD")}${git("status", "--porcelain") === "" ? "" : "+"}`;
}

/** `<name>.json` with everything and `<name>.md` with the table. */
export function writeReport(directory: string, name: string, configuration: Configuration, results: Result[]): void {
  mkdirSync(directory, { recursive: true });
  const file = path.join(directory, name);
  writeFileSync(`${file}.json`, `${JSON.stringify({ configuration, results }, null, 2)}\n`);
  writeFileSync(`${file}.md`, `${describe(configuration)}\n\n${tableOf(results)}\n`);
}

export function describe(configuration: Configuration): string {
  const { commit, at, node, cores, processor, memoryGiB, postgres, logLevel, scale } = configuration;
  const database = postgres
    ? `${postgres.kind} PostgreSQL ${postgres.version} (${Object.entries(postgres.settings)
        .map(([name, value]) => `${name} ${value}`)
        .join(", ")})`
    : "no database";
  return `Commit ${commit}, ${at}; ${cores} cores (${processor}), ${memoryGiB} GiB, Node ${node}, log level ${logLevel}; ${database}; scale ${scale}.`;
}

export function tableOf(results: readonly Result[]): string {
  const lines = results.flatMap(({ bare, rows }) => rows.map((row) => lineOf(row, bare)));
  return ["| What | Measured | To reach | | B |", "|---|---|---|---|---|", ...lines].join("\n");
}

function lineOf({ what, value, target, isReached }: Row, bare: number): string {
  const verdict = isReached === null ? "" : isReached ? "reached" : "missed";
  return `| ${what} | ${value} | ${target ?? "–"} | ${verdict} | ${Math.round(bare).toLocaleString("en")} |`;
}
