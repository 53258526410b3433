import type { ReactNode } from "react";

const TOKEN = /("(?:[^"\\]|\\.)*")(\s*:)?|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|\b(?:true|false|null)\b/g;

/** JSON laid out and coloured; any other text as it is. */
export function JsonView({ text, isWrapped = true }: { text: string; isWrapped?: boolean }) {
  const pretty = layOut(text);
  return (
    <pre
      className={`font-mono text-mono ${isWrapped ? "whitespace-pre-wrap break-words [overflow-wrap:anywhere]" : "whitespace-pre"}`}
    >
      {pretty === null ? text : colour(pretty)}
    </pre>
  );
}

/**
 * Indents without parsing the values, so that big integers and the spelling of numbers stay as they were sent;
 * null for what is not JSON.
 */
export function layOut(text: string): string | null {
  try {
    JSON.parse(text);
  } catch {
    // Not JSON: shown as it came.
    return null;
  }
  return indent(text);
}

function indent(json: string): string {
  const parts = json.match(/"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/g) ?? [];
  let depth = 0;
  let text = "";
  for (const [index, part] of parts.entries()) {
    if (isClosing(part)) depth -= 1;
    if (isClosing(part) && !isOpening(parts[index - 1])) text += newLine(depth);
    text += part === ":" ? ": " : part;
    if (isOpening(part)) depth += 1;
    if (part === "," || (isOpening(part) && !isClosing(parts[index + 1]))) text += newLine(depth);
  }
  return text;
}

const isOpening = (part: string | undefined) => part === "{" || part === "[";
const isClosing = (part: string | undefined) => part === "}" || part === "]";
const newLine = (depth: number) => `\n${"  ".repeat(depth)}`;

function colour(json: string): ReactNode[] {
  const nodes: ReactNode[] = [];
  let end = 0;
  for (const match of json.matchAll(TOKEN)) {
    nodes.push(json.slice(end, match.index));
    const [whole, quoted, colon] = match;
    const tone = quoted === undefined ? "text-retry" : colon === undefined ? "text-ok" : "text-accent";
    nodes.push(
      <span key={match.index} className={tone}>
        {quoted ?? whole}
      </span>,
      colon ?? "",
    );
    end = match.index + whole.length;
  }
  return [...nodes, json.slice(end)];
}
