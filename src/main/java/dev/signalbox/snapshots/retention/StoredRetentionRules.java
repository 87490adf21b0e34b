package dev.signalbox.snapshots.retention;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The single row with the retention rules. */
@Entity
@Table(name = "snapshot_retention")
class StoredRetentionRules {

  static final int ID = 1;

  @SuppressWarnings("UnusedVariable") // the key of the row
  @Id
  private int id = ID;

  @Version private @Nullable Integer version;
  private boolean enabled;
  private int keepLast;
  private int daily;
  private int weekly;
  private int monthly;
  private boolean manual;
  private String savedBy;
  private Instant savedAt;

  @SuppressWarnings("NullAway.Init") // filled in by JPA
  StoredRetentionRules() {}

  /** Takes over the rules of a form. */
  void set(RetentionRules rules, String by, Instant at) {
    enabled = rules.enabled();
    keepLast = rules.keepLast();
    daily = rules.daily();
    weekly = rules.weekly();
    monthly = rules.monthly();
    manual = rules.manual();
    savedBy = by;
    savedAt = at;
  }

  /** Returns whether there is no row yet. */
  boolean isNew() {
    return version == null;
  }

  RetentionRules toRules() {
    return new RetentionRules(
        version == null ? 0 : version + 1,
        enabled,
        keepLast,
        daily,
        weekly,
        monthly,
        manual,
        savedBy,
        savedAt);
  }
}
