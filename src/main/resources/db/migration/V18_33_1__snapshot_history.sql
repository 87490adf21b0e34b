-- What Signalbox recorded about snapshots; the rows outlive the backups.
create table snapshot_record (
  backup_uid text primary key,
  name text not null,
  -- label value of the schedule, or empty
  schedule text not null,
  started_at timestamptz,
  completed_at timestamptz,
  -- the volumes that it was expected to save, as JSON; null if they are in its annotation or unknown
  expected text,
  -- when the sizes were recorded; null while it runs
  measured_at timestamptz,
  -- bytes of all saved volumes
  bytes bigint not null,
  recorded_at timestamptz not null
);

create index snapshot_record_recorded_at on snapshot_record (recorded_at);
create index snapshot_record_started_at on snapshot_record (started_at);

-- sizes of the volumes in snapshots
create table snapshot_volume_size (
  backup_uid text not null,
  namespace text not null,
  -- name of the claim, or of the workload and its volume
  volume text not null,
  snapshot text not null,
  taken_at timestamptz not null,
  bytes bigint not null,
  -- null if Velero does not report it
  uploaded_bytes bigint,
  primary key (backup_uid, namespace, volume)
);

create index snapshot_volume_size_by_volume on snapshot_volume_size (namespace, volume, taken_at desc);
create index snapshot_volume_size_taken_at on snapshot_volume_size (taken_at);
