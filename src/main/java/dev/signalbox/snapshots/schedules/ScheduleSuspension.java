package dev.signalbox.snapshots.schedules;

import dev.signalbox.audit.Actor;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A pause that Velero does not support: a skipped run, which ends automatically, or a schedule that
 * is stored here and deleted, because Velero before 1.10 can't pause one.
 */
@Entity
@Table(name = "snapshot_schedule_suspension")
class ScheduleSuspension {

  @Id private String name;
  private @Nullable String manifest;
  private @Nullable Instant resumeAt;
  private Instant suspendedAt;
  private String actorType;
  private String actorId;
  private @Nullable String actorName;
  private String failure;

  @SuppressWarnings("NullAway.Init") // filled in by JPA
  ScheduleSuspension() {}

  /**
   * @param manifest the deleted schedule as JSON, or null if it exists and is paused
   * @param resumeAt when it ends automatically, or null
   */
  ScheduleSuspension(
      String name,
      @Nullable String manifest,
      @Nullable Instant resumeAt,
      Instant suspendedAt,
      Actor actor) {
    this.name = name;
    this.manifest = manifest;
    this.resumeAt = resumeAt;
    this.suspendedAt = suspendedAt;
    this.actorType = actor.type();
    this.actorId = actor.id();
    this.actorName = actor.name();
    this.failure = "";
  }

  String name() {
    return name;
  }

  /** Returns whether the other one was read from the same suspension. */
  boolean isSame(ScheduleSuspension other) {
    return name.equals(other.name) && suspendedAt.equals(other.suspendedAt);
  }

  @Nullable String manifest() {
    return manifest;
  }

  @Nullable Instant resumeAt() {
    return resumeAt;
  }

  Instant suspendedAt() {
    return suspendedAt;
  }

  /** Returns the user who suspended it, on whose behalf it is resumed. */
  Actor actor() {
    return new Actor(actorType, actorId, actorName);
  }

  /** Returns the failure of the last attempt to resume it, or an empty text. */
  String failure() {
    return failure;
  }
}
