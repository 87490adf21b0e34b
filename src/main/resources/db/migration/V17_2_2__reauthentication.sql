alter table console_session
  -- a confirmation without GitHub; null: the sign-in is the confirmation
  add column reauthenticated_at timestamptz,
  -- the last action that required re-authentication
  add column last_action_at timestamptz;

-- confirmations during an outage of GitHub, for the overview
create table unconfirmed_reauthentication (
  id uuid primary key,
  account_id uuid not null references account on delete cascade,
  reason text not null,
  at timestamptz not null
);
create index unconfirmed_reauthentication_at on unconfirmed_reauthentication (at);
