package dev.signalbox.restores;

import dev.signalbox.audit.Actor;
import dev.signalbox.kubernetes.ClusterConnection;
import dev.signalbox.restores.RestoreOperation.Attempt;
import dev.signalbox.snapshots.backups.BackupPlanner;
import dev.signalbox.velero.Backup;
import dev.signalbox.velero.BackupKind;
import dev.signalbox.velero.BackupTrigger;
import dev.signalbox.velero.StorageLocation;
import dev.signalbox.velero.VeleroNames;
import dev.signalbox.velero.coverage.CoverageReport;
import dev.signalbox.velero.request.BackupRequest;
import dev.signalbox.velero.request.BackupTemplate;
import dev.signalbox.velero.request.RequestOrigin;
import dev.signalbox.velero.state.VeleroState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/**
 * The full snapshot that is taken before a restore, so that it can be undone. It is kept for 30
 * days.
 */
@Component
class SafetySnapshot {

  private static final String PREFIX = "pre-restore";
  private static final Duration TIME_TO_LIVE = Duration.ofDays(30);

  private final BackupPlanner planner;
  private final VeleroState velero;
  private final ClusterConnection cluster;

  SafetySnapshot(BackupPlanner planner, VeleroState velero, ClusterConnection cluster) {
    this.planner = planner;
    this.velero = velero;
    this.cluster = cluster;
  }

  /** Returns the name and the request of a snapshot to take. */
  static Attempt attempt(Instant now) {
    return new Attempt(VeleroNames.scheduledBackup(PREFIX, now), UUID.randomUUID());
  }

  /** Returns the Backup to create, with the volumes that it is expected to save. */
  ObjectNode manifest(Attempt attempt, Actor actor, String snapshot) {
    RequestOrigin origin =
        BackupPlanner.origin(actor, "Before the restore of " + snapshot, attempt.requestId());
    ObjectNode manifest = request(origin).json(velero.capabilities());
    ObjectNode metadata = manifest.withObject("/metadata");
    metadata.remove("generateName");
    metadata.put("name", attempt.name());
    planner.addExpectedVolumes(manifest);
    return manifest;
  }

  /** Reports which volumes the snapshot would contain if it was taken now. */
  CoverageReport coverage() {
    return planner.coverage(
        Backup.read(request(RequestOrigin.NONE).json(velero.capabilities())).spec());
  }

  /** Returns the storage location of the snapshot. */
  String location() {
    return velero.inventory().defaultLocation().map(StorageLocation::name).orElse("default");
  }

  private BackupRequest request(RequestOrigin origin) {
    return new BackupRequest(
        cluster.veleroNamespace(),
        PREFIX,
        BackupKind.FULL,
        BackupTrigger.SAFETY,
        new BackupTemplate(
            List.of(cluster.installationNamespace()),
            Map.of(),
            Boolean.TRUE,
            location(),
            true,
            null,
            TIME_TO_LIVE),
        origin);
  }
}
