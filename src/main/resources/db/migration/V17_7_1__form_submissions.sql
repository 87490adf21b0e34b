-- submitted forms by their one-time keys, so that a form that is submitted twice has one effect
create table form_submission (
  key uuid primary key,
  submitted_at timestamptz not null,
  -- where the response redirected to; null while the request runs
  location text,
  -- an encrypted result that the next page shows
  sealed_result bytea
);
create index form_submission_age on form_submission (submitted_at);
