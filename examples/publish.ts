/**
 * Publishes an event, once, whatever happens in between.
 * HOOKSWITCH_URL=http://127.0.0.1:3000 HOOKSWITCH_KEY=hs_… npx tsx examples/publish.ts acme
 */
import { Hookswitch } from "../clients/typescript";

const { HOOKSWITCH_URL = "http://127.0.0.1:3000", HOOKSWITCH_KEY = "" } = process.env;
const hookswitch = new Hookswitch({ baseUrl: HOOKSWITCH_URL, apiKey: HOOKSWITCH_KEY });
const [tenant = "acme"] = process.argv.slice(2);

const order = { order_id: "ord_1042", total_amount: 12_900 };
const { id, duplicate } = await hookswitch.notify("order.completed", order, {
  tenant,
  // The same order is never announced twice, not even by another process.
  externalId: `${order.order_id}-completed`,
});
console.log(duplicate ? `${id} was published before` : `${id} is on its way`);
