-- a suspension may end by itself
alter table account add column status_until timestamptz;
create index account_status_until on account (status_until) where status_until is not null;

-- one column to look for words in: login, name and e-mail address, in small letters
alter table account add column words text generated always as
  (lower(login || ' ' || coalesce(name, '') || ' ' || coalesce(email, ''))) stored;

-- the orders of the list of people, each with the id as the last word
create index account_last_seen on account ((coalesce(last_seen, '-infinity'::timestamptz)), id);
create index account_first_seen on account (first_seen, id);
create index account_status_since on account (status_since, id);
create index account_role on account ((role || '/' || lower(login)), id);
create index account_sign_ins on account (sign_ins, id);

-- the organisations a person was in when GitHub was last asked
create table account_organization (
  account_id uuid not null references account on delete cascade,
  github_id bigint not null,
  login text not null,
  state text not null check (state in ('ACTIVE', 'PENDING')),
  checked_at timestamptz not null,
  primary key (account_id, github_id)
);
create index account_organization_login on account_organization (lower(login), account_id);
