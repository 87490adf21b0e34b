create table account (
  id uuid primary key,
  -- a person is (GitHub, numeric id): logins and addresses can change hands
  instance text not null,
  github_id bigint not null,
  login text not null,
  name text,
  email text,
  role text not null check (role in ('ADMIN', 'VIEWER', 'MEMBER')),
  status text not null check (status in ('ACTIVE', 'INACTIVE', 'SUSPENDED', 'SUSPENDED_NEW')),
  status_since timestamptz not null,
  status_by text,
  status_reason text,
  -- counted up when access is cut: sessions of an older epoch are worth nothing
  epoch int not null default 0,
  first_seen timestamptz not null,
  last_seen timestamptz,
  sign_ins int not null default 0,
  version int not null default 0,
  unique (instance, github_id)
);
create index account_login on account (lower(login), id);
create index account_status on account (status, login);

-- what GitHub last said about a person's membership, and the one token to ask with
create table membership (
  account_id uuid primary key references account on delete cascade,
  organization text,
  organization_id bigint,
  confirmed_at timestamptz not null,
  asked_at timestamptz not null,
  asking_until timestamptz,
  last_answer text not null,
  etag text,
  sealed_token bytea
);

-- the numeric id that a required organisation's name stood for when it was first seen
create table organization (
  instance text not null,
  name text not null,
  github_id bigint not null,
  pinned_at timestamptz not null,
  primary key (instance, name)
);

-- one row for each signed-in browser, beside Spring's row and gone with it
create table console_session (
  primary_id char(36) primary key references spring_session (primary_id) on delete cascade,
  account_id uuid not null references account on delete cascade,
  epoch int not null,
  signed_in_at timestamptz not null,
  last_interaction_at timestamptz not null,
  device text not null,
  address text not null
);
create index console_session_account on console_session (account_id, signed_in_at);

-- GitHub delivers a webhook more than once when in doubt
create table github_delivery (
  id text primary key,
  received_at timestamptz not null
);
