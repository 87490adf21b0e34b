-- Files of events that are taken in piece by piece; who comes again with the same file goes on where
-- it stopped.
create table audit_import (
  id uuid primary key,
  account text not null,
  account_name text,
  name text not null,
  size bigint not null,
  -- how many bytes and lines of it are taken in
  position bigint not null default 0,
  lines bigint not null default 0,
  stored bigint not null default 0,
  duplicates bigint not null default 0,
  rejected bigint not null default 0,
  first_rejected text[] not null default '{}',
  started_at timestamptz not null,
  seen_at timestamptz not null,
  ended_at timestamptz
);
create index audit_import_started on audit_import (started_at);
