import { type ASTNode, Environment, type ParseResult } from "@marcbachmann/cel-js";
import { serialize } from "@marcbachmann/cel-js/serialize";
import { applyLoosely, isTruthy, type Strictly } from "./cel-nothing";

/** The variables of an expression → its value; undefined: nothing, for a missing field or a function that fails. */
export type Program = (variables: Variables) => unknown;
type Variables = Readonly<Record<string, unknown>>;

export interface Scope {
  variables: readonly string[];
  /** What this variable lacks is null, not nothing. */
  nullable?: string;
}

/** Their predicates have a variable of their own, so the library does them as a whole. */
const MACROS = new Set(["has", "all", "exists", "exists_one", "map", "filter"]);
const MIXED_LISTS = { homogeneousAggregateLiterals: false };
/** CEL's operators and functions over any values. */
const anyValues = new Environment({ unlistedVariablesAreDyn: true, ...MIXED_LISTS });

/**
 * CEL as an Inngest server reads it: what is missing is nothing and no error, and what is no boolean may stand in a
 * condition (cel-nothing.ts). The library parses, and does what CEL itself defines; this walk over its tree adds the
 * server's manners. Throws with the reason when the text is not CEL, or names anything but the variables.
 */
export function compileProgram(text: string, { variables, nullable }: Scope): Program {
  const environment = new Environment(MIXED_LISTS);
  for (const name of variables) environment.registerVariable(name, "map");
  return compile(environment.parse(text).ast, { environment, nullable });
}

interface Known {
  environment: Environment;
  nullable: string | undefined;
}

function compile(node: ASTNode, known: Known): Program {
  const { environment } = known;
  const compiled = (child: ASTNode) => compile(child, known);
  switch (node.op) {
    case ".":
    case "[]": {
      const [of, key] = [compiled(node.args[0]), node.op === "." ? constant(node.args[1]) : compiled(node.args[1])];
      const missing = known.nullable !== undefined && rootOf(node) === known.nullable ? null : undefined;
      return (variables) => {
        const value = fieldOf(of(variables), key(variables));
        return value === undefined ? missing : value;
      };
    }
    case "||":
    case "&&": {
      const [left, right] = [compiled(node.args[0]), compiled(node.args[1])];
      const isOr = node.op === "||";
      return (variables) => {
        const value = left(variables);
        return isTruthy(value) === isOr ? value : right(variables);
      };
    }
    case "?:": {
      const [condition, yes, no] = [compiled(node.args[0]), compiled(node.args[1]), compiled(node.args[2])];
      return (variables) => (isTruthy(condition(variables)) ? yes(variables) : no(variables));
    }
    case "list": {
      const items = node.args.map(compiled);
      return (variables) => allOrNothing(items.map((item) => item(variables)));
    }
    case "call": {
      const [name, args] = node.args;
      if (MACROS.has(name)) return compileWhole(node, environment);
      return compileCall({ name, operands: args.map(compiled), text: `${name}(${args.map((_, i) => `v${i}`)})` });
    }
    case "rcall": {
      const [name, receiver, args] = node.args;
      if (MACROS.has(name)) return compileWhole(node, environment);
      const text = `v0.${name}(${args.map((_, i) => `v${i + 1}`)})`;
      return compileCall({ name, operands: [receiver, ...args].map(compiled), text });
    }
    case "!_":
    case "-_":
      return compileCall({ name: node.op, operands: [compiled(node.args)], text: `${node.op[0]}v0` });
    case "value":
      return constant(node.args);
    case "id":
    case "map":
    case ".?":
    case "[?]":
      return compileWhole(node, environment);
    default:
      return compileCall({ name: node.op, operands: node.args.map(compiled), text: `v0 ${node.op} v1` });
  }
}

function constant(value: unknown): Program {
  return () => value;
}

/** The variable that a chain of fields begins with. */
function rootOf(node: ASTNode): string | undefined {
  if (node.op === "." || node.op === "[]") return rootOf(node.args[0]);
  return node.op === "id" ? node.args : undefined;
}

/** What the library does by itself, strictly: what is missing in it makes all of it nothing. */
function compileWhole(node: ASTNode, environment: Environment): Program {
  const program = parseChecked(environment, serialize(node));
  return (variables) => attempt(program, variables);
}

interface Call {
  /** Of the operator, function or method. */
  name: string;
  operands: readonly Program[];
  /** The same over `v0`, `v1` … */
  text: string;
}

function compileCall({ name, operands, text }: Call): Program {
  const program = parseChecked(anyValues, text);
  const strictly: Strictly = (values) =>
    attempt(program, Object.fromEntries(values.map((value, i) => [`v${i}`, value])));
  return (variables) => {
    const values = operands.map((operand) => operand(variables));
    return applyLoosely({ name, values, strictly });
  };
}

function parseChecked(environment: Environment, text: string): ParseResult {
  const program = environment.parse(text);
  const { valid, error } = program.check();
  if (!valid) throw error ?? new Error(`cannot be checked: ${text}`);
  return program;
}

function attempt(program: ParseResult, variables: Variables): unknown {
  try {
    return program(variables) as unknown;
  } catch {
    return undefined; // a missing field or a value of another kind is an ordinary "no"; the text itself was checked
  }
}

function fieldOf(of: unknown, key: unknown): unknown {
  if (typeof of !== "object" || of === null) return undefined;
  if (Array.isArray(of)) return isIndex(key) ? of[Number(key)] : undefined;
  return typeof key === "string" && Object.hasOwn(of, key) ? (of as Record<string, unknown>)[key] : undefined;
}

function allOrNothing(values: unknown[]): unknown[] | undefined {
  return values.includes(undefined) ? undefined : values;
}

function isIndex(key: unknown): key is bigint | number {
  return typeof key === "bigint" || typeof key === "number";
}
