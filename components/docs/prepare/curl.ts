import type { Entry } from "./reference";

/** The call as somebody would type it; `$API` and `$KEY` are theirs. */
export function curlOf({ verb, path, operation }: Entry): string {
  const body = operation.requestBody?.content["application/json"]?.example;
  const lines = [`curl -X ${verb.toUpperCase()} "$API${path}"`];
  if (!operation.description.startsWith("Anybody")) lines.push(`-H "authorization: Bearer $KEY"`);
  if (body !== undefined) {
    lines.push(`-H "content-type: application/json"`, `-d '${JSON.stringify(body, null, 2).replaceAll("'", "'\\''")}'`);
  }
  return lines.join(" \\\n  ");
}
