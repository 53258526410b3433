/** A shell line that sends the same request again. Single quotes inside are closed, escaped and opened. */
export function toCurl(request: { url: string; headers: Record<string, string>; body: string | null }): string {
  const headers = Object.entries(request.headers)
    .filter(([name]) => !LEFT_TO_CURL.has(name.toLowerCase()))
    .map(([name, value]) => `-H ${quote(`${name}: ${value}`)}`);
  const data = request.body === null ? [] : [`--data-binary ${quote(request.body)}`];
  return [`curl -X POST ${quote(request.url)}`, ...headers, ...data].join(" \\\n  ");
}

const LEFT_TO_CURL = new Set(["content-length", "host", "connection", "transfer-encoding"]);

function quote(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
