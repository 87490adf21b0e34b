alter table console_session
  -- the last re-authentication without GitHub; null: GitHub confirmed the last one
  add column unconfirmed_at timestamptz;
