-- Pauses of Velero schedules that Velero does not support: runs that are skipped, and schedules
-- that are stored here while they are deleted.
create table snapshot_schedule_suspension (
  name text primary key,
  -- the deleted schedule as JSON; null if it exists and is paused
  manifest text,
  -- when it ends automatically; null if a user ends it
  resume_at timestamptz,
  suspended_at timestamptz not null,
  actor_type text not null,
  actor_id text not null,
  actor_name text,
  -- the failure of the last attempt to end it, or empty
  failure text not null
);

-- the retention rules of snapshots; a single row once they are saved
create table snapshot_retention (
  id integer primary key check (id = 1),
  version integer not null,
  enabled boolean not null,
  keep_last integer not null,
  daily integer not null,
  weekly integer not null,
  monthly integer not null,
  -- whether the rules apply to snapshots that users took, too
  manual boolean not null,
  saved_by text not null,
  saved_at timestamptz not null
);
