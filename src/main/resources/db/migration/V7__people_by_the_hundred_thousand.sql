-- what the list of people needs with 100,000 of them; docs/performance.md has the figures

-- one window in the list's own order
drop index account_status;
create index account_status on account (status, lower(login), id);

-- as small as an index can be: every page counts the windows, and reads all of it
create index account_windows on account (status);

-- a few of many: those whom a suspension locks, and the filter
create index account_admins on account (status, id) where role = 'ADMIN';

-- whoever was not here for long; what PostgreSQL knows of it tells whether those are many or few
create index account_idle on account ((coalesce(last_seen, first_seen)));

-- a login by how it begins, for the palette
create index account_login_beginning on account ((lower(login) collate "C"));
