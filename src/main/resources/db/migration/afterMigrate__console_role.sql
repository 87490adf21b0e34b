-- After each migration: what the console's own role may do, where another one owns the tables. The log
-- is added to and read, nothing else; the owner alone could take the triggers away.
do $$
declare
  console text := '${console_role}';
  kept text;
begin
  if console in ('', current_user) then
    return;
  end if;
  execute format('grant usage on schema public to %I', console);
  execute format('grant select, insert, update, delete on all tables in schema public to %I', console);
  execute format('grant usage, select, update on all sequences in schema public to %I', console);
  execute format('grant execute on all functions in schema public to %I', console);
  for kept in
    select c.oid::regclass::text
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'public' and c.relkind in ('r', 'p')
      and (c.relname in ('audit_event', 'audit_event_id', 'audit_batch', 'audit_seal', 'audit_archive', 'audit_brought',
          'audit_dropped', 'flyway_schema_history')
        or c.relname ~ '^audit_event_[0-9]{4}_[0-9]{2}$')
  loop
    execute format('revoke update, delete, truncate on %s from %I', kept, console);
  end loop;
end $$;
