import { waitFor } from "../setup/wait-for";
import { dataOf, EVENT_TYPES } from "./catalogue";
import { type Endpoint, startEndpoints } from "./endpoints";
import { dressUp, failSince, writeHistory } from "./history";
import type { PictureStack } from "./stack";

export const OPERATOR = { name: "Ada Lind", email: "ada@northwind.example", password: "correct horse battery staple" };

/** Ids that pictures are taken of. */
export interface Seeded {
  tenantId: string;
  freshTenantId: string;
  receiverId: string;
  replayId: string;
  subscriptionId: string;
  orderedSubscriptionId: string;
  deadDeliveryId: string;
  retryingDeliveryId: string;
  eventId: string;
  runId: string;
  stop(): Promise<void>;
}

type Call = PictureStack["app"]["call"];

const ACME = "/api/v1/tenants/acme";
const ORDER_EVENTS = ["order.created", "order.completed", "order.updated"];
const TYPES = [...ORDER_EVENTS, "invoice.paid", "customer.created", "shipment.dispatched"];
const NEVER_DEAD = { delaysSeconds: [240, 1_800, 3_600, 7_200, 14_400, 28_800, 43_200] };
/** A breaker opens after five failures in a row, so each of the three broken endpoints gives a few at once. */
const MIN_DEAD = 9;
const MIN_DELIVERED = 100;
const SOON_DEAD = { delaysSeconds: [] };

/** A shop system with three customers: traffic, trouble and everything that people have done about it. */
export async function seed({ app, databaseUrl }: PictureStack): Promise<Seeded> {
  const { call } = app;
  const { receiver, mend } = await startEndpoints();
  await call("POST", "/api/v1/setup", { ...OPERATOR, code: app.setupCode });
  for (const type of EVENT_TYPES) await call("POST", "/api/v1/event-types", { ...type, version: "1" });
  await call("POST", "/api/v1/event-types/order.created/versions", {
    version: "2",
    schema: EVENT_TYPES[0]?.schema ?? {},
  });
  const { id: tenantId } = await call<{ id: string }>("POST", "/api/v1/tenants", {
    externalId: "acme",
    name: "Acme GmbH",
  });
  await call("POST", "/api/v1/tenants", { externalId: "globex", name: "Globex Corporation" });
  await call("POST", "/api/v1/tenants", { externalId: "initech", name: "Initech", rateLimit: { limit: 50 } });

  const subscribe = (tenant: string, endpoint: Endpoint, more: object) =>
    call<{ id: string }>("POST", `/api/v1/tenants/${tenant}/subscriptions`, {
      url: receiver.url(`/${endpoint}`),
      skipVerification: true,
      ...more,
    });
  const shop = await subscribe("acme", "shop", { events: ["order.*", "shipment.*"], description: "Shop front" });
  const erp = await subscribe("acme", "erp", {
    events: ["order.*"],
    filter: "data.total_amount > `10000`",
    retryPolicy: NEVER_DEAD,
  });
  await subscribe("acme", "crm", { events: ["customer.*", "invoice.paid"], retryPolicy: "important" });
  await subscribe("acme", "legacy", { events: ["invoice.*"], retryPolicy: SOON_DEAD });
  await subscribe("acme", "warehouse", { events: ["shipment.*"], retryPolicy: SOON_DEAD });
  await subscribe("acme", "mail", { events: ["customer.*", "order.created"], retryPolicy: SOON_DEAD });
  const ledger = await subscribe("acme", "ledger", {
    events: ["invoice.*"],
    retryPolicy: SOON_DEAD,
    ordering: { key: "data.invoice_id", onDead: "block" },
    disableAfterHours: 72,
    description: "Bookkeeping, in order",
  });
  await subscribe("globex", "globex", { events: ["*"] });
  await subscribe("initech", "initech", { events: ["invoice.*", "order.completed"] });

  await holdUp(call, ledger.id);
  await publish(call, "acme", 90);
  await publish(call, "globex", 40);
  await publish(call, "initech", 25);
  await untilQuiet(call);

  const receiverId = await playInSandbox(call);
  const replayId = await replay(call, { shopId: shop.id, mend });
  await invitePeople(call);
  await handOutKeys(call);
  await dressUp(databaseUrl, receiver.url(""));
  await writeHistory(databaseUrl, tenantId);
  await failSince(databaseUrl, { subscriptionId: erp.id, hours: 62, warning: 50 });

  // Last, so that it is the newest: the first run is about one that has nothing yet.
  const { id: freshTenantId } = await call<{ id: string }>("POST", "/api/v1/tenants", {
    externalId: "umbra",
    name: "Umbra Books",
  });
  const first = async (query: string) =>
    (await call<{ data: { id: string }[] }>("GET", `${ACME}/${query}`)).data[0]?.id ?? "";
  const runs = await call<{ data: { id: string }[] }>("GET", "/api/v1/engine/runs?functionId=hookswitch-replay-window");
  return {
    tenantId,
    freshTenantId,
    receiverId,
    replayId,
    subscriptionId: erp.id,
    orderedSubscriptionId: ledger.id,
    deadDeliveryId: await first("deliveries?status=dead"),
    retryingDeliveryId: await first(`deliveries?status=pending&code=503&subscriptionId=${erp.id}`),
    eventId: await first("events?type=order.completed"),
    runId: runs.data[0]?.id ?? "",
    stop: () => receiver.stop(),
  };
}

async function publish(call: Call, tenant: string, count: number): Promise<void> {
  const events = Array.from({ length: count }, (_, n) => {
    const type = TYPES[(n * 5) % TYPES.length] ?? "order.created";
    return { type, data: dataOf(type, n), source: "shop", correlationId: n % 6 === 0 ? `cart-${n}` : null };
  });
  await call("POST", `/api/v1/tenants/${tenant}/events`, { events });
}

/** An invoice whose first event the ledger refuses for good, and two more that wait behind it. */
async function holdUp(call: Call, ledgerId: string): Promise<void> {
  const send = (type: string) =>
    call("POST", `${ACME}/events`, { type, data: { ...dataOf(type, 0), invoice_id: "R-1999" }, source: "shop" });
  await send("invoice.sent");
  await waitFor(
    async () => {
      const page = await call<{ data: unknown[] }>("GET", `${ACME}/deliveries?status=dead&subscriptionId=${ledgerId}`);
      return page.data.length > 0;
    },
    { until: "the ledger had refused it", timeoutMs: 30_000 },
  );
  await send("invoice.paid");
  await send("invoice.voided");
}

/** What can arrive has arrived; the rest stands behind breakers and limits, as it shall. */
function untilQuiet(call: Call): Promise<unknown> {
  return waitFor(
    async () => {
      const { data } = await call<{ data: unknown[] }>("GET", "/api/v1/deliveries?status=delivered&limit=200");
      return data.length >= MIN_DELIVERED;
    },
    { until: "most had been delivered", timeoutMs: 60_000 },
  );
}

async function playInSandbox(call: Call): Promise<string> {
  const make = (body: object) => call<{ id: string; url: string }>("POST", `${ACME}/sandbox/receivers`, body);
  await make({ name: "Slow payment service", answers: [204], delayMs: 3_000 });
  const { id, url } = await make({ name: "Order service, flaky", answers: [204, 503, "reset", 204], repeat: true });
  await call("POST", `${ACME}/subscriptions`, {
    url,
    events: ["order.created", "customer.created"],
    retryPolicy: { delaysSeconds: [1, 1, 1] },
    description: "Sandbox",
  });
  for (let n = 0; n < 4; n += 1) {
    await call("POST", `${ACME}/events`, { type: "order.created", data: dataOf("order.created", 200 + n) });
  }
  await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json", "x-api-key": "not shown" },
    body: '{"type":"ping","from":"curl"}',
  }).catch(() => undefined); // It may be this one that the receiver resets, as it is told to.
  await waitFor(
    async () => (await call<{ data: unknown[] }>("GET", `${ACME}/sandbox/receivers/${id}/requests`)).data.length >= 9,
    { until: "the sandbox had got its requests", timeoutMs: 30_000 },
  );
  return id;
}

interface ReplayPlan {
  shopId: string;
  mend: () => void;
}

/** One that is done, one that was cancelled, one that runs while the pictures are taken. */
async function replay(call: Call, { shopId, mend }: ReplayPlan): Promise<string> {
  const start = (body: object) => call<{ id: string }>("POST", `${ACME}/replays`, body);
  const data = await waitFor(
    async () => {
      const page = await call<{ data: { id: string }[] }>("GET", `${ACME}/deliveries?status=dead&limit=200`);
      return page.data.length >= MIN_DEAD ? page.data : undefined;
    },
    { until: "the legacy endpoint had dead letters", timeoutMs: 60_000 },
  );
  mend();
  const mended = await start({ filter: { deliveryIds: data.slice(0, 4).map(({ id }) => id) } });
  await waitFor(
    async () => (await call<{ status: string }>("GET", `${ACME}/replays/${mended.id}`)).status === "completed",
    { until: "the first replay was done", timeoutMs: 30_000 },
  );
  const stopped = await start({ filter: { subscriptionId: shopId, status: ["delivered"] }, ratePerSecond: 1 });
  await call("POST", `${ACME}/replays/${stopped.id}/cancel`);
  const running = await start({ filter: { subscriptionId: shopId, status: ["delivered"] }, ratePerSecond: 1 });
  return running.id;
}

async function invitePeople(call: Call): Promise<void> {
  const people = [
    { email: "jo@acme.example", name: "Jo Berg", role: "owner" },
    { email: "sam@acme.example", name: "Sam Okafor", role: "developer" },
    { email: "lee@acme.example", name: "Lee Tran", role: "viewer" },
  ];
  for (const { email, name, role } of people) {
    const { url } = await call<{ url: string }>("POST", `${ACME}/invitations`, { email, role });
    const token = new URLSearchParams(new URL(url).hash.slice(1)).get("token");
    await call("POST", "/api/v1/invitations/accept", { token, name, password: OPERATOR.password });
  }
  await call("POST", `${ACME}/invitations`, { email: "new.colleague@acme.example", role: "developer" });
  await call("POST", "/api/v1/invitations", { email: "grace@northwind.example" });
}

async function handOutKeys(call: Call): Promise<void> {
  await call("POST", "/api/v1/api-keys", { name: "Billing service", scopes: ["publish"] });
  await call("POST", `${ACME}/api-keys`, { name: "Terraform", scopes: ["read", "write"] });
  const { id } = await call<{ id: string }>("POST", `${ACME}/api-keys`, { name: "Old CI" });
  await call("DELETE", `${ACME}/api-keys/${id}`);
  for (const [tenant, person] of [
    ["acme", "Jo Berg, user 4711"],
    ["globex", "Hank Scorpio"],
  ]) {
    await call("POST", "/api/v1/portal-links", { tenant, person, role: "developer" });
  }
  const { id: gone } = await call<{ id: string }>("POST", "/api/v1/portal-links", { tenant: "initech" });
  await call("DELETE", `/api/v1/portal-links/${gone}`);
}
