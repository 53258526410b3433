import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Scenario } from "../scenarios/types";
import { medianOf } from "./percentiles";
import type { Session } from "./session";

interface Comparison {
  session: Session;
  scenarios: readonly Scenario[];
  /** Two commits, or folders with a build. */
  trees: readonly string[];
  rounds: number;
  root: string;
}

/** Figures of one side: by name of the measurement. */
type Figures = Map<string, number[]>;

/** A B A B …: a machine that gets slower on the way slows both. Prints the medians and the median of the ratios. */
export async function compareTrees({ session, scenarios, trees, rounds, root }: Comparison): Promise<void> {
  const [a, b] = trees;
  if (a === undefined || b === undefined) throw new Error("--compare needs two commits or folders");
  const sides = [prepareTree(root, a), prepareTree(root, b)] as const;
  const figures: [Figures, Figures] = [new Map(), new Map()];
  try {
    for (const scenario of scenarios) {
      for (let round = 0; round < rounds; round += 1) {
        for (const [index, side] of sides.entries()) {
          const { bare, rows } = await session.run(scenario, side.root);
          for (const { what, details } of rows) collect(figures[index] as Figures, { what, details, bare });
        }
        process.stderr.write(`${scenario.name}: round ${round + 1} of ${rounds}\n`);
      }
    }
  } finally {
    for (const side of sides) side.remove();
  }
  process.stdout.write(`${tableOf(figures, [a, b])}\n`);
}

/** Every number in the details, by its path. */
function collect(into: Figures, { what, details, bare }: { what: string; details: object; bare: number }): void {
  const add = (name: string, value: number) => into.set(name, [...(into.get(name) ?? []), value]);
  const walk = (value: unknown, name: string) => {
    if (typeof value === "number") add(name, value);
    else if (typeof value === "object" && value !== null)
      for (const [key, inner] of Object.entries(value)) walk(inner, `${name} · ${key}`);
  };
  walk(details, what);
  add(`${what} · bare sender`, bare);
}

function tableOf([left, right]: [Figures, Figures], names: [string, string]): string {
  const lines = [...left].map(([name, values]) => {
    const others = right.get(name) ?? [];
    const ratios = values.map((value, index) => (others[index] ?? Number.NaN) / value).filter(Number.isFinite);
    const [a, b] = [medianOf(values), medianOf(others)];
    return `| ${name} | ${a} | ${b} | ${ratios.length === 0 ? "–" : medianOf(ratios).toFixed(2)} |`;
  });
  return [`| What (medians) | ${names[0]} | ${names[1]} | second / first |`, "|---|---|---|---|", ...lines].join("\n");
}

interface Tree {
  root: string;
  remove(): void;
}

/** A folder as it is, or a worktree of the commit, built; it shares this tree's node_modules. */
function prepareTree(root: string, name: string): Tree {
  if (existsSync(path.join(name, "dist", "server.mjs"))) return { root: path.resolve(name), remove: () => {} };
  const directory = mkdtempSync(path.join(tmpdir(), "hookswitch-tree-"));
  const git = (...words: string[]) => execFileSync("git", words, { cwd: root, stdio: ["ignore", "ignore", "inherit"] });
  git("worktree", "add", "--detach", directory, name);
  symlinkSync(path.join(root, "node_modules"), path.join(directory, "node_modules"));
  process.stderr.write(`building ${name} …\n`);
  execFileSync(process.execPath, ["scripts/build.mjs"], { cwd: directory, stdio: ["ignore", "ignore", "inherit"] });
  return {
    root: directory,
    remove() {
      rmSync(path.join(directory, "node_modules")); // the link, not what it names
      git("worktree", "remove", "--force", directory);
    },
  };
}
