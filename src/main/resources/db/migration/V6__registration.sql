-- who may enter; no row until an admin saves the page: the environment's first value holds
create table registration (
  only_row boolean primary key default true check (only_row),
  anyone boolean not null,
  -- the two arrays are one list: the n-th name meant the n-th numeric id when it was saved
  organization_names text[] not null,
  organization_ids bigint[] not null,
  suspend_new_users boolean not null,
  version int not null,
  saved_by text not null,
  saved_at timestamptz not null,
  check (cardinality(organization_names) = cardinality(organization_ids)),
  -- an empty list lets nobody in by accident: anyone has to be said
  check (anyone = (cardinality(organization_names) = 0))
);

-- somebody in no organisation at all has no rows in account_organization, but was looked at
alter table membership add column organizations_checked_at timestamptz;
