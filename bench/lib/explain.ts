import type { ClientBase } from "pg";

export interface Plan {
  executionMs: number;
  /** Pages looked at. */
  buffers: number;
  /** Tables that are read from end to end, with their rows; small ones may be. */
  scanned: { table: string; rows: number }[];
  /** Most rows that a sort was given. */
  sortedRows: number;
  /** The most of `looseRowsOf` that one node has: pairs of a nested loop, a whole index. */
  looseRows: number;
}

export interface Statement {
  name: string;
  text: string;
  values: readonly unknown[];
}

export async function explain(client: ClientBase, statement: Statement): Promise<Plan> {
  const { nodes, executionMs } = await explainNodes(client, statement);
  return {
    executionMs,
    buffers: nodes[0]?.["Shared Hit Blocks"] ?? 0,
    scanned: nodes
      .filter((node) => node["Node Type"] === "Seq Scan")
      .map((node) => ({ table: node["Relation Name"] ?? "", rows: rowsLookedAt(node) })),
    sortedRows: Math.max(0, ...nodes.filter((node) => node["Node Type"] === "Sort").map(rowsOf)),
    looseRows: Math.max(...nodes.map(looseRowsOf)),
  };
}

/** Runs a statement by the plan that its connection keeps for it (a hot one's) and rolls back what it did. The root comes first. */
export async function explainNodes(
  client: ClientBase,
  { text, values }: Pick<Statement, "text" | "values">,
): Promise<{ nodes: PlanNode[]; executionMs: number }> {
  await client.query("begin");
  try {
    await client.query(`prepare bench_explain as ${text}`);
    const given = values.length === 0 ? "" : `(${values.map(literalOf).join(", ")})`;
    const { rows } = await client.query(`explain (analyze, buffers, format json) execute bench_explain${given}`);
    const [report] = rows[0]["QUERY PLAN"] as [{ Plan: PlanNode; "Execution Time": number }];
    return { nodes: [...walk(report.Plan)], executionMs: report["Execution Time"] };
  } finally {
    await client.query("rollback; deallocate bench_explain");
  }
}

export interface PlanNode {
  "Node Type": string;
  "Relation Name"?: string;
  "Actual Rows": number;
  "Actual Loops": number;
  Filter?: string;
  "Rows Removed by Filter"?: number;
  "Rows Removed by Join Filter"?: number;
  "Shared Hit Blocks"?: number;
  "Shared Read Blocks"?: number;
  Plans?: PlanNode[];
}

function* walk(node: PlanNode): Generator<PlanNode> {
  yield node;
  for (const inner of node.Plans ?? []) yield* walk(inner);
}

function rowsOf(node: PlanNode): number {
  return node["Actual Rows"] * node["Actual Loops"];
}

/** Of a table or index, kept or not; a node's figures are averages over its loops. */
export function rowsLookedAt(node: PlanNode): number {
  return (node["Actual Rows"] + (node["Rows Removed by Filter"] ?? 0)) * node["Actual Loops"];
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

/**
 * Rows turned down or marked by one node of a plan, without those below it, and those for which a column was taken apart
 * anew (its text as a filter instead of a place in an index).
 */
export function looseRowsOf(node: PlanNode): number {
  const marked = node["Node Type"] === "Bitmap Index Scan" ? node["Actual Rows"] : 0;
  const removed = (node["Rows Removed by Filter"] ?? 0) + (node["Rows Removed by Join Filter"] ?? 0);
  const splitFor = node.Filter?.includes("string_to_array") ? node["Actual Rows"] : 0;
  return Math.round((marked + removed + splitFor) * node["Actual Loops"]);
}
