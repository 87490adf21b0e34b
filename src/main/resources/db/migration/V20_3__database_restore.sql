-- Each time that the console found out that the database is, or may be, a restored backup.
create table database_restore (
  id uuid primary key,
  found_at timestamptz not null,
  reason text not null,
  -- the last heartbeat in the database: later changes are missing
  state_at timestamptz not null,
  -- the newest seal of the audit log in the database, 0 if there is none
  newest_seal bigint not null,
  -- the newest checkpoint in the storage, and how the seals compare to it; null until it was read
  checkpoint text,
  seals text check (seals in ('MATCH', 'MISSING', 'DIFFERENT', 'UNKNOWN')),
  seals_accepted_at timestamptz,
  seals_accepted_by text,
  -- whether the storage knows which tokens were revoked; null until it was read
  tokens text check (tokens in ('KNOWN', 'UNKNOWN')),
  -- until when the storage knows it
  tokens_until timestamptz
);
create index database_restore_found on database_restore (found_at desc);

-- tokens that are active in the restored database, but were or may have been revoked since
create table database_restore_token (
  restore_id uuid not null references database_restore,
  token_id uuid not null references api_token on delete cascade,
  -- null: not known whether it was revoked
  revoked_at timestamptz,
  revoked_by text,
  kept_at timestamptz,
  kept_by text,
  primary key (restore_id, token_id)
);
