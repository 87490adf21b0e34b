package dev.signalbox.snapshots.retention;

import dev.signalbox.audit.AuditLog;
import dev.signalbox.audit.CurrentActor;
import dev.signalbox.audit.Target;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Reads and saves the retention rules. */
@Component
class RetentionRulesService {

  private final RetentionRulesRepository rules;
  private final AuditLog audit;
  private final CurrentActor actors;
  private final Clock clock;

  RetentionRulesService(
      RetentionRulesRepository rules, AuditLog audit, CurrentActor actors, Clock clock) {
    this.rules = rules;
    this.audit = audit;
    this.actors = actors;
    this.clock = clock;
  }

  /** Returns the rules in force. */
  RetentionRules current() {
    return rules
        .findById(StoredRetentionRules.ID)
        .map(StoredRetentionRules::toRules)
        .orElse(RetentionRules.NONE);
  }

  /**
   * Saves rules.
   *
   * @param next the rules, with the version that they are based on
   * @return false if that version is no longer current
   */
  @Transactional
  public boolean save(RetentionRules next) {
    StoredRetentionRules stored =
        rules.findById(StoredRetentionRules.ID).orElseGet(StoredRetentionRules::new);
    RetentionRules before = stored.isNew() ? RetentionRules.NONE : stored.toRules();
    if (before.version() != next.version()) {
      return false;
    }
    stored.set(
        next,
        Objects.requireNonNullElse(actors.actor().name(), actors.actor().id()),
        clock.instant());
    rules.saveAndFlush(stored);
    audit.record(
        "snapshot.retention.changed",
        Target.of("snapshot-retention", "rules", "Retention rules"),
        Map.of("before", describe(before), "after", describe(next)));
    return true;
  }

  private static Map<String, ?> describe(RetentionRules rules) {
    return Map.of(
        "enabled",
        rules.enabled(),
        "keep_last",
        rules.keepLast(),
        "daily",
        rules.daily(),
        "weekly",
        rules.weekly(),
        "monthly",
        rules.monthly(),
        "manual",
        rules.manual());
  }
}
