package dev.signalbox.velero;

import org.jspecify.annotations.Nullable;

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
