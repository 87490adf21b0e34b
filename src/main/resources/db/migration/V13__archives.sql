-- Files of closed months outside the database, each written once and read back. A later part holds
-- what came late; a row is never changed.
create table audit_archive (
  month date not null,
  part int not null,
  -- the seals it begins and ends with: each event is in exactly one seal, so in exactly one part
  first_seal bigint not null,
  last_seal bigint not null,
  events bigint not null,
  manifest text not null,
  -- keyed by the installation's secret over the four above
  mac bytea not null,
  archived_at timestamptz not null,
  primary key (month, part)
);

-- months whose events are in the files alone
create table audit_dropped (
  month date not null,
  -- the last one there was; a later one may come and be dropped, too
  part int not null,
  events bigint not null,
  dropped_at timestamptz not null,
  primary key (month, part)
);

create trigger only_added before update or delete on audit_archive
  for each statement execute function audit_only_added();
create trigger never_emptied before truncate on audit_archive
  for each statement execute function audit_only_added();
create trigger only_added before update or delete on audit_dropped
  for each statement execute function audit_only_added();
create trigger never_emptied before truncate on audit_dropped
  for each statement execute function audit_only_added();

-- why archiving does not go on, and since when; nothing while it does
create table audit_archive_failure (
  one boolean primary key default true check (one),
  since timestamptz not null,
  last_at timestamptz not null,
  tried text not null,
  answered text not null,
  advice text not null
);

-- Takes a month out of the database, all of whose events are archived; as its owner, for the
-- console's own role may only add. Answers how many events that were.
create function audit_drop_month(month_to_drop date, at timestamptz) returns bigint
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  name text := 'audit_event_' || to_char(month_to_drop, 'YYYY_MM');
  there bigint;
  archived bigint;
  last_part int;
begin
  if to_regclass(name) is null then
    return 0;
  end if;
  -- rather later than that a long download holds up everybody who asks after us
  set local lock_timeout = '500ms';
  -- no event comes between the count and the end
  execute format('lock table %I in share mode', name);
  execute format('select count(*) from %I', name) into there;
  select coalesce(sum(events), 0), max(part) into archived, last_part
  from audit_archive where month = month_to_drop;
  archived := archived
    - (select coalesce(sum(events), 0) from audit_dropped where month = month_to_drop);
  if there <> archived then
    raise exception '% events of the month, of which % are archived', there, archived;
  end if;
  execute format('alter table audit_event detach partition %I', name);
  execute format('drop table %I', name);
  insert into audit_dropped values (month_to_drop, last_part, there, at);
  return there;
end $$;
