import { FilterFailure, type FilterRun } from "./filter-budget";
import { countNodes } from "./filter-check";
import { FILTER_FUNCTIONS } from "./filter-functions";
import { type Project, projectList, projectMatching, projectMembers, sliceOf } from "./filter-projections";
import type { FilterNode } from "./filter-syntax";
import { areEqual, isTruthy, readMember } from "./filter-values";

/** A node of the expression as a function: what it makes of the current value. */
type Read = (value: unknown, run: FilterRun) => unknown;

/**
 * Turns a checked tree into functions. Not the library's own interpreter, because that has no place for a
 * budget, reads inherited names, and is one object for the whole process.
 */
export function compileTree(node: FilterNode): Read {
  switch (node.type) {
    case "Field":
      return (value) => readMember(value, node.name) ?? null;
    case "Subexpression":
      return chain(compileTree(node.left), orNull(compileTree(node.right)));
    case "IndexExpression":
    case "Pipe":
      return chain(compileTree(node.left), compileTree(node.right));
    case "Literal":
      return () => node.value;
    case "Identity":
    case "Current":
      return (value) => value;
    case "Root":
      return (_value, run) => run.root;
    case "Index":
      return (value) => (Array.isArray(value) ? (value.at(node.value) ?? null) : null);
    case "Slice":
      return (value, run) => sliceOf(value, node, run);
    case "Projection":
      return compileProjection(node.left, node.right);
    case "ValueProjection":
      return compileMemberProjection(node.left, node.right);
    case "FilterProjection":
      return compileFilterProjection(node.left, node.condition, node.right);
    case "AndExpression":
      return compileJunction(node.left, node.right, true);
    case "OrExpression":
      return compileJunction(node.left, node.right, false);
    case "NotExpression":
      return compileNot(node.child);
    case "Ternary":
      return compileTernary(node.condition, node.trueExpr, node.falseExpr);
    case "Comparator":
      return compileComparison(node);
    case "Arithmetic":
    case "Unary":
      return compileArithmetic(node);
    case "MultiSelectList":
    case "MultiSelectHash":
      return compileMultiSelect(node);
    case "Function":
      return compileCall(node);
    default:
      throw new Error(`checkTree should have refused ${node.type}`);
  }
}

type NodeOf<Type extends FilterNode["type"]> = Extract<FilterNode, { type: Type }>;

function chain(left: Read, right: Read): Read {
  return (value, run) => right(left(value, run), run);
}

function orNull(read: Read): Read {
  return (value, run) => (value === null ? null : read(value, run));
}

function compileProjection(list: FilterNode, element: FilterNode): Read {
  const left = compileTree(list);
  const project: Project = { read: compileTree(element), price: 1 + countNodes(element) };
  // `text[1:3]` parses as a projection, but a text is not a list: what follows goes on with the text.
  const mayBeText = list.type === "IndexExpression" && list.right.type === "Slice";
  return (value, run) => {
    const found = left(value, run);
    return mayBeText && typeof found === "string" ? project.read(found, run) : projectList(found, project, run);
  };
}

function compileMemberProjection(record: FilterNode, element: FilterNode): Read {
  const left = compileTree(record);
  const project: Project = { read: compileTree(element), price: 1 + countNodes(element) };
  return (value, run) => projectMembers(left(value, run), project, run);
}

function compileFilterProjection(list: FilterNode, condition: FilterNode, element: FilterNode): Read {
  const left = compileTree(list);
  const isWanted = compileTree(condition);
  const project: Project = { read: compileTree(element), price: 1 + countNodes(condition) + countNodes(element) };
  return (value, run) => projectMatching(left(value, run), isWanted, project, run);
}

function compileJunction(first: FilterNode, second: FilterNode, goesOnWhen: boolean): Read {
  const left = compileTree(first);
  const right = compileTree(second);
  return (value, run) => {
    const found = left(value, run);
    return isTruthy(found, run) === goesOnWhen ? right(value, run) : found;
  };
}

function compileNot(negated: FilterNode): Read {
  const child = compileTree(negated);
  return (value, run) => !isTruthy(child(value, run), run);
}

function compileTernary(asked: FilterNode, yes: FilterNode, no: FilterNode): Read {
  const condition = compileTree(asked);
  const whenTrue = compileTree(yes);
  const whenFalse = compileTree(no);
  return (value, run) => (isTruthy(condition(value, run), run) ? whenTrue : whenFalse)(value, run);
}

type Compare = (a: unknown, b: unknown, run: FilterRun) => boolean | null;

const COMPARISONS: Record<NodeOf<"Comparator">["name"], Compare> = {
  EQ: areEqual,
  NE: (a, b, run) => !areEqual(a, b, run),
  GT: ordered((a, b) => a > b),
  GTE: ordered((a, b) => a >= b),
  LT: ordered((a, b) => a < b),
  LTE: ordered((a, b) => a <= b),
};

/** Only numbers have an order in the language: anything else compares to null, which is not true. */
function ordered(compare: (a: number, b: number) => boolean): Compare {
  return (a, b) => (typeof a === "number" && typeof b === "number" ? compare(a, b) : null);
}

function compileComparison(node: NodeOf<"Comparator">): Read {
  const left = compileTree(node.left);
  const right = compileTree(node.right);
  const compare = COMPARISONS[node.name];
  return (value, run) => compare(left(value, run), right(value, run), run);
}

const OPERATORS: Readonly<Record<string, (a: number, b: number) => number>> = {
  Plus: (a, b) => a + b,
  Minus: (a, b) => a - b,
  Multiply: (a, b) => a * b,
  Star: (a, b) => a * b,
  Divide: (a, b) => a / notZero(b),
  Modulo: (a, b) => a % notZero(b),
  Div: (a, b) => Math.floor(a / notZero(b)),
};

function compileArithmetic(node: NodeOf<"Arithmetic"> | NodeOf<"Unary">): Read {
  const operate = OPERATORS[node.operator];
  if (!operate) throw new Error(`unknown operator ${node.operator}`);
  if (node.type === "Unary") {
    const operand = compileTree(node.operand);
    return (value, run) => operate(0, asOperand(operand(value, run)));
  }
  const left = compileTree(node.left);
  const right = compileTree(node.right);
  return (value, run) => operate(asOperand(left(value, run)), asOperand(right(value, run)));
}

function asOperand(value: unknown): number {
  if (typeof value === "number") return value;
  throw new FilterFailure("it calculates with something that is not a number");
}

function notZero(value: number): number {
  if (value !== 0) return value;
  throw new FilterFailure("it divides by zero");
}

function compileMultiSelect(node: NodeOf<"MultiSelectList"> | NodeOf<"MultiSelectHash">): Read {
  if (node.type === "MultiSelectList") {
    const reads = node.children.map(compileTree);
    return (value, run) => reads.map((read) => read(value, run));
  }
  const members = node.children.map(({ name, value }) => ({ name, read: compileTree(value) }));
  return (value, run) => Object.fromEntries(members.map(({ name, read }) => [name, read(value, run)]));
}

function compileCall(node: NodeOf<"Function">): Read {
  const called = FILTER_FUNCTIONS.get(node.name);
  if (!called) throw new Error(`checkTree should have refused ${node.name}()`);
  const reads = node.children.map(compileTree);
  return (value, run) => {
    const values = reads.map((read) => read(value, run));
    run.calling = node.name;
    return called.call(values, run);
  };
}
