-- The content-type policy of artifacts; each save is a revision. The newest one is in force. No row:
-- the default applies.
create table artifact_policy_revision (
  number integer primary key check (number > 0),
  -- one type per line
  rendered text not null,
  plain_text text not null,
  allow_unsafe boolean not null,
  reason text not null,
  saved_by text not null,
  saved_at timestamptz not null
);
