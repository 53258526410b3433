import type { CollectedOperation } from "./collect-operations";
import { type JsonSchema, REFERENCE, toJsonSchemas } from "./json-schema";
import { loadContracts } from "./load-contracts";

/** The schemas of all operations; what is a contract of its own stands in `components`, once. */
export interface ContractSchemas {
  components: Record<string, JsonSchema>;
  /** By `GET /api/v1/events query`, and the like. */
  parts: Map<string, JsonSchema>;
}

export async function describeContracts(
  root: string,
  operations: readonly CollectedOperation[],
): Promise<ContractSchemas> {
  const contracts = await loadContracts(root);
  const output = toJsonSchemas("output", contracts, operations);
  const input = renameWhatDiffers(toJsonSchemas("input", contracts, operations), output);
  const all = [...output, ...input];
  const components = Object.fromEntries(all.filter(([name]) => !name.includes(" ")));
  const parts = new Map(all.filter(([name]) => name.includes(" ")));
  return { components: onlyUsed(components, parts), parts };
}

/** What goes out has the plain name; what comes in otherwise (defaults, say) is called …Input. */
function renameWhatDiffers(
  input: ReadonlyMap<string, JsonSchema>,
  output: ReadonlyMap<string, JsonSchema>,
): Map<string, JsonSchema> {
  const renamed = new Map<string, string>();
  const isOther = ([name, schema]: [string, JsonSchema]) =>
    JSON.stringify(output.get(name)) !== JSON.stringify(schema) ||
    namesIn(schema).some((one) => (renamed.get(one) ?? one) !== one);
  const contracts = [...input].filter(([name]) => !name.includes(" "));
  // What refers to something that differs, differs: again until nothing more does.
  for (let before = -1; before < renamed.size; ) {
    before = renamed.size;
    for (const [name] of contracts.filter(isOther)) renamed.set(name, inputName(name, input));
  }
  return new Map([...input].map(([name, schema]) => [renamed.get(name) ?? name, renameIn(schema, renamed)]));
}

function inputName(name: string, taken: ReadonlyMap<string, JsonSchema>): string {
  if (name.endsWith("Input")) return name;
  return taken.has(`${name}Input`) ? `${name}AsInput` : `${name}Input`;
}

function renameIn(schema: JsonSchema, renamed: ReadonlyMap<string, string>): JsonSchema {
  const text = JSON.stringify(schema, (key, content) => {
    if (key !== "$ref" || typeof content !== "string") return content;
    const name = content.slice(REFERENCE.length);
    return REFERENCE + (renamed.get(name) ?? name);
  });
  return JSON.parse(text);
}

/** Of the schemas that it refers to. */
function namesIn(schema: JsonSchema): string[] {
  return [...JSON.stringify(schema).matchAll(/"#\/components\/schemas\/([^"]+)"/g)].map(([, name = ""]) => name);
}

function onlyUsed(
  components: Record<string, JsonSchema>,
  parts: ReadonlyMap<string, JsonSchema>,
): Record<string, JsonSchema> {
  const used = new Set<string>();
  const visit = (schema: JsonSchema): void => {
    for (const name of namesIn(schema)) {
      if (used.has(name)) continue;
      used.add(name);
      visit(components[name] ?? {});
    }
  };
  for (const schema of parts.values()) visit(schema);
  const kept = Object.entries(components).filter(([name]) => used.has(name));
  return Object.fromEntries(kept.sort(([a], [b]) => (a < b ? -1 : 1)));
}
