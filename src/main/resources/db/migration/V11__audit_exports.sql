-- Downloads of the audit log, under way and done: what a person sees while one runs, and what is
-- left of one whose instance went away.
create table audit_export (
  id uuid primary key,
  account text not null,
  account_name text,
  file text not null,
  filter text not null,
  expected bigint not null,
  started_at timestamptz not null,
  -- noted every two seconds while it runs
  seen_at timestamptz not null,
  events bigint not null default 0,
  bytes bigint not null default 0,
  ended_at timestamptz,
  -- null while it runs and when it is done
  failure text
);
create index audit_export_started on audit_export (started_at);
create index audit_export_running on audit_export (seen_at) where ended_at is null;

-- A filter that somebody wants again.
create table audit_saved_filter (
  account text not null,
  name text not null,
  query text not null,
  saved_at timestamptz not null,
  primary key (account, name)
);
