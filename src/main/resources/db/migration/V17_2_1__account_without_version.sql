-- instances of the previous release still read it during an update
comment on column account.version is 'unused; to be dropped in the next release';
