package dev.signalbox.snapshots.retention;

import dev.signalbox.audit.Actor;
import dev.signalbox.coordination.DatabaseLock;
import dev.signalbox.snapshots.backups.BackupDeletion;
import dev.signalbox.snapshots.backups.BackupDeletion.DeletionOutcome;
import dev.signalbox.velero.Backup;
import dev.signalbox.velero.commands.BackupCommands;
import dev.signalbox.velero.state.VeleroState;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Applies the retention rules on one instance at a time. Without current data nothing is deleted:
 * the last good snapshot might be unknown.
 */
@Component
class RetentionEnforcement {

  private static final Logger log = LoggerFactory.getLogger(RetentionEnforcement.class);

  private final RetentionRulesService rules;
  private final RetentionForecast forecast;
  private final BackupDeletion deletion;
  private final BackupCommands commands;
  private final VeleroState velero;
  private final DatabaseLock lock;

  RetentionEnforcement(
      RetentionRulesService rules,
      RetentionForecast forecast,
      BackupDeletion deletion,
      BackupCommands commands,
      VeleroState velero,
      DatabaseLock lock) {
    this.rules = rules;
    this.forecast = forecast;
    this.deletion = deletion;
    this.commands = commands;
    this.velero = velero;
    this.lock = lock;
  }

  @Scheduled(fixedDelayString = "PT15M", initialDelayString = "PT3M")
  void apply() {
    if (rules.current().enabled() && isCurrent()) {
      lock.forEachExclusively(DatabaseLock.Name.SNAPSHOT_RETENTION, this::due, this::delete);
    }
  }

  /** Returns the snapshots to delete now, except those with a request, which Velero keeps a day. */
  private List<RetentionCandidate> due() {
    RetentionRules current = rules.current();
    return current.enabled()
        ? forecast.plan(current.policy()).deletions().stream()
            .filter(one -> !isRequested(one))
            .filter(one -> velero.inventory().activeRestore(one.name()).isEmpty())
            .toList()
        : List.of();
  }

  private boolean isRequested(RetentionCandidate candidate) {
    return velero.inventory().deleteRequests().stream()
        .anyMatch(
            request ->
                request.backupName().equals(candidate.name())
                    && (request.backupUid().isEmpty()
                        || request.backupUid().equals(candidate.uid())));
  }

  private void delete(RetentionCandidate candidate) {
    try {
      if (!isStillDue(candidate)) {
        log.info("Retention rules, snapshot {}: no longer due", candidate.name());
        return;
      }
      DeletionOutcome outcome =
          deletion.request(candidate.name(), candidate.uid(), "Retention rules", Actor.SYSTEM);
      log.info(
          "Retention rules, snapshot {}: {}", candidate.name(), outcome.getClass().getSimpleName());
    } catch (RuntimeException e) {
      log.warn("Deleting snapshot {} will be retried: {}", candidate.name(), e.getMessage());
    }
  }

  /** Decides again, because rules and snapshots may have changed since the pass began. */
  private boolean isStillDue(RetentionCandidate candidate) {
    Optional<Backup> now = commands.find(candidate.name());
    return isCurrent()
        && now.filter(backup -> backup.uid().equals(candidate.uid()) && !backup.isKept())
            .isPresent()
        && due().stream().anyMatch(one -> one.uid().equals(candidate.uid()));
  }

  private boolean isCurrent() {
    return velero.backupsStatus().isLive()
        && velero.caches().podVolumeBackups().status().isLive()
        && velero.caches().deleteRequests().status().isLive()
        && velero.caches().storageLocations().status().isLive()
        && velero.caches().restores().status().isLive();
  }
}
