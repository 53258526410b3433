import type { ClientBase } from "pg";

export interface Plan {
  executionMs: number;
  /** Pages looked at. */
  buffers: number;
  /** Tables that are read from end to end, with their rows; small ones may be. */
  scanned: { table: string; rows: number }[];
  /** Most rows that a sort was given. */
  sortedRows: number;
  /** Most rows that one node looked at and turned down, or marked in a bitmap: pairs of a nested loop, a whole index. */
  looseRows: number;
}

export interface Statement {
  name: string;
  text: string;
  values: readonly unknown[];
}

/** Runs a statement by the plan that its connection keeps for it (a hot one's), and rolls back what it did. */
export async function explain(client: ClientBase, { text, values }: Statement): Promise<Plan> {
  await client.query("begin");
  try {
    await client.query(`prepare bench_explain as ${text}`);
    const given = values.length === 0 ? "" : `(${values.map(literalOf).join(", ")})`;
    const { rows } = await client.query(`explain (analyze, buffers, format json) execute bench_explain${given}`);
    const [report] = rows[0]["QUERY PLAN"] as [{ Plan: Node; "Execution Time": number }];
    const nodes = [...walk(report.Plan)];
    return {
      executionMs: report["Execution Time"],
      buffers: nodes[0]?.["Shared Hit Blocks"] ?? 0,
      scanned: nodes
        .filter((node) => node["Node Type"] === "Seq Scan")
        .map((node) => ({
          table: node["Relation Name"] ?? "",
          rows: rowsOf(node) + (node["Rows Removed by Filter"] ?? 0),
        })),
      sortedRows: Math.max(0, ...nodes.filter((node) => node["Node Type"] === "Sort").map(rowsOf)),
      looseRows: Math.max(...nodes.map(looseRowsOf)),
    };
  } finally {
    await client.query("rollback; deallocate all");
  }
}

interface Node {
  "Node Type": string;
  "Relation Name"?: string;
  "Actual Rows": number;
  "Actual Loops": number;
  "Rows Removed by Filter"?: number;
  "Rows Removed by Join Filter"?: number;
  "Shared Hit Blocks"?: number;
  Plans?: Node[];
}

function* walk(node: Node): Generator<Node> {
  yield node;
  for (const inner of node.Plans ?? []) yield* walk(inner);
}

function rowsOf(node: Node): number {
  return node["Actual Rows"] * node["Actual Loops"];
}

function literalOf(value: unknown): string {
  if (value === null || value === undefined) return "null";
  if (value instanceof Date) return `'${value.toISOString()}'`;
  if (Array.isArray(value)) return `'${arrayText(value)}'`;
  return `'${String(value).replaceAll("'", "''")}'`;
}

function arrayText(values: readonly unknown[]): string {
  const texts = values.map((value) => {
    if (value === null || value === undefined) return "null";
    const text = value instanceof Date ? value.toISOString() : String(value);
    return `"${text.replaceAll("\\", "\\\\").replaceAll('"', '\\"').replaceAll("'", "''")}"`;
  });
  return `{${texts.join(",")}}`;
}

/** Rows turned down or marked by one node of a plan, without those below it; its figures are averages over its loops. */
export function looseRowsOf(node: Node): number {
  const marked = node["Node Type"] === "Bitmap Index Scan" ? node["Actual Rows"] : 0;
  const removed = (node["Rows Removed by Filter"] ?? 0) + (node["Rows Removed by Join Filter"] ?? 0);
  return Math.round((marked + removed) * node["Actual Loops"]);
}
