import pg from "pg";
import { HOSTS } from "./endpoints";

const DAY_BUCKETS = 288;
const BUCKET_MS = 300_000;

async function onDatabase(url: string, work: (client: pg.Client) => Promise<void>): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}

/**
 * Shows the endpoints under names of their own instead of this machine's port. The worker has the real addresses in
 * memory and goes on with them.
 */
export function dressUp(databaseUrl: string, origin: string): Promise<void> {
  return onDatabase(databaseUrl, async (client) => {
    await client.query(
      `update subscriptions set destination_config = jsonb_set(destination_config, '{url}', '"https://sandbox.northwind.example/order-service"')
        where destination_config->>'url' like '%/sandbox/sbx_%'`,
    );
    for (const [endpoint, host] of Object.entries(HOSTS)) {
      await client.query(
        `update subscriptions set destination_config = jsonb_set(destination_config, '{url}', to_jsonb($2::text))
          where destination_config->>'url' = $1`,
        [`${origin.replace(/\/$/, "")}/${endpoint}`, `https://${host}/hooks`],
      );
    }
  });
}

/** A day of traffic in the roll-ups: quiet at night, an endpoint that fails since an hour. */
export function writeHistory(databaseUrl: string, tenantId: string): Promise<void> {
  return onDatabase(databaseUrl, async (client) => {
    const now = Math.floor(Date.now() / BUCKET_MS) * BUCKET_MS;
    for (let back = 2; back < DAY_BUCKETS; back += 1) {
      const at = new Date(now - back * BUCKET_MS);
      const hour = at.getUTCHours() + at.getUTCMinutes() / 60;
      const load = Math.round(260 + 240 * Math.sin(((hour - 8) / 24) * 2 * Math.PI) + ((back * 37) % 41));
      const failing = back < 14 ? Math.round(load * 0.09) : (back * 13) % 3;
      for (const scope of ["", tenantId]) {
        await writeBucket(client, { scope, at, load, failing, dead: back < 10 ? 3 : 0 });
      }
    }
  });
}

interface Failing {
  subscriptionId: string;
  hours: number;
  /** The last warning, in percent. */
  warning: number;
}

/** An endpoint that has failed for days. */
export function failSince(databaseUrl: string, { subscriptionId, hours, warning }: Failing): Promise<void> {
  return onDatabase(databaseUrl, async (client) => {
    await client.query(
      `update lanes set failing_since = now() - make_interval(hours => $2), last_failure_at = now(), failure_warning = $3
        where subscription_id = $1`,
      [subscriptionId, hours, warning],
    );
  });
}

interface Bucket {
  scope: string;
  at: Date;
  load: number;
  failing: number;
  dead: number;
}

async function writeBucket(client: pg.Client, { scope, at, load, failing, dead }: Bucket): Promise<void> {
  const rows = [
    ["routed", load, 0, 0],
    ["200", load, load, 0],
    ["503", failing, 0, dead],
  ] as const;
  for (const [result, count, delivered, died] of rows) {
    await client.query(
      "insert into rollups (scope, at, result, count, delivered, dead) values ($1, $2, $3, $4, $5, $6) on conflict do nothing",
      [scope, at, result, count, delivered, died],
    );
  }
  await client.query(
    `insert into rollup_latencies (scope, at, bucket, count)
     select $1, $2, latency_bucket(ms), greatest(1, ($3 * share)::int) from (values (18, 0.5), (34, 0.3), (70, 0.15), (240, 0.04), (900, 0.01)) as spread(ms, share)
     on conflict do nothing`,
    [scope, at, load],
  );
  await client.query("insert into backlog_samples (scope, at, pending) values ($1, $2, $3) on conflict do nothing", [
    scope,
    at,
    failing * 4,
  ]);
}
