-- What owners tell of their lanes, at most once a second: numbers for people, rewritten all the time. Unlogged, because
-- it may be lost: the breaker, which may not, stands in lanes too. Room on the page keeps the updates in place.
create unlogged table lane_states (
  subscription_id text not null,
  state jsonb not null,
  updated_at timestamptz(3) not null default current_timestamp,
  constraint lane_states_pkey primary key (subscription_id),
  constraint lane_states_subscription_id_fkey foreign key (subscription_id) references subscriptions (id) on delete cascade on update cascade
) with (fillfactor = 50);
