-- A file of the same name and size may be another one; then it begins at its beginning.
alter table audit_import add column version text not null default '';
