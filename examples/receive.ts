/**
 * A consumer: verifies each request, answers at once, handles each event once.
 * WEBHOOK_SECRET=whsec_… PORT=4000 npx tsx examples/receive.ts
 */
import { createServer } from "node:http";
import { verifyWebhook } from "../clients/typescript";

const { WEBHOOK_SECRET = "", PORT = "4000" } = process.env;
const NO_CONTENT = 204;
const BAD_REQUEST = 400;

/** In a real consumer a table with a unique key: deliveries come at least once. */
const seen = new Set<string>();

const server = createServer(async (request, response) => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  try {
    const body = Buffer.concat(chunks).toString();
    const event = await verifyWebhook({ body, headers: request.headers, secret: WEBHOOK_SECRET });
    const key = `${event.id} ${request.headers["webhook-subscription"]}`;
    if (!seen.has(key)) console.log(event.type, JSON.stringify(event.data));
    seen.add(key);
    response.writeHead(NO_CONTENT).end();
  } catch (error) {
    response.writeHead(BAD_REQUEST).end(error instanceof Error ? error.message : "");
  }
});
server.listen(Number(PORT), "127.0.0.1", () => console.log("listening"));
