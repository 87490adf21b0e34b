-- the sums of audit_count by day (UTC): a picture of a month reads a day's row, not 24 of an hour
create table audit_count_by_day (
  day timestamptz not null,
  action text not null,
  success boolean not null,
  events bigint not null,
  primary key (day, action, success)
);

insert into audit_count_by_day
select date_trunc('day', hour, 'UTC'), action, success, sum(events) from audit_count group by 1, 2, 3;
