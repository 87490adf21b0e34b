package dev.signalbox.snapshots.backups;

import dev.signalbox.audit.Actor;
import dev.signalbox.kubernetes.ClusterConnection;
import dev.signalbox.velero.Backup;
import dev.signalbox.velero.BackupKind;
import dev.signalbox.velero.BackupSpec;
import dev.signalbox.velero.BackupTrigger;
import dev.signalbox.velero.SignalboxLabels;
import dev.signalbox.velero.coverage.CoverageInput;
import dev.signalbox.velero.coverage.CoverageReport;
import dev.signalbox.velero.coverage.ExpectedVolumesAnnotation;
import dev.signalbox.velero.request.BackupRequest;
import dev.signalbox.velero.request.BackupTemplate;
import dev.signalbox.velero.request.RequestOrigin;
import dev.signalbox.velero.request.VeleroCommands;
import dev.signalbox.velero.state.VeleroCaches;
import dev.signalbox.velero.state.VeleroState;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** Builds the manifest of an order, and reports which volumes a backup would contain. */
@Component
public class BackupPlanner {

  private static final String NAME_CHARACTERS = "bcdfghjklmnpqrstvwxz2456789";
  private static final int SUFFIX_LENGTH = 5;

  private final VeleroState velero;
  private final ClusterConnection cluster;

  BackupPlanner(VeleroState velero, ClusterConnection cluster) {
    this.velero = velero;
    this.cluster = cluster;
  }

  /** Returns the Backup of an order, with the volumes that it is expected to save. */
  ObjectNode plan(BackupOrder order, Actor actor, UUID requestId) {
    ObjectNode manifest = manifest(order, origin(actor, order.reason(), requestId));
    // with a name of ours the audit log names the snapshot, whatever happens to the request
    ObjectNode metadata = manifest.withObject("/metadata");
    metadata.put("name", metadata.path("generateName").asString() + suffix(requestId));
    metadata.remove("generateName");
    addExpectedVolumes(manifest);
    return manifest;
  }

  /** Returns the backup of an order before it has a name and an author. */
  Backup draft(BackupOrder order) {
    return Backup.read(manifest(order, RequestOrigin.NONE));
  }

  /** Returns who requested something and why, for its annotations. */
  public static RequestOrigin origin(Actor actor, String reason, UUID requestId) {
    return RequestOrigin.of(
        Objects.requireNonNullElse(actor.name(), actor.id()), reason, requestId);
  }

  /** Returns whether the volumes and pods that decide about the coverage have been read. */
  boolean isCoverageKnown() {
    VeleroCaches caches = velero.caches();
    return caches.claims().status().isSynced()
        && caches.pods().status().isSynced()
        && caches.veleroPods().status().isSynced();
  }

  /**
   * Records on a Backup which volumes it is expected to save, whether or not the node agents are
   * ready; nothing until they are known, because an incomplete record would hide missing data.
   */
  public void addExpectedVolumes(ObjectNode manifest) {
    if (!isCoverageKnown()) {
      return;
    }
    @Nullable String expected =
        ExpectedVolumesAnnotation.format(velero.expectedVolumes(Backup.read(manifest).spec()));
    if (expected != null) {
      manifest.withObject("/metadata/annotations").put(SignalboxLabels.EXPECTED_VOLUMES, expected);
    }
  }

  /** Reports which volumes of the installation a backup would contain now. */
  public CoverageReport coverage(BackupSpec spec) {
    return CoverageReport.of(
        new CoverageInput(
            spec,
            // volume snapshots are not expected: whether they work is known afterwards only
            Set.of(),
            velero.claims(),
            velero.pods(),
            velero.inventory().agents().agents()));
  }

  /** Returns the velero command that takes the same backup. */
  String command(BackupOrder order) {
    return VeleroCommands.createBackup(
        request(order, RequestOrigin.NONE), prefix(order) + "-1", velero.capabilities());
  }

  private ObjectNode manifest(BackupOrder order, RequestOrigin origin) {
    return request(order, origin).json(velero.capabilities());
  }

  private BackupRequest request(BackupOrder order, RequestOrigin origin) {
    return new BackupRequest(
        cluster.veleroNamespace(),
        prefix(order),
        order.kind(),
        BackupTrigger.MANUAL,
        new BackupTemplate(
            List.of(cluster.installationNamespace()),
            order.selector(),
            order.kind() == BackupKind.FULL ? Boolean.TRUE : null,
            order.location(),
            order.allVolumes(),
            null,
            order.retention().toDuration()),
        origin);
  }

  private static String prefix(BackupOrder order) {
    return order.kind() == BackupKind.FULL ? "instance" : "partial";
  }

  /** Returns five characters of those that the API server generates names from. */
  private static String suffix(UUID requestId) {
    StringBuilder suffix = new StringBuilder();
    long bits = requestId.getMostSignificantBits() >>> 16;
    for (int i = 0; i < SUFFIX_LENGTH; i++) {
      suffix.append(NAME_CHARACTERS.charAt((int) (bits % NAME_CHARACTERS.length())));
      bits /= NAME_CHARACTERS.length();
    }
    return suffix.toString();
  }
}
