package dev.signalbox.restores;

import dev.signalbox.audit.AuditLog;
import dev.signalbox.audit.Target;
import dev.signalbox.kubernetes.ClusterConnection;
import dev.signalbox.restores.RestoreOperation.Attempt;
import dev.signalbox.restores.RestoreStep.StartWorkloads.Start;
import dev.signalbox.snapshots.backups.BackupPlanner;
import dev.signalbox.velero.Backup;
import dev.signalbox.velero.SignalboxLabels;
import dev.signalbox.velero.VeleroCapabilities;
import dev.signalbox.velero.commands.BackupCommands;
import dev.signalbox.velero.commands.InstallationCommands;
import dev.signalbox.velero.commands.RestoreCommands;
import dev.signalbox.velero.coverage.VolumeClaim;
import dev.signalbox.velero.installation.InstallationWorkload;
import dev.signalbox.velero.request.RestoreRequest;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/**
 * Changes of the cluster by a restore, on behalf of the user who started it. Each is an event in
 * the audit log.
 */
@Component
class RestoreChanges {

  private final BackupCommands backups;
  private final RestoreCommands restores;
  private final InstallationCommands installation;
  private final SafetySnapshot safety;
  private final ClusterConnection cluster;
  private final AuditLog audit;

  RestoreChanges(
      BackupCommands backups,
      RestoreCommands restores,
      InstallationCommands installation,
      SafetySnapshot safety,
      ClusterConnection cluster,
      AuditLog audit) {
    this.backups = backups;
    this.restores = restores;
    this.installation = installation;
    this.safety = safety;
    this.cluster = cluster;
    this.audit = audit;
  }

  static Target target(RestoreOperation operation) {
    return Target.of("restore", operation.id().toString(), operation.snapshot());
  }

  void takeSafetySnapshot(RestoreOperation operation) {
    Attempt attempt = Objects.requireNonNull(operation.safety());
    ObjectNode manifest = safety.manifest(attempt, operation.actor(), operation.snapshot());
    audit.recording(
        operation.actor(),
        "snapshot.created",
        Target.of("snapshot", attempt.name(), attempt.name()),
        Map.of(
            "reason",
            "Before the restore of " + operation.snapshot(),
            "restore",
            operation.id().toString()),
        () -> backups.create(manifest));
  }

  void stop(RestoreOperation operation, List<InstallationWorkload> workloads) {
    audit.recording(
        operation.actor(),
        "snapshot.restore.workloads.stopped",
        target(operation),
        Map.of("workloads", references(workloads)),
        () -> {
          workloads.forEach(workload -> installation.scale(workload, 0));
          return Boolean.TRUE;
        });
  }

  void start(RestoreOperation operation, List<Start> workloads) {
    audit.recording(
        operation.actor(),
        "snapshot.restore.workloads.started",
        target(operation),
        Map.of("workloads", references(workloads.stream().map(Start::workload).toList())),
        () -> {
          workloads.forEach(one -> installation.scale(one.workload(), one.replicas()));
          return Boolean.TRUE;
        });
  }

  void delete(
      RestoreOperation operation, List<InstallationWorkload> workloads, List<VolumeClaim> claims) {
    audit.recording(
        operation.actor(),
        "snapshot.restore.objects.deleted",
        target(operation),
        Map.of(
            "workloads",
            references(workloads),
            "claims",
            claims.stream().map(VolumeClaim::name).toList()),
        () -> {
          workloads.forEach(installation::deleteWorkload);
          claims.forEach(installation::deleteClaim);
          return Boolean.TRUE;
        });
  }

  /** Creates the Restore in Velero, of the installation only if the backup is of all namespaces. */
  void restore(RestoreOperation operation, Backup backup, VeleroCapabilities capabilities) {
    ObjectNode manifest = manifest(operation, backup, capabilities);
    audit.recording(
        operation.actor(),
        "snapshot.restore.created",
        target(operation),
        Map.of("restore", operation.restore().name()),
        () -> restores.createRestore(manifest));
  }

  private ObjectNode manifest(
      RestoreOperation operation, Backup backup, VeleroCapabilities capabilities) {
    @Nullable Attempt before = operation.safety();
    ObjectNode manifest =
        new RestoreRequest(
                backup,
                backup.spec().isAllNamespaces()
                    ? List.of(cluster.installationNamespace())
                    : List.of(),
                SignalboxLabels.APP_NAME,
                before == null ? "" : before.name(),
                operation.acceptsPartial(),
                BackupPlanner.origin(
                    operation.actor(), operation.reason(), operation.restore().requestId()))
            .json(capabilities, operation.createdAt());
    ObjectNode metadata = manifest.withObject("/metadata");
    metadata.put("name", operation.restore().name());
    metadata
        .withObject("/annotations")
        .put(SignalboxLabels.RESTORE_ID, operation.id().toString())
        .put(SignalboxLabels.RESTORE_MODE, operation.mode().code());
    return manifest;
  }

  private static List<String> references(List<InstallationWorkload> workloads) {
    return workloads.stream().map(InstallationWorkload::reference).toList();
  }
}
