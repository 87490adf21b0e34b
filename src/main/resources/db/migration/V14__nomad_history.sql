-- What Nomad forgets after hours: builds that ended, drains, what happened to clients. Several
-- instances write the same at once, so each row has a key that follows from what happened.
create table nomad_build (
  allocation_id text primary key,
  namespace text not null,
  job_id text not null,
  name text not null,
  -- the name without the numbers that make it one of many; empty where nothing else is left of it
  kind text not null,
  -- what was set aside for it, in MHz and MiB; what such a size is called is up to the settings
  cpu bigint not null,
  memory bigint not null,
  client_id text not null,
  client_name text not null,
  created_at timestamptz not null,
  started_at timestamptz,
  finished_at timestamptz not null,
  -- DONE, FAILED, LOST or STOPPED
  outcome text not null,
  -- null where it never began
  wait_ms bigint,
  run_ms bigint
);
create index nomad_build_finished on nomad_build (finished_at);
create index nomad_build_of_kind on nomad_build (kind, cpu, memory, finished_at) include (run_ms)
  where outcome in ('DONE', 'FAILED') and run_ms is not null;
create index nomad_build_of_size on nomad_build (cpu, memory, finished_at) include (run_ms)
  where outcome in ('DONE', 'FAILED') and run_ms is not null;

-- The same by the hour, for months at a glance: how many ended how, and how many waited and ran how
-- long. Bucket b holds what took 2^(b/4) to 2^((b+1)/4) seconds, bucket -1 what took less than one.
create table nomad_build_hour (
  hour timestamptz not null,
  -- an outcome, WAIT or RUN
  measure text not null,
  cpu bigint not null,
  memory bigint not null,
  bucket int not null,
  builds bigint not null,
  primary key (hour, measure, cpu, memory, bucket)
);

create function nomad_bucket(ms bigint) returns int language sql immutable as $$
  select case when ms < 1000 then -1 else floor(4 * ln(ms / 1000.0) / ln(2.0))::int end
$$;

create table nomad_drain (
  client_id text not null,
  started_at timestamptz not null,
  client_name text not null,
  message text not null,
  requested_by text not null,
  force_at timestamptz,
  -- null where nobody looked on when it began
  builds int,
  ended_at timestamptz,
  -- null while it goes on; COMPLETE, CANCELED, GONE with its client, or UNKNOWN
  outcome text,
  primary key (client_id, started_at)
);
create index nomad_drain_started on nomad_drain (started_at);
create index nomad_drain_open on nomad_drain (client_id) where ended_at is null;

create table nomad_client_event (
  client_id text not null,
  at timestamptz not null,
  client_name text not null,
  subsystem text not null,
  message text not null,
  details jsonb not null
);
create unique index nomad_client_event_once
  on nomad_client_event (client_id, at, subsystem, md5(message));
create index nomad_client_event_at on nomad_client_event (at);

-- How many clients stood how, every five minutes.
create table nomad_client_count (
  at timestamptz primary key,
  ready int not null,
  down int not null,
  known int not null
);
