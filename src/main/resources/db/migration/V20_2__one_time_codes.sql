-- codes with which an admin signs in while GitHub is down; of a code only a keyed hash is kept
create table one_time_code (
  id uuid primary key,
  account_id uuid not null references account on delete cascade,
  -- suspending an account or revoking its access increments its epoch, which invalidates its codes
  epoch int not null,
  hash text not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz
);
create index one_time_code_account on one_time_code (account_id);
create index one_time_code_used on one_time_code (used_at) where used_at is not null;

alter table console_session
  -- the end of a session that was started with a one-time code; null: started at GitHub
  add column ends_at timestamptz;
