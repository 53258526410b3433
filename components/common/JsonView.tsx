import type { ReactNode } from "react";

const TOKEN = /("(?:[^"\\]|\\.)*")(\s*:)?|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|\b(?:true|false|null)\b/g;

/** JSON laid out and coloured, wrapping; any other text as it is. */
export function JsonView({ text }: { text: string }) {
  const pretty = layOut(text);
  return (
    <pre className="whitespace-pre-wrap break-words font-mono text-mono [overflow-wrap:anywhere]">
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
  let depth = 0;
  const parts = json.match(/"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/g) ?? [];
  return parts
    .map((part, index) => {
      const next = parts[index + 1];
      if (part === "{" || part === "[") {
        depth += 1;
        return next === "}" || next === "]" ? part : `${part}\n${"  ".repeat(depth)}`;
      }
      if (part === "}" || part === "]") {
        depth -= 1;
        const before = parts[index - 1];
        return before === "{" || before === "[" ? part : `\n${"  ".repeat(depth)}${part}`;
      }
      if (part === ",") return `,\n${"  ".repeat(depth)}`;
      return part === ":" ? ": " : part;
    })
    .join("");
}

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
