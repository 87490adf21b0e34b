alter table drain_runner
  add column id uuid not null default gen_random_uuid(),
  -- the number of heartbeats; a lower one than before means that the database was restored
  add column beats bigint not null default 0,
  -- the database cluster and the table that the last heartbeat was written to; a dump has another one
  add column database_id text;
