package dev.signalbox.velero.state;

import dev.signalbox.velero.Backup;
import dev.signalbox.velero.BackupRepository;
import dev.signalbox.velero.DeleteBackupRequest;
import dev.signalbox.velero.NodeAgent;
import dev.signalbox.velero.Restore;
import dev.signalbox.velero.StorageLocation;
import dev.signalbox.velero.VeleroCapabilities;
import dev.signalbox.velero.VeleroServer;
import dev.signalbox.velero.diagnosis.DiagnosisInput;
import dev.signalbox.velero.schedule.ProtectionStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Velero's objects at one instant, with what is derived from them. Immutable.
 *
 * @param backups newest first
 * @param byName the same backups by name
 * @param incomplete UIDs of completed backups in which data of a volume is missing
 * @param schedules ordered by name
 * @param restores newest first
 * @param deleteRequests all requests to delete backups
 * @param server null if there is no Deployment of Velero, or it can't be read
 * @param usualDuration median duration of the newest completed backups; null without any
 * @param takenAt when this was computed; ages refer to it
 */
public record VeleroInventory(
    List<Backup> backups,
    Map<String, Backup> byName,
    Set<String> incomplete,
    List<ScheduleStatus> schedules,
    List<Restore> restores,
    List<StorageLocation> locations,
    List<DeleteBackupRequest> deleteRequests,
    List<BackupRepository> repositories,
    NodeAgents agents,
    @Nullable VeleroServer server,
    VeleroCapabilities capabilities,
    ProtectionStatus protection,
    @Nullable Duration usualDuration,
    Instant takenAt) {

  /**
   * The node agents.
   *
   * @param agents one per pod
   * @param nodes number of nodes of the cluster; 0 if they can't be read
   * @param daemonSet null if there is none, or it can't be read
   */
  public record NodeAgents(List<NodeAgent> agents, int nodes, @Nullable VeleroWorkload daemonSet) {

    public int ready() {
      return (int) agents.stream().filter(NodeAgent::ready).count();
    }

    /** Returns the number of nodes that need an agent: those of the DaemonSet, if it is known. */
    public int desired() {
      return daemonSet == null ? Math.max(nodes, agents.size()) : daemonSet.desired();
    }

    public List<NodeAgent> notReady() {
      return agents.stream().filter(agent -> !agent.ready()).toList();
    }
  }

  public Optional<Backup> backup(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  public Optional<ScheduleStatus> schedule(String name) {
    return schedules.stream().filter(one -> one.schedule().name().equals(name)).findFirst();
  }

  public Optional<StorageLocation> location(String name) {
    return locations.stream().filter(one -> one.name().equals(name)).findFirst();
  }

  /** Returns the location that backups without one use, or empty if there is none. */
  public Optional<StorageLocation> defaultLocation() {
    return locations.stream()
        .filter(StorageLocation::isDefault)
        .findFirst()
        .or(() -> location("default"));
  }

  /** Returns whether data of a volume is missing in a completed backup. */
  public boolean isIncomplete(Backup backup) {
    return incomplete.contains(backup.uid());
  }

  /** Returns a restore from a backup that has not ended. */
  public Optional<Restore> activeRestore(String backup) {
    return restores.stream()
        .filter(one -> one.backupName().equals(backup) && one.state().isActive())
        .findFirst();
  }

  /** Returns the next run of any schedule. */
  public Optional<Instant> nextRun() {
    return schedules.stream()
        .map(ScheduleStatus::next)
        .flatMap(Optional::stream)
        .min(Comparator.naturalOrder());
  }

  public int missedRuns() {
    return schedules.stream().mapToInt(one -> one.missed().size()).sum();
  }

  /** Returns the state of Velero for a diagnosis. */
  public DiagnosisInput view() {
    return new DiagnosisInput(capabilities, server, agents.agents(), locations, takenAt);
  }
}
