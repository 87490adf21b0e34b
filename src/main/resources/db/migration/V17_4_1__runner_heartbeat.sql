-- When an instance last advanced rolling drains and releases. In a restored database this time is as
-- old as the backup.
create table drain_runner (
  one boolean primary key default true check (one),
  heartbeat_at timestamptz not null
);

-- why no request is sent for the release until an admin resumes it, or empty
alter table client_release add column halted text not null default '';

-- checkpoints of the storage that the database does not contain, as reported after a restore
create table audit_restore (
  checkpoint text primary key,
  reported_at timestamptz not null
);
