-- personal API tokens; of the token itself only its SHA-256 is kept, which is how it is found
create table api_token (
  id uuid primary key,
  account_id uuid not null references account on delete cascade,
  -- cutting a person's access counts the account's epoch up and ends the tokens made before
  epoch int not null,
  name text not null,
  hash bytea not null,
  scopes text[] not null
    check (cardinality(scopes) > 0 and scopes <@ array ['READ', 'WRITE', 'AUDIT_INGEST', 'ORBS']),
  created_at timestamptz not null,
  expires_at timestamptz not null,
  last_used_at timestamptz,
  last_used_from text,
  revoked_at timestamptz,
  revoked_by text
);
create unique index api_token_hash on api_token (hash);
create index api_token_account on api_token (account_id, created_at desc, id desc);
create index api_token_created on api_token (created_at desc, id desc);

-- answers to POST requests that carried an Idempotency-Key, to be given again for a day
create table api_answer (
  token_id uuid not null references api_token on delete cascade,
  key text not null,
  request_hash bytea not null,
  asked_at timestamptz not null,
  -- no status: the request is under way, or a crash left its outcome unknown
  status int,
  content_type text,
  location text,
  -- sealed, for an answer may hold a new token
  sealed_body bytea,
  primary key (token_id, key)
);
create index api_answer_asked on api_answer (asked_at);
