-- Clients that are drained one after the other, and clients that are handed to whoever terminates
-- their machine. Each step is written down before it is done and after, so that another instance,
-- or this one after a crash, goes on where it was.
create table drain_plan (
  id uuid primary key,
  reason text not null,
  -- how many at a time, and how many ready clients have to stay
  at_once int not null,
  keep_ready int not null,
  -- null waits for every build
  deadline_seconds bigint,
  ignore_system_jobs boolean not null,
  eligible_after boolean not null,
  wait_for_queue boolean not null,
  -- RUNNING, PAUSED, ABORTED or FINISHED
  state text not null,
  -- why nothing goes on, empty while something does
  waits text not null default '',
  -- nothing more is done at Nomad until somebody resumes it: Nomad refused, or failed too often
  halted boolean not null default false,
  -- how often in a row Nomad failed, and when it is asked again
  failures int not null default 0,
  retry_at timestamptz,
  actor_type text not null,
  actor_id text not null,
  actor_name text,
  created_at timestamptz not null,
  ended_at timestamptz
);
create index drain_plan_created on drain_plan (created_at);
create index drain_plan_open on drain_plan (created_at) where ended_at is null;

create table drain_plan_client (
  plan_id uuid not null references drain_plan on delete cascade,
  position int not null,
  client_id text not null,
  name text not null,
  -- WAITING, STARTING, DRAINING, RESTORING, DONE, FAILED or SKIPPED
  state text not null default 'WAITING',
  note text not null default '',
  -- marks the drain at Nomad
  operation uuid,
  -- whether it took builds before it was begun: what was parked stays parked
  was_eligible boolean not null default false,
  -- of the drain's write; the view says nothing of it before it holds that index
  write_index bigint not null default 0,
  started_at timestamptz,
  ended_at timestamptz,
  primary key (plan_id, position),
  unique (plan_id, client_id)
);
create index drain_plan_client_at_work on drain_plan_client (client_id)
  where state in ('STARTING', 'DRAINING', 'RESTORING');

create table client_release (
  id uuid primary key,
  client_id text not null,
  name text not null,
  -- the machine's id at its cloud, empty where it has none
  instance text not null,
  -- REQUESTED, CORDONED, DRAINING, STOPPING, SAFE, RELEASED, PURGED, CANCELLED, FAILED or ABANDONED
  state text not null,
  note text not null default '',
  reason text not null,
  deadline_seconds bigint,
  purge boolean not null,
  -- why it was let pass although too few clients stay, empty where it was not
  override text not null default '',
  actor_type text not null,
  actor_id text not null,
  actor_name text,
  operation uuid not null,
  write_index bigint not null default 0,
  builds_left int not null default 0,
  requested_at timestamptz not null,
  state_since timestamptz not null,
  -- when it was last seen that all goes well
  heartbeat_at timestamptz not null,
  ended_at timestamptz,
  -- how often the next act was begun and came to nothing, and before when nobody begins it again
  tries int not null default 0,
  not_before timestamptz,
  -- what the last try came to, as the audit log tells it, empty while none failed
  failure text not null default ''
);
-- a client is released once at a time
create unique index client_release_open on client_release (client_id) where ended_at is null;
create index client_release_requested on client_release (requested_at);
create index client_release_of on client_release (client_id, requested_at);
