-- Ordered delivery: the key of a delivery's order (docs/adr/010).
alter table deliveries add column ordering_key text;

-- The heads of the keys of an ordered lane, and which keys a dead delivery blocks.
create index deliveries_order_idx on deliveries (subscription_id, ordering_key, position)
  where state = 'pending' and ordering_key is not null;
create index deliveries_order_dead_idx on deliveries (subscription_id, ordering_key, position)
  where state = 'dead' and ordering_key is not null;
