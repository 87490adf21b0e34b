package dev.signalbox.velero;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A Velero Backup.
 *
 * @param kots null if KOTS didn't make the backup
 */
public record Backup(
    ResourceMetadata metadata,
    BackupSpec spec,
    BackupStatus status,
    @Nullable KotsAnnotations kots) {

  /** Newest first, by start or, before the start, by creation; backups without both come first. */
  public static final Comparator<Backup> NEWEST_FIRST =
      Comparator.comparing(
              Backup::sortTime, Comparator.nullsFirst(Comparator.<Instant>reverseOrder()))
          .thenComparing(Backup::name)
          .thenComparing(Backup::uid);

  /** Reads a Backup ({@code velero.io/v1}). */
  public static Backup read(JsonNode object) {
    ResourceJson json = ResourceJson.of(object);
    ResourceMetadata metadata = ResourceMetadata.read(json);
    return new Backup(
        metadata,
        BackupSpec.read(json.at("spec")),
        BackupStatus.read(json.at("status")),
        KotsAnnotations.read(metadata));
  }

  public String name() {
    return metadata.name();
  }

  public String uid() {
    return metadata.uid();
  }

  public SnapshotState state() {
    return status.phase().state();
  }

  public BackupKind kind() {
    BackupKind labeled = BackupKind.ofLabel(metadata.label(SignalboxLabels.KIND));
    @Nullable BackupKind recorded = kots == null ? null : kots.kind();
    return labeled == BackupKind.CUSTOM && recorded != null ? recorded : labeled;
  }

  /** Returns the trigger. A run of a schedule that a user started has our label and is manual. */
  public BackupTrigger trigger() {
    return switch (metadata.label(SignalboxLabels.TRIGGER)) {
      case "manual" -> BackupTrigger.MANUAL;
      case "safety" -> BackupTrigger.SAFETY;
      default ->
          !scheduleName().isEmpty() || (kots != null && kots.scheduled())
              ? BackupTrigger.SCHEDULE
              : BackupTrigger.MANUAL;
    };
  }

  /** Returns the label value of the schedule, or an empty text. */
  public String scheduleName() {
    return metadata.label(VeleroLabels.SCHEDULE_NAME);
  }

  /** Returns the storage location: that of the specification, or the one that Velero chose. */
  public String locationName() {
    return spec.storageLocation().isEmpty()
        ? metadata.label(VeleroLabels.STORAGE_LOCATION)
        : spec.storageLocation();
  }

  /** Returns the login of the user who requested the backup, or an empty text. */
  public String requestedBy() {
    return metadata.annotation(SignalboxLabels.REQUESTED_BY);
  }

  public String reason() {
    return metadata.annotation(SignalboxLabels.REASON);
  }

  /** Returns whether the backup is exempt from the retention rules of Signalbox. */
  public boolean isKept() {
    return metadata.annotation(SignalboxLabels.KEEP).equals("true");
  }

  /** Returns why garbage collection skips the expired backup, or an empty text. */
  public String gcFailure() {
    return metadata.label(VeleroLabels.GC_FAILURE);
  }

  /** Returns the duration until completion, or until now while the backup runs. */
  public @Nullable Duration duration(Instant now) {
    @Nullable Instant start = status.startedAt();
    if (start == null) {
      return null;
    }
    @Nullable Instant end = status.completedAt();
    if (end == null && !state().isActive()) {
      return null;
    }
    Duration duration = Duration.between(start, end == null ? now : end);
    return duration.isNegative() ? Duration.ZERO : duration;
  }

  public boolean isExpired(Instant now) {
    return status.expiresAt() != null && status.expiresAt().isBefore(now);
  }

  /** Returns the start, or the creation if the backup hasn't started. */
  public @Nullable Instant sortTime() {
    return status.startedAt() == null ? metadata.createdAt() : status.startedAt();
  }

  /** Returns whether the backup was taken in the given cluster. */
  public BackupOrigin origin(ClusterIdentity cluster) {
    return cluster.originOf(metadata, status.startedAt());
  }

  /**
   * Annotations that KOTS, the admin console of Replicated, sets on the backups that it creates.
   *
   * @param kind full for {@code kots.io/instance}, partial for a single application; null if the
   *     annotations don't say
   * @param scheduled whether the trigger was a schedule of KOTS
   * @param sequences application sequences, as the JSON text of the annotation or a single number
   * @param versions application versions, as the JSON text of the annotation
   */
  public record KotsAnnotations(
      @Nullable BackupKind kind,
      boolean scheduled,
      String sequences,
      String versions,
      String image,
      boolean airgap) {

    private static final String PREFIX = "kots.io/";
    private static final String REPLICATED = "replicated.com/";

    /** Reads the annotations; null if KOTS didn't create the backup. */
    static @Nullable KotsAnnotations read(ResourceMetadata metadata) {
      boolean kots =
          metadata.annotations().keySet().stream()
              .anyMatch(key -> key.startsWith(PREFIX) || key.startsWith(REPLICATED));
      if (!kots) {
        return null;
      }
      String sequence = metadata.annotation(PREFIX + "app-sequence");
      return new KotsAnnotations(
          kind(metadata),
          metadata.annotation(PREFIX + "snapshot-trigger").equals("schedule"),
          sequence.isEmpty() ? metadata.annotation(PREFIX + "apps-sequences") : sequence,
          metadata.annotation(PREFIX + "apps-versions"),
          metadata.annotation(PREFIX + "kotsadm-image"),
          metadata.annotation(PREFIX + "is-airgap").equals("true"));
    }

    private static @Nullable BackupKind kind(ResourceMetadata metadata) {
      return switch (metadata.annotation(REPLICATED + "backup-type")) {
        case "infra", "legacy" -> BackupKind.FULL;
        case "app" -> BackupKind.PARTIAL;
        default -> {
          if (metadata.annotation(PREFIX + "instance").equals("true")) {
            yield BackupKind.FULL;
          }
          yield metadata.annotation(PREFIX + "app-id").isEmpty() ? null : BackupKind.PARTIAL;
        }
      };
    }
  }
}
