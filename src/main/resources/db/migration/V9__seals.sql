-- Proof that the log is as it came: each seal covers batches and the seal before it, keyed by a
-- secret that the database does not know.
create table audit_seal (
  number bigint primary key,
  sealed_at timestamptz not null,
  batches bigint[] not null,
  events int not null,
  first_at timestamptz not null,
  last_at timestamptz not null,
  -- of each event its id and its mac, 16 bytes each, in the order of batches and ids
  entries bytea not null,
  previous bytea not null,
  mac bytea not null
);
alter table audit_seal alter column entries set storage external;
create index audit_seal_time on audit_seal (sealed_at);

create trigger only_added before update or delete on audit_seal
  for each statement execute function audit_only_added();
create trigger never_emptied before truncate on audit_seal
  for each statement execute function audit_only_added();

-- how many sealed events there are of each hour, action and outcome
create table audit_count (
  hour timestamptz not null,
  action text not null,
  success boolean not null,
  events bigint not null,
  primary key (hour, action, success)
);

-- what the console itself found when it looked
create table audit_verification (
  at timestamptz primary key,
  complete boolean not null,
  sealed_to bigint not null,
  events bigint not null,
  up_to timestamptz,
  findings bigint not null,
  first_findings text[] not null
);
