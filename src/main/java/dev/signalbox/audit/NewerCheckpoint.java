package dev.signalbox.audit;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Compares the seals of the audit log with the newest checkpoint in the storage. If the checkpoint
 * is newer than the database, the database is a restored backup.
 */
public interface NewerCheckpoint {

  /**
   * Returns the newest checkpoint in the storage, if the database does not contain its seal and it
   * was not reported yet. Empty if no storage is configured or if it can't be read.
   */
  Optional<String> findUnreported();

  /** Records that a checkpoint was reported, in the caller's transaction. */
  void markReported(String checkpoint);

  /** Returns the number of the newest seal in the database, 0 if there is none. */
  long newestSeal();

  /**
   * Compares the seals with a checkpoint.
   *
   * @param checkpoint the checkpoint, or null for the newest one in the storage
   * @param newestSeal the newest seal when the database was restored; later ones are new
   * @return empty if the storage can't be read
   */
  Optional<Comparison> compare(@Nullable String checkpoint, long newestSeal);

  /** How the seals compare to the newest checkpoint. */
  enum Seals {
    /** The database contains the seal that the checkpoint names. */
    MATCH,
    /** The database ends before the seal that the checkpoint names. */
    MISSING,
    /** The database has another seal with the number that the checkpoint names. */
    DIFFERENT,
    /** No storage is configured, or it has no checkpoint. */
    UNKNOWN
  }

  /**
   * The result of a comparison.
   *
   * @param checkpoint number and MAC of the seal, or null if unknown
   */
  record Comparison(Seals seals, @Nullable String checkpoint) {}
}
