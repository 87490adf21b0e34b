-- what the installation's ingress shows at GET /access; only the secret's hash is kept
create table access_pass (
  hash bytea primary key,
  -- null once that session has ended: the pass is worth nothing, but still names who was refused
  session_id char(36) references console_session (primary_id) on delete set null,
  account_id uuid not null references account on delete cascade,
  epoch int not null,
  expires_at timestamptz not null
);
create index access_pass_session on access_pass (session_id);
create index access_pass_account on access_pass (account_id);
create index access_pass_expiry on access_pass (expires_at);
