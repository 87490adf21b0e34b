package dev.signalbox.restores;

import dev.signalbox.kubernetes.CacheStatus;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A condition of a restore.
 *
 * @param finding full sentences
 * @param remedy full sentences; empty if nothing has to be done
 */
record RestoreCheck(String title, Level level, String finding, String remedy) {

  /** Whether the restore may start. */
  enum Level {
    OK,
    /** It may start; whether the condition is met is not known. */
    UNKNOWN,
    /** It may start, but the user should know it. */
    WARNING,
    /** It may start; the data of the check is being loaded. */
    LOADING,
    /** It must not start until the data of the check has been loaded. */
    WAITING,
    /** It must not start. */
    BLOCKED
  }

  static RestoreCheck ok(String title, String finding) {
    return new RestoreCheck(title, Level.OK, finding, "");
  }

  static RestoreCheck unknown(String title, String finding, String remedy) {
    return new RestoreCheck(title, Level.UNKNOWN, finding, remedy);
  }

  static RestoreCheck warning(String title, String finding, String remedy) {
    return new RestoreCheck(title, Level.WARNING, finding, remedy);
  }

  static RestoreCheck blocked(String title, String finding, String remedy) {
    return new RestoreCheck(title, Level.BLOCKED, finding, remedy);
  }

  /** Returns a check that waits for the objects of caches; empty if none is being loaded. */
  static Optional<RestoreCheck> loading(Level level, String title, Stream<CacheStatus> caches) {
    String kinds =
        caches
            .filter(CacheStatus::isLoading)
            .map(status -> status.kind().qualifiedName())
            .distinct()
            .collect(Collectors.joining(", "));
    return kinds.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new RestoreCheck(
                title,
                level,
                "Waiting for the first list of " + kinds + " from the API server.",
                ""));
  }

  boolean isBlocked() {
    return level == Level.BLOCKED;
  }

  boolean isWaiting() {
    return level == Level.WAITING;
  }

  boolean preventsStart() {
    return isBlocked() || isWaiting();
  }
}
