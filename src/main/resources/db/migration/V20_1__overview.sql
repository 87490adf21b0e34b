-- running instances of the console; each one updates its row every few seconds and deletes it when it stops
create table console_instance (
  id uuid primary key,
  name text not null,
  version text not null,
  started_at timestamptz not null,
  seen_at timestamptz not null
);

-- links to the wall, which need no sign-in; of the token itself only its SHA-256 is kept
create table wall_link (
  id uuid primary key,
  name text not null,
  hash bytea not null,
  created_at timestamptz not null,
  created_by text not null,
  revoked_at timestamptz,
  revoked_by text
);
create unique index wall_link_hash on wall_link (hash);
