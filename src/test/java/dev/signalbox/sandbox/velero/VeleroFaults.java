package dev.signalbox.sandbox.velero;

import dev.signalbox.sandbox.kubernetes.FakeCluster;
import java.util.List;

/** Injects faults into a {@link FakeVelero}. */
public final class VeleroFaults {

  /** Typical faults of an installation. */
  public enum Kind {
    /** No fault. */
    NONE,
    /** The server does not run. */
    STOPPED,
    /** Neither Velero nor its CRDs are installed. */
    NOT_INSTALLED,
    /** The client may not read backups. */
    BACKUPS_DENIED,
    /** The client may list backups, but not watch them. */
    BACKUP_WATCH_DENIED,
    /** The bucket does not exist. */
    LOCATION_UNAVAILABLE,
    /** Deletions stay in progress. */
    DELETIONS_STUCK,
    /** Download requests are not processed. */
    DOWNLOADS_IGNORED
  }

  private static final String BACKUPS = "backups.velero.io";
  private static final List<String> READ = List.of("get", "list", "watch");

  private final FakeVelero velero;
  private final FakeCluster cluster;
  private volatile Kind kind = Kind.NONE;

  VeleroFaults(FakeVelero velero, FakeCluster cluster) {
    this.velero = velero;
    this.cluster = cluster;
  }

  /** Returns the current fault. */
  public Kind kind() {
    return kind;
  }

  /** Replaces the current fault. After NOT_INSTALLED, the fixture is loaded. */
  public void set(Kind next) {
    Kind before = kind;
    kind = next;
    cluster.access().reset();
    velero.controls().stickDeletions(0);
    velero.controls().setDownloadsProcessed(true);
    velero.controls().setLocationError("default", null);
    if (before == Kind.NOT_INSTALLED) {
      velero.install();
      VeleroFixtureData.load(velero);
    } else if (before == Kind.STOPPED) {
      velero.restart();
    }
    switch (next) {
      case NONE -> {
        // no fault
      }
      case STOPPED -> velero.stop();
      case NOT_INSTALLED -> velero.uninstall();
      case BACKUPS_DENIED -> READ.forEach(verb -> cluster.access().deny(verb, BACKUPS));
      case BACKUP_WATCH_DENIED -> cluster.access().deny("watch", BACKUPS);
      case LOCATION_UNAVAILABLE ->
          velero
              .controls()
              .setLocationError(
                  "default",
                  "rpc error: code = Unknown desc = NoSuchBucket: The specified bucket does not"
                      + " exist\n\tstatus code: 404, request id: 4ZR1, host id: ");
      case DELETIONS_STUCK -> velero.controls().stickDeletions(Integer.MAX_VALUE);
      case DOWNLOADS_IGNORED -> velero.controls().setDownloadsProcessed(false);
    }
    if (next == Kind.BACKUPS_DENIED || next == Kind.BACKUP_WATCH_DENIED) {
      cluster.faults().cutWatches();
    }
  }
}
