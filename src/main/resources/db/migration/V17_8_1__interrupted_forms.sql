-- when the instance that executes the form last reported it as running
alter table form_submission add column seen_at timestamptz;
-- when a user was informed that the instance stopped before the form had a result; submitting the form
-- again then executes it
alter table form_submission add column interrupted_at timestamptz;
