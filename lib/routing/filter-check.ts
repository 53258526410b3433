import { FILTER_FUNCTIONS } from "./filter-functions";
import type { FilterNode } from "./filter-syntax";

/** Some 250 comparisons joined by `||`. */
const MAX_NODES = 1_000;
/** Bounds the recursion of whoever walks the tree. A chain of `||` is as deep as it is long. */
const MAX_DEPTH = 300;

/**
 * Why the tree is not in the subset that filters may use; null if it is. Refused is what multiplies data:
 * flattening, a multi-select inside or behind another (22 such stages made four million elements), variables,
 * expressions as values.
 */
export function checkTree(tree: FilterNode): string | null {
  const seen = { nodes: 0 };
  const result = checkNode(tree, 1, seen);
  return result.message;
}

/** The nodes that the tree holds, for the price of evaluating it once. */
export function countNodes(node: FilterNode): number {
  return childrenOf(node).reduce((count, child) => count + countNodes(child), 1);
}

interface Checked {
  message: string | null;
  hasMultiSelect: boolean;
}

function checkNode(node: FilterNode, depth: number, seen: { nodes: number }): Checked {
  seen.nodes += 1;
  const message = refuse(node, depth, seen.nodes);
  if (message) return { message, hasMultiSelect: false };
  const children = childrenOf(node).map((child) => checkNode(child, depth + 1, seen));
  const failed = children.find((child) => child.message !== null);
  if (failed) return failed;
  const isMultiSelect = node.type === "MultiSelectList" || node.type === "MultiSelectHash";
  const below = children.filter((child) => child.hasMultiSelect).length;
  if ((isMultiSelect && below > 0) || (isChain(node) && below > 1)) {
    return { message: "must not put a multi-select ([a, b] or {a: b}) into or behind another", hasMultiSelect: true };
  }
  return { message: null, hasMultiSelect: isMultiSelect || below > 0 };
}

function refuse(node: FilterNode, depth: number, nodes: number): string | null {
  if (nodes > MAX_NODES) return `has more than ${MAX_NODES} parts`;
  if (depth > MAX_DEPTH) return "is nested too deeply";
  switch (node.type) {
    case "Flatten":
    case "LetExpression":
    case "Binding":
    case "Variable":
    case "ExpressionReference":
      return "must not flatten, use variables or hand expressions to functions";
    case "Index":
      return Number.isSafeInteger(node.value) ? null : "has an index that is not a number";
    case "Slice":
      return node.step === 0 ? "has a slice with step 0" : null;
    case "Function":
      return checkCall(node.name, node.children.length);
    default:
      return negatesOnlyTheStart(node)
        ? "has ! in front of a path, where it negates the first name only; write !(…)"
        : null;
  }
}

/** The language reads `!data.paid` as `(!data).paid`, which is null for every event: never what was meant. */
function negatesOnlyTheStart(node: FilterNode): boolean {
  return isChain(node) && node.type !== "Pipe" && childrenOf(node)[0]?.type === "NotExpression";
}

function checkCall(name: string, count: number): string | null {
  const called = FILTER_FUNCTIONS.get(name);
  if (!called) return `calls ${name}(), which filters do not offer`;
  const { minArguments, maxArguments } = called;
  if (count >= minArguments && count <= maxArguments) return null;
  const most = Number.isFinite(maxArguments) ? `${minArguments}` : `at least ${minArguments}`;
  return `calls ${name}() with ${count} arguments; it takes ${most}`;
}

function isChain({ type }: FilterNode): boolean {
  switch (type) {
    case "Pipe":
    case "Subexpression":
    case "IndexExpression":
    case "Projection":
    case "ValueProjection":
    case "FilterProjection":
      return true;
    default:
      return false;
  }
}

function childrenOf(node: FilterNode): readonly FilterNode[] {
  switch (node.type) {
    case "FilterProjection":
      return [node.left, node.condition, node.right];
    case "Ternary":
      return [node.condition, node.trueExpr, node.falseExpr];
    case "MultiSelectHash":
      return node.children.map((child) => child.value);
    case "MultiSelectList":
    case "Function":
      return node.children;
    case "NotExpression":
    case "Flatten":
    case "ExpressionReference":
      return [node.child];
    case "Unary":
      return [node.operand];
    case "LetExpression":
      return [...node.bindings, node.expression];
    case "Binding":
      return [node.reference];
    case "AndExpression":
    case "OrExpression":
    case "IndexExpression":
    case "Pipe":
    case "Projection":
    case "Subexpression":
    case "ValueProjection":
    case "Arithmetic":
    case "Comparator":
      return [node.left, node.right];
    case "Field":
    case "Literal":
    case "Index":
    case "Slice":
    case "Variable":
    case "Identity":
    case "Current":
    case "Root":
      return [];
    default:
      return node satisfies never;
  }
}
