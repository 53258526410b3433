/**
 * Lists what was not delivered and will not be tried again, page after page, and what would be replayed.
 * HOOKSWITCH_URL=… HOOKSWITCH_KEY=hs_… npx tsx examples/list-dead-letters.ts
 */
import { Hookswitch } from "../clients/typescript";

const { HOOKSWITCH_URL = "http://127.0.0.1:3000", HOOKSWITCH_KEY = "" } = process.env;
const hookswitch = new Hookswitch({ baseUrl: HOOKSWITCH_URL, apiKey: HOOKSWITCH_KEY });

const query = { status: "dead", limit: 100 };
for await (const { id, eventType, lastOutcome, lastStatusCode } of hookswitch.list("GET /api/v1/deliveries", {
  query,
})) {
  console.log(id, eventType, lastOutcome, lastStatusCode ?? "");
}
const count = await hookswitch.request("POST /api/v1/replays", {
  body: { filter: { status: ["dead"] }, dryRun: true },
});
console.log(`${count.total} would be replayed`);
