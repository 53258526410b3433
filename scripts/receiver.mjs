/**
 * A consumer to try things with: `node scripts/receiver.mjs <port> [secret]` answers 204, prints what arrives, and
 * with a secret checks each signature with the public `standardwebhooks` package.
 */
import { createServer } from "node:http";
import { Webhook } from "standardwebhooks";

const [port = "4000", secret] = process.argv.slice(2);
const webhook = secret ? new Webhook(secret) : null;

/** @param {string} body @param {import("node:http").IncomingHttpHeaders} headers */
function judge(body, headers) {
  if (!webhook) return "signature not checked";
  try {
    webhook.verify(body, /** @type {Record<string, string>} */ (headers));
    return "signature verified";
  } catch (error) {
    return `SIGNATURE REFUSED: ${error instanceof Error ? error.message : error}`;
  }
}

createServer(async (request, response) => {
  let body = "";
  for await (const chunk of request) body += chunk;
  const type = /"type":"([^"]*)"/.exec(body)?.[1] ?? "?";
  const { "webhook-id": id, "webhook-attempt": attempt } = request.headers;
  process.stdout.write(
    `${type} ${id} attempt ${attempt}, ${body.length} characters, ${judge(body, request.headers)}\n`,
  );
  response.writeHead(204).end();
}).listen(Number(port), "127.0.0.1", () => process.stdout.write(`listening on http://127.0.0.1:${port}/\n`));
