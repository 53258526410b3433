/** What fills a big table; `:deliveries` is how many. Times are spread over the week until now. */
export const SEED_STATEMENTS: readonly { name: string; text: string }[] = [
  { name: "table partitions", text: "select create_table_partitions(current_date - 8, 10)" },
  {
    name: "tenants",
    text: `insert into tenants (id, external_id, name, partition_id)
           select 'ten_' || lpad(to_hex(n), 32, '0'), 'tenant-' || n, 'Tenant ' || n, n % 4 from generate_series(1, 5) n`,
  },
  {
    name: "subscriptions",
    text: `insert into subscriptions (id, tenant_id, events, destination_config)
           select 'sub_' || lpad(to_hex(n), 32, '0'), 'ten_' || lpad(to_hex(1 + n % 5), 32, '0'), '{"*"}',
                  jsonb_build_object('url', 'https://endpoint-' || n || '.example/hooks', 'headers', '{}'::jsonb)
             from generate_series(1, 250) n`,
  },
  {
    name: "lanes",
    text: "insert into lanes (subscription_id, tenant_id) select id, tenant_id from subscriptions",
  },
  // 98.6 % delivered, 1 % dead, 0.2 % pending, 0.2 % skipped; one delivery in 100,000 is of a rare type.
  { name: "deliveries of a week", text: deliveries("n * 604800.0 / :deliveries", ":deliveries", "delivered") },
  // The bad hour: an endpoint of each tenant is down.
  { name: "a bad last hour", text: deliveries("n * 3600.0 / 20000", "20000", "pending") },
  {
    name: "roll-ups of a week",
    text: `insert into rollups (scope, at, result, count, delivered, dead)
           select scope, date_bin('5 minutes', now(), 'epoch') - make_interval(mins => 5 * n), result, 100, 98, 1
             from generate_series(0, 2015) n,
                  (select '' as scope union all select id from tenants union all select id from subscriptions) s,
                  unnest(array['204', '503', 'timeout', 'routed']) result
            where result <> 'routed' or scope not like 'sub%'`,
  },
  {
    name: "latencies of a week",
    text: `insert into rollup_latencies (scope, at, bucket, count)
           select scope, date_bin('5 minutes', now(), 'epoch') - make_interval(mins => 5 * n), 15 + b, 20
             from generate_series(0, 2015) n, generate_series(0, 7) b,
                  (select '' as scope union all select id from tenants union all select id from subscriptions) s`,
  },
  { name: "statistics", text: "analyze" },
];

function deliveries(secondsAgo: string, count: string, usual: "delivered" | "pending"): string {
  return `
insert into deliveries (id, tenant_id, partition_id, event_id, subscription_id, event_type, position, sequence, state,
                        attempt_count, attempt_total, due_at, first_attempt_at, last_attempt_at, last_outcome,
                        last_status_code, settled_at, created_at)
select 'dlv_' || stamp || tail, s.tenant_id, 1, 'evt_' || stamp || tail, s.id,
       case when n % 100000 = 0 then 'order.rare' else 'order.' || (array['created', 'updated', 'completed'])[1 + n % 3] end,
       n, n, state::delivery_state, 1, 1, case when state = 'pending' then now() + interval '1 hour' end, at, at,
       case when state = 'delivered' then 'succeeded' else 'http_status' end,
       case when state = 'delivered' then 204 when n % 2 = 0 then 503 else 500 end,
       case when state <> 'pending' then at end, at
  from generate_series(1, ${count}) n
 cross join lateral (select now() - make_interval(secs => ${secondsAgo}) as at) t
 cross join lateral (select lpad(to_hex((extract(epoch from at) * 1000)::bigint), 12, '0') as stamp,
                            substr(md5(n::text || '${usual}'), 1, 20) as tail) i
 cross join lateral (select case when '${usual}' = 'pending' then 'pending' when n % 100 = 0 then 'dead'
                                 when n % 500 = 1 then 'pending' when n % 500 = 2 then 'skipped' else 'delivered' end as state) w
  join subscriptions s on s.id = 'sub_' || lpad(to_hex(1 + (case when '${usual}' = 'pending' then n % 5 else n % 250 end)), 32, '0')`;
}
