-- Restores of snapshots that Signalbox runs. Each row is advanced step by step; what a step creates
-- in Velero is named here before it is created.
create table snapshot_restore (
  id uuid primary key,
  version integer not null,
  snapshot text not null,
  snapshot_uid text not null,
  mode text not null,
  -- whether the user accepted a snapshot with missing data
  accepts_partial boolean not null,
  reason text not null,
  actor_type text not null,
  actor_id text not null,
  actor_name text,
  step text not null,
  state text not null,
  -- why it waits or is paused, or how it ended
  note text not null,
  failures integer not null,
  retry_at timestamptz,
  -- the snapshot taken first; null if it was declined
  safety_name text,
  safety_request uuid,
  -- the Restore of Velero
  restore_name text not null,
  restore_request uuid not null,
  -- what the user confirmed, and the state before, as JSON
  plan text not null,
  -- how Velero's restore ended, as JSON
  outcome text,
  undo_of uuid,
  created_at timestamptz not null,
  step_since timestamptz not null,
  ended_at timestamptz
);

create index snapshot_restore_created on snapshot_restore (created_at desc);

-- at most one restore at a time: two would delete what the other has restored
create unique index snapshot_restore_open on snapshot_restore ((1)) where ended_at is null;
