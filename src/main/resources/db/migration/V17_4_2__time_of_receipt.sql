-- When events were received; unknown for those received before.
alter table audit_brought add column brought_at timestamptz;
alter table audit_brought alter column brought_at set default now();
