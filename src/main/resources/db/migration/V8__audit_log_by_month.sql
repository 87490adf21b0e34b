-- The log grows without end: by month, so that a month can be archived and dropped as a whole.
-- Whoever reads it also finds it in the order in which batches came, for the seals.

alter table audit_event rename to audit_event_before;
alter table audit_event_before rename constraint audit_event_pkey to audit_event_before_pkey;
drop index audit_event_time, audit_event_action, audit_event_actor, audit_event_target;

-- every id that was ever taken in and when it happened: an event told again is known again, also
-- after its month is archived; a key of a partitioned table could not promise that
create table audit_event_id (
  id uuid primary key,
  occurred_at timestamptz not null
);

-- events that came in one transaction; no event enters a batch later
create sequence audit_batch_number;
create table audit_batch (
  number bigint primary key,
  events int not null,
  first_at timestamptz not null,
  last_at timestamptz not null
);

-- those of them that no seal covers yet
create table audit_unsealed (
  number bigint primary key,
  events int not null,
  first_at timestamptz not null,
  last_at timestamptz not null
);

create table audit_event (
  -- what occurred says, to the microsecond
  occurred_at timestamptz not null,
  id uuid not null,
  batch bigint not null,
  version int not null,
  success boolean not null,
  -- as it was written, with up to nine digits of a second
  occurred text not null,
  action text not null,
  -- taken out of the JSON because people search by them
  actor_id text not null,
  actor_name text,
  target_type text not null,
  target_id text not null,
  target_name text,
  request_id text,
  -- json, not jsonb: it goes out byte for byte as it came in, and twice as fast
  actor json not null,
  target json not null,
  payload json not null,
  metadata json not null,
  scope json,
  request json,
  -- keyed by the installation's secret over all of the above; only rows older than this have none
  mac bytea,
  primary key (occurred_at, id)
) partition by range (occurred_at);

create index audit_event_action on audit_event (action, occurred_at, id);
create index audit_event_actor on audit_event (actor_id, occurred_at, id);
create index audit_event_target on audit_event (target_id, occurred_at, id);
create index audit_event_request on audit_event (request_id, occurred_at, id)
  where request_id is not null;
create index audit_event_failed on audit_event (occurred_at, id) where not success;
-- batches lie in the order in which they came
create index audit_event_batch on audit_event using brin (batch)
  with (pages_per_range = 16, autosummarize = on);

-- how those are called whose ids stand in events, to find them by name; and every action there is
create table audit_name (
  kind text not null,
  id text not null,
  name text not null,
  primary key (kind, id, name)
);
create index audit_name_name on audit_name (kind, lower(name));

-- The partition of a month, made as a table first and attached then: that way it waits for no
-- reader and makes none wait. As its owner, for the console's own role may only add rows.
create function audit_month(month date) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  name text := 'audit_event_' || to_char(month, 'YYYY_MM');
  first timestamptz := (date_trunc('month', month) at time zone 'UTC');
  next timestamptz := (date_trunc('month', month) + interval '1 month') at time zone 'UTC';
begin
  -- of two instances one makes it
  perform pg_advisory_xact_lock(hashtext('audit_month'));
  if to_regclass(name) is not null then
    return;
  end if;
  execute format('create table %I (like audit_event including all)', name);
  execute format('alter table audit_event attach partition %I for values from (%L) to (%L)',
    name, first, next);
  execute format('create trigger only_added before update or delete on %I for each statement'
    ' execute function audit_only_added()', name);
  execute format('create trigger never_emptied before truncate on %I for each statement'
    ' execute function audit_only_added()', name);
end $$;

create function audit_only_added() returns trigger language plpgsql as $$
begin
  raise exception 'the audit log is only added to, never changed'
    using errcode = 'insufficient_privilege';
end $$;

create trigger only_added before update or delete on audit_event
  for each statement execute function audit_only_added();
create trigger never_emptied before truncate on audit_event
  for each statement execute function audit_only_added();
create trigger only_added before update or delete on audit_event_id
  for each statement execute function audit_only_added();
create trigger never_emptied before truncate on audit_event_id
  for each statement execute function audit_only_added();
create trigger only_added before update or delete on audit_batch
  for each statement execute function audit_only_added();
create trigger never_emptied before truncate on audit_batch
  for each statement execute function audit_only_added();

-- what stood here before is the first batch
select audit_month(month::date)
from (select distinct date_trunc('month', occurred_at at time zone 'UTC') as month
  from audit_event_before) months;
insert into audit_batch
select nextval('audit_batch_number'), count(*), min(occurred_at), max(occurred_at)
from audit_event_before having count(*) > 0;
insert into audit_unsealed select * from audit_batch;
insert into audit_event_id select id, occurred_at from audit_event_before order by id;
insert into audit_event
select occurred_at, id, currval('audit_batch_number'), version, success,
  to_char(occurred_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), action, actor_id,
  actor_name, target_type, target_id, target_name, request ->> 'id', actor, target, payload,
  metadata, scope, request
from audit_event_before order by occurred_at, id;
insert into audit_name
select 'actor', actor_id, actor_name from audit_event_before where actor_name is not null
union select 'target', target_id, target_name from audit_event_before where target_name is not null
union select 'action', action, action from audit_event_before;
drop table audit_event_before;
