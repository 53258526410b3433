import { type Receiver, startReceiver } from "../receiver";
import { answer } from "../receiver-behaviours";

/** What stands in the pictures instead of this machine's address. */
export const HOSTS = {
  shop: "shop.acme.example",
  erp: "erp.acme.example",
  crm: "hooks.crm.example",
  legacy: "legacy.acme.example",
  warehouse: "warehouse.acme.example",
  mail: "mail.acme.example",
  ledger: "ledger.acme.example",
  globex: "api.globex.example",
  initech: "tps.initech.example",
} as const;
export type Endpoint = keyof typeof HOSTS;

const SHARE_OF_FAILURES = 0.15;

/** One receiver that plays all endpoints: well, dead, flaky, slow, broken for a while. */
export async function startEndpoints(): Promise<{ receiver: Receiver; mend: () => void }> {
  const receiver = await startReceiver();
  const maintenance = answer({
    status: 503,
    headers: { "content-type": "application/json" },
    body: '{"error":"maintenance"}',
  });
  receiver.behave(answer({ status: 200, delayMs: 24, body: "ok" }), "/shop");
  receiver.behave(maintenance, "/erp");
  receiver.behave(answer({ status: 500, body: "NullPointerException" }), "/legacy");
  receiver.behave(answer({ status: 404, body: "no such route" }), "/warehouse");
  receiver.behave(answer({ status: 401, body: "signature not accepted" }), "/mail");
  receiver.behave(answer({ status: 422, body: '{"error":"unknown account"}' }), "/ledger");
  receiver.behave(answer({ status: 204, delayMs: 180 }), "/globex");
  receiver.behave(answer({ status: 204, delayMs: 40 }), "/initech");
  let seen = 0;
  receiver.behave((received) => {
    seen += 1;
    const isFailure = seen % Math.round(1 / SHARE_OF_FAILURES) === 0;
    const behaviour = isFailure
      ? answer({ status: 429, headers: { "retry-after": "30" }, body: "slow down" })
      : answer({ status: 202, delayMs: 60 });
    behaviour(received);
  }, "/crm");
  return { receiver, mend: () => receiver.behave(answer({ status: 200, delayMs: 15 }), "/legacy") };
}
