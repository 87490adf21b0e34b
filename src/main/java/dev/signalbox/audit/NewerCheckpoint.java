package dev.signalbox.audit;

import java.util.Optional;

/**
 * Finds a checkpoint of the audit log in the storage that is newer than the database, which
 * therefore is a restored backup.
 */
public interface NewerCheckpoint {

  /**
   * Returns the newest checkpoint in the storage, if the database does not contain its seal and it
   * was not reported yet. Empty if no storage is configured or if it can't be read.
   */
  Optional<String> findUnreported();

  /** Records that a checkpoint was reported, in the caller's transaction. */
  void markReported(String checkpoint);
}
