-- token buckets; lost after a crash of the server, which only resets the limits
create unlogged table rate_limit (
  id text primary key,
  state bytea,
  expires_at bigint
);
