package dev.signalbox.snapshots.backups;

import dev.signalbox.audit.AuditLog;
import dev.signalbox.audit.CurrentActor;
import dev.signalbox.audit.Target;
import dev.signalbox.remote.RemoteSystemException;
import dev.signalbox.velero.Backup;
import dev.signalbox.velero.SignalboxLabels;
import dev.signalbox.velero.commands.BackupCommands;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Takes snapshots. Throws {@link RemoteSystemException} if the API server refuses the request. */
@Component
public class BackupCreation {

  private final BackupPlanner planner;
  private final BackupReadiness readiness;
  private final BackupCommands commands;
  private final AuditLog audit;
  private final CurrentActor actors;

  BackupCreation(
      BackupPlanner planner,
      BackupReadiness readiness,
      BackupCommands commands,
      AuditLog audit,
      CurrentActor actors) {
    this.planner = planner;
    this.readiness = readiness;
    this.commands = commands;
    this.audit = audit;
    this.actors = actors;
  }

  /** Takes a snapshot unless it is known that Velero would fail. */
  BackupOutcome take(BackupOrder order) {
    List<String> blockers = readiness.blockers(order.location());
    if (!blockers.isEmpty()) {
      return new BackupOutcome.Blocked(blockers);
    }
    return new BackupOutcome.Taken(
        create(
            planner.plan(order, actors.actor(), UUID.randomUUID()),
            Map.of(
                "reason",
                order.reason(),
                "kind",
                order.kind().name(),
                "location",
                order.location(),
                "retention",
                RetentionFields.describe(order.retention()),
                "all_volumes",
                order.allVolumes())));
  }

  /**
   * Creates a backup. A create without a response may have taken effect, so the backup is then
   * looked up by the request id in its labels.
   *
   * @param manifest a Backup with a name and the label {@link SignalboxLabels#REQUEST_ID}
   * @param payload for the audit event
   */
  public Backup create(JsonNode manifest, Map<String, ?> payload) {
    Backup planned = Backup.read(manifest);
    String requestId = planned.metadata().label(SignalboxLabels.REQUEST_ID);
    return audit.recording(
        "snapshot.created",
        Target.of("snapshot", planned.name(), planned.name()),
        payload,
        () -> orFound(requestId, () -> commands.create(manifest)));
  }

  private Backup orFound(String requestId, Supplier<Backup> create) {
    try {
      return create.get();
    } catch (RemoteSystemException e) {
      if (!e.hasUnknownOutcome()) {
        throw e;
      }
      return found(requestId, e).orElseThrow(() -> e);
    }
  }

  private Optional<Backup> found(String requestId, RemoteSystemException failure) {
    try {
      return commands.findByRequest(requestId);
    } catch (RemoteSystemException e) {
      failure.addSuppressed(e);
      return Optional.empty();
    }
  }

  /** Outcome of taking a snapshot. */
  sealed interface BackupOutcome {

    /** Velero has the backup and takes it. */
    record Taken(Backup backup) implements BackupOutcome {}

    /**
     * Nothing was created.
     *
     * @param reasons full sentences; never empty
     */
    record Blocked(List<String> reasons) implements BackupOutcome {}
  }
}
