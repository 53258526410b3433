import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";

/** What processes have used, from /proc (Linux only): a share of a busy machine shows in time, not here. */
export interface Usage {
  web: number;
  worker: number;
  postgres: number;
}

export interface Pids {
  web: number;
  /** One, or more. */
  workers: readonly number[];
  /** Of the server process; its children count too. */
  postgres: number;
}

const TICKS_PER_SECOND = Number(execFileSync("getconf", ["CLK_TCK"], { encoding: "utf8" }));

/** CPU seconds, user and system, since each process began. */
export function readUsage({ web, workers, postgres }: Pids): Usage {
  return {
    web: cpuSeconds(web),
    worker: workers.reduce((sum, pid) => sum + cpuSeconds(pid), 0),
    postgres:
      cpuSeconds(postgres, "with ended children") + childrenOf(postgres).reduce((s, pid) => s + cpuSeconds(pid), 0),
  };
}

export function usageBetween(before: Usage, after: Usage): Usage {
  const between = (name: keyof Usage) => Math.round((after[name] - before[name]) * 100) / 100;
  return { web: between("web"), worker: between("worker"), postgres: between("postgres") };
}

/** Milliseconds of CPU for each of `count` things; with it, machines and loads can be compared. */
export function usagePer(usage: Usage, count: number): Usage & { total: number } {
  const per = (seconds: number) => Math.round((seconds * 1_000_000) / count) / 1_000;
  return {
    web: per(usage.web),
    worker: per(usage.worker),
    postgres: per(usage.postgres),
    total: per(usage.web + usage.worker + usage.postgres),
  };
}

/** CPU milliseconds of the live children of a process, to the nanosecond; for what takes less than a tick. */
export function readTreeCpuMs(parent: number): number {
  return childrenOf(parent).reduce((sum, pid) => {
    try {
      return sum + Number(readFileSync(`/proc/${pid}/schedstat`, "utf8").split(" ")[0]) / 1e6;
    } catch {
      return sum; // it ended between the listing and the look
    }
  }, 0);
}

/** Memory of a process in megabytes: resident, and its part of what it shares with others. */
export function readMemory(pid: number): { rssMb: number; pssMb: number; peakRssMb: number } {
  const status = readFileSync(`/proc/${pid}/status`, "utf8");
  const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, "utf8");
  const mb = (text: string, name: string) =>
    Math.round(Number(new RegExp(`^${name}:\\s+(\\d+) kB`, "m").exec(text)?.[1] ?? 0) / 102.4) / 10;
  return { rssMb: mb(status, "VmRSS"), pssMb: mb(rollup, "Pss"), peakRssMb: mb(status, "VmHWM") };
}

/** Fields 14 to 17 of proc(5): user, system, and the same of children that ended. */
function cpuSeconds(pid: number, children?: "with ended children"): number {
  const fields = statOf(pid);
  if (!fields) return 0;
  const count = children ? 4 : 2;
  return fields.slice(11, 11 + count).reduce((sum, ticks) => sum + Number(ticks), 0) / TICKS_PER_SECOND;
}

function childrenOf(parent: number): number[] {
  const pids = readdirSync("/proc").map(Number).filter(Number.isInteger);
  return pids.filter((pid) => Number(statOf(pid)?.[1]) === parent);
}

/** From the third field on: the second is a name in parentheses that may hold anything. Null: no such process. */
function statOf(pid: number): string[] | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  } catch {
    return null; // it ended between the listing and the look
  }
}
