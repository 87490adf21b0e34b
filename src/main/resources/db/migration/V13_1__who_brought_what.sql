-- Who brought the events of a batch; what the console wrote itself has no row here, so that an event
-- that says a person did something is told from one that the console saw being done.
create table audit_brought (
  batch bigint primary key,
  by_id text not null,
  by_name text
);
create trigger only_added before update or delete on audit_brought
  for each statement execute function audit_only_added();
create trigger never_emptied before truncate on audit_brought
  for each statement execute function audit_only_added();

-- The same as before, but a month that is not over for a day is never dropped, whatever the archive
-- says: the console's own role can write into that.
create or replace function audit_drop_month(month_to_drop date, at timestamptz) returns bigint
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
  if now() < (month_to_drop + interval '1 month') at time zone 'UTC' + interval '1 day' then
    raise exception 'the month is not over';
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
revoke execute on function audit_drop_month(date, timestamptz) from public;
revoke execute on function audit_month(date) from public;
