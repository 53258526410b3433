import { readFileSync } from "node:fs";
import type { JsonSchema } from "./json-schema";

const DECLARATION = /(?:\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\s*\n)?(?:export )?const (\w+) = /g;
const MEMBER = /\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\s*\n\s*(\w+):/g;

export interface DocComments {
  /** The schema of a contract with the comments of its source as descriptions. */
  describe(contract: string, schema: JsonSchema): JsonSchema;
}

/**
 * Contracts are documented where they are written, by doc comments; here those become descriptions, so that nothing is
 * said twice. A field without one takes that of the same name in the file (`fields`, an extended contract).
 */
export function readDocComments(file: string): DocComments {
  const source = readFileSync(file, "utf8");
  const declarations = [...source.matchAll(DECLARATION)];
  const contracts = new Map<string, { text: string | null; members: Map<string, string> }>();
  const shared = new Map<string, string>();
  for (const [index, found] of declarations.entries()) {
    const body = source.slice(found.index + found[0].length, declarations[index + 1]?.index ?? source.length);
    const members = new Map([...body.matchAll(MEMBER)].map(([, text, name]) => [name ?? "", tidy(text)]));
    for (const [name, text] of members) if (!shared.has(name)) shared.set(name, text);
    contracts.set(found[2] ?? "", { text: found[1] === undefined ? null : tidy(found[1]), members });
  }
  return {
    describe(contract, schema) {
      const { text, members } = contracts.get(contract) ?? { text: null, members: new Map<string, string>() };
      const { properties } = schema as { properties?: Record<string, JsonSchema> };
      const described = Object.entries(properties ?? {}).map(([name, property]) => {
        const description = members.get(name) ?? shared.get(name);
        return [name, description === undefined || "$ref" in property ? property : { description, ...property }];
      });
      return {
        ...(text === null ? {} : { description: text }),
        ...schema,
        ...(properties ? { properties: Object.fromEntries(described) } : {}),
      };
    },
  };
}

function tidy(comment = ""): string {
  return comment.replace(/\s*\n\s*\*\s?/g, " ").trim();
}
