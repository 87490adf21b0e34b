create table audit_event (
  id uuid primary key,
  action text not null,
  actor json not null,
  target json not null,
  payload json not null,
  occurred_at timestamptz not null,
  metadata json not null,
  version int not null default 1,
  scope json,
  success boolean not null,
  request json,
  -- taken out of the JSON because people search by them
  actor_id text not null,
  actor_name text,
  target_type text not null,
  target_id text not null,
  target_name text
);
create index audit_event_time on audit_event (occurred_at desc, id desc);
create index audit_event_action on audit_event (action, occurred_at desc, id desc);
create index audit_event_actor on audit_event (actor_id, occurred_at desc, id desc);
create index audit_event_target on audit_event (target_type, target_id, occurred_at desc, id desc);

-- acts on the outside world that are under way; what a crash leaves here becomes one event
create table operation_journal (
  id uuid primary key,
  action text not null,
  actor json not null,
  target json not null,
  metadata json not null,
  request json,
  started_at timestamptz not null,
  overdue_at timestamptz not null
);
create index operation_journal_overdue on operation_journal (overdue_at);
