package dev.signalbox.restores;

import dev.signalbox.coordination.InstanceNotifier;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The restores in the database. Every change is announced to all instances. */
@Component
class RestoreOperations {

  /** The topic of live updates. */
  static final String TOPIC = "restores";

  private final StoredRestoreRepository restores;
  private final InstanceNotifier notifier;

  RestoreOperations(StoredRestoreRepository restores, InstanceNotifier notifier) {
    this.restores = restores;
    this.notifier = notifier;
  }

  Optional<RestoreOperation> find(UUID id) {
    return restores.findById(id).map(StoredRestore::toOperation);
  }

  /** Returns the restore that has not ended. */
  Optional<RestoreOperation> findOpen() {
    return restores.findByEndedAtIsNull().stream().map(StoredRestore::toOperation).findFirst();
  }

  /** Returns the most recent restores, newest first. */
  List<RestoreOperation> findRecent(int limit) {
    return restores.findByOrderByCreatedAtDesc(Limit.of(limit)).stream()
        .map(StoredRestore::toOperation)
        .toList();
  }

  /** Returns the most recent restores of a snapshot, newest first. */
  List<RestoreOperation> findOf(String snapshot, int limit) {
    return restores.findBySnapshotOrderByCreatedAtDesc(snapshot, Limit.of(limit)).stream()
        .map(StoredRestore::toOperation)
        .toList();
  }

  @Transactional
  void add(RestoreOperation operation) {
    restores.save(new StoredRestore(operation));
    notifier.publishChange(TOPIC);
  }

  /**
   * Changes a restore that is in an expected state.
   *
   * @return false if it is in another state, or doesn't exist
   */
  @Transactional
  boolean change(
      UUID id, Predicate<RestoreOperation> expected, Consumer<StoredRestore> modification) {
    Optional<StoredRestore> found =
        restores.lock(id).filter(restore -> expected.test(restore.toOperation()));
    found.ifPresent(
        restore -> {
          modification.accept(restore);
          restores.save(restore);
          notifier.publishChange(TOPIC);
        });
    return found.isPresent();
  }
}
