-- As before, and two sessions can create the same partition: one that has waited for the lock may not see it yet.
create or replace function audit_month(month date) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  name text := 'audit_event_' || to_char(month, 'YYYY_MM');
  first timestamptz := (date_trunc('month', month) at time zone 'UTC');
  next timestamptz := (date_trunc('month', month) + interval '1 month') at time zone 'UTC';
begin
  -- one instance creates it, the others wait
  perform pg_advisory_xact_lock(hashtext('audit_month'));
  if to_regclass(name) is not null then
    return;
  end if;
  execute format('create table %I (like audit_event including all)', name);
  execute format('alter table audit_event attach partition %I for values from (%L) to (%L)',
    name, first, next);
  execute format('create trigger only_added before update or delete on %I for each statement'
    ' execute function audit_only_added()', name);
  execute format('create trigger never_emptied before truncate on %I for each statement'
    ' execute function audit_only_added()', name);
exception
  when duplicate_table then
    null;
end $$;
