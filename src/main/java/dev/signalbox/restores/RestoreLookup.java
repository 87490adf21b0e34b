package dev.signalbox.restores;

import dev.signalbox.velero.Backup;
import dev.signalbox.velero.Restore;
import dev.signalbox.velero.SignalboxLabels;
import dev.signalbox.velero.state.VeleroState;
import dev.signalbox.web.ObjectNotFoundException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Finds restores: those of the database, and those that exist only in Velero because another tool
 * started them, or because the database was lost.
 */
@Component
class RestoreLookup {

  private static final int MAX_OPERATIONS = 200;

  private final RestoreOperations operations;
  private final VeleroState velero;

  RestoreLookup(RestoreOperations operations, VeleroState velero) {
    this.operations = operations;
    this.velero = velero;
  }

  /**
   * A restore.
   *
   * @param operation null if it isn't in the database
   * @param restore the Restore of Velero; null if it doesn't exist
   */
  record Found(@Nullable RestoreOperation operation, @Nullable Restore restore) {

    /** Returns the part of the URL that identifies it permanently. */
    String id() {
      return operation != null ? operation.id().toString() : name();
    }

    /** Returns the name of the Restore in Velero. */
    String name() {
      return operation != null
          ? operation.restore().name()
          : restore == null ? "" : restore.metadata().name();
    }

    String snapshot() {
      return operation != null ? operation.snapshot() : restore == null ? "" : restore.backupName();
    }

    /** Returns the name of the snapshot taken before, or an empty text. */
    String safetySnapshot() {
      if (operation != null) {
        return operation.safety() == null ? "" : operation.safety().name();
      }
      return restore == null ? "" : restore.safetyBackup();
    }

    Instant sortTime() {
      @Nullable Instant created =
          operation != null
              ? operation.createdAt()
              : restore == null ? null : restore.metadata().createdAt();
      return created == null ? Instant.EPOCH : created;
    }
  }

  /** Returns all restores, newest first. */
  List<Found> all() {
    return merge(operations.findRecent(MAX_OPERATIONS), velero.inventory().restores());
  }

  /** Returns the restores of a snapshot, newest first. */
  List<Found> of(String snapshot) {
    return merge(
        operations.findOf(snapshot, MAX_OPERATIONS),
        velero.inventory().restores().stream()
            .filter(restore -> restore.backupName().equals(snapshot))
            .toList());
  }

  /**
   * Finds a restore by the id of {@link Found#id}, the id in its annotation, or the name of the
   * Restore.
   */
  Optional<Found> find(String id) {
    return uuid(id)
        .flatMap(operations::find)
        .map(operation -> new Found(operation, restoreOf(operation)))
        .or(
            () ->
                velero.inventory().restores().stream()
                    .filter(
                        restore -> id.equals(restore.metadata().name()) || id.equals(idOf(restore)))
                    .findFirst()
                    .map(restore -> new Found(operationOf(restore), restore)));
  }

  /**
   * Returns a restore.
   *
   * @throws ObjectNotFoundException if there is none
   */
  Found get(String id) {
    return find(id)
        .orElseThrow(() -> new ObjectNotFoundException("restore", id, "/restores", "restores"));
  }

  /** Returns the storage location of a restored snapshot, or an empty text if it is gone. */
  String location(Found found) {
    return velero.inventory().backup(found.snapshot()).map(Backup::locationName).orElse("");
  }

  private List<Found> merge(List<RestoreOperation> known, List<Restore> restores) {
    Set<String> ids =
        known.stream().map(operation -> operation.id().toString()).collect(Collectors.toSet());
    return Stream.concat(
            known.stream().map(operation -> new Found(operation, restoreOf(operation))),
            restores.stream()
                .filter(restore -> !ids.contains(idOf(restore)))
                .map(restore -> new Found(null, restore)))
        .sorted(Comparator.comparing(Found::sortTime).reversed())
        .toList();
  }

  private @Nullable Restore restoreOf(RestoreOperation operation) {
    String request = operation.restore().requestId().toString();
    return velero.inventory().restores().stream()
        .filter(restore -> restore.metadata().label(SignalboxLabels.REQUEST_ID).equals(request))
        .findFirst()
        .orElse(null);
  }

  private @Nullable RestoreOperation operationOf(Restore restore) {
    return uuid(idOf(restore)).flatMap(operations::find).orElse(null);
  }

  private static String idOf(Restore restore) {
    return restore.metadata().annotation(SignalboxLabels.RESTORE_ID);
  }

  private static Optional<UUID> uuid(String text) {
    try {
      return text.length() == 36 ? Optional.of(UUID.fromString(text)) : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
