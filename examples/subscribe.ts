/**
 * Subscribes an endpoint for a tenant and prints the secret that its requests are signed with.
 * HOOKSWITCH_URL=… HOOKSWITCH_KEY=hs_… npx tsx examples/subscribe.ts https://acme.example/hooks order.*
 */
import { Hookswitch, HookswitchError } from "../clients/typescript";

const { HOOKSWITCH_URL = "http://127.0.0.1:3000", HOOKSWITCH_KEY = "" } = process.env;
const hookswitch = new Hookswitch({ baseUrl: HOOKSWITCH_URL, apiKey: HOOKSWITCH_KEY });
const [url = "", ...events] = process.argv.slice(2);

try {
  const { id, secret } = await hookswitch.request("POST /api/v1/subscriptions", { body: { url, events } });
  console.log(`${id} ${secret}`);
} catch (error) {
  if (!(error instanceof HookswitchError)) throw error;
  console.error(error.message);
  for (const { path, message } of error.problem?.errors ?? []) console.error(`  ${path}: ${message}`);
  process.exitCode = 1;
}
