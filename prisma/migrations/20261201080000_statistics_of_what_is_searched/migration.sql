-- Of the tables that grow, PostgreSQL looks into those columns alone that something is searched, joined or grouped by.
-- ANALYZE sorts 30,000 values of every column it looks into: while the tables of a day filled, that was a seventh of
-- what PostgreSQL did (docs/performance.md).
alter table events
  alter column position set statistics 0, alter column version set statistics 0, alter column source set statistics 0,
  alter column timestamp set statistics 0, alter column deliver_at set statistics 0,
  alter column accepted_at set statistics 0, alter column data set statistics 0, alter column erased_at set statistics 0;
alter table event_routings
  alter column sequence set statistics 0, alter column matched set statistics 0, alter column skipped set statistics 0,
  alter column error set statistics 0, alter column routed_at set statistics 0,
  alter column routing_version set statistics 0;
alter table deliveries
  alter column sequence set statistics 0, alter column skip_detail set statistics 0,
  alter column generation set statistics 0, alter column attempt_total set statistics 0,
  alter column first_attempt_at set statistics 0, alter column last_attempt_at set statistics 0,
  alter column created_at set statistics 0;
alter table attempts
  alter column number set statistics 0, alter column trigger set statistics 0, alter column outcome set statistics 0,
  alter column status_code set statistics 0, alter column error_message set statistics 0,
  alter column started_at set statistics 0, alter column duration_ms set statistics 0,
  alter column timings set statistics 0, alter column request_headers set statistics 0,
  alter column response_headers set statistics 0, alter column response_body set statistics 0,
  alter column response_truncated set statistics 0;
alter table rollup_deltas
  alter column at set statistics 0, alter column result set statistics 0, alter column count set statistics 0,
  alter column delivered set statistics 0, alter column dead set statistics 0, alter column durations set statistics 0;

-- `like … including all` copies no statistics targets: a table of a day is told its parent's.
create function copy_statistics_targets(parent text, child text) returns void
  language plpgsql as $$
declare
  changes text;
begin
  select string_agg(format('alter column %I set statistics %s', attname, attstattarget), ', ') into changes
    from pg_attribute
   where attrelid = parent::regclass and attnum > 0 and not attisdropped and attstattarget >= 0;
  if changes is not null then execute format('alter table %I %s', child, changes); end if;
end $$;

create or replace function create_table_partitions(first_day date, days int) returns int
  language plpgsql as $$
declare
  made int := 0;
  day date;
  parent record;
  child text;
  low text;
  high text;
begin
  perform pg_advisory_xact_lock(hashtext('create_table_partitions'));
  for parent in
    select * from (values ('events', 'id', 'evt_'), ('event_routings', 'event_id', 'evt_'),
                          ('deliveries', 'id', 'dlv_'), ('attempts', 'id', 'att_')) as p(name, key, prefix)
  loop
    for day in select d::date from generate_series(first_day, first_day + days - 1, interval '1 day') d loop
      child := parent.name || '_p' || to_char(day, 'YYYYMMDD');
      continue when to_regclass(child) is not null;
      low := id_bound(parent.prefix, day::timestamp at time zone 'UTC');
      high := id_bound(parent.prefix, (day + 1)::timestamp at time zone 'UTC');
      execute format('create table %I (like %I including all)', child, parent.name);
      perform copy_statistics_targets(parent.name, child);
      execute format('with moved as (delete from %I where %I >= %L and %I < %L returning *) insert into %I select * from moved',
        parent.name || '_default', parent.key, low, parent.key, high, child);
      execute format('alter table %I attach partition %I for values from (%L) to (%L)', parent.name, child, low, high);
      made := made + 1;
    end loop;
  end loop;
  return made;
end $$;
