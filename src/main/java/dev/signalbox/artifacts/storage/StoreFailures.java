package dev.signalbox.artifacts.storage;

import dev.signalbox.remote.RemoteSystem;
import dev.signalbox.remote.RemoteSystemException;
import org.jspecify.annotations.Nullable;

/** Failures of the artifact store. */
final class StoreFailures {

  /** What to do if an artifact does not exist. */
  static final String ABSENT = "The artifact was deleted, or its name is wrong.";

  private StoreFailures() {}

  /** There was no response, or not all of it. */
  static RemoteSystemException unreachable(String tried, Throwable cause) {
    return unavailable(
        tried,
        String.valueOf(cause.getMessage()),
        "Check that Signalbox can reach the storage, and its access key or service account.",
        cause);
  }

  /** The response contradicts the request or itself. */
  static RemoteSystemException unexpected(String tried, String answered) {
    return new RemoteSystemException.Unexpected(
        RemoteSystem.STORAGE, tried, answered, "Check the log of the storage.", null);
  }

  static RemoteSystemException unavailable(
      String tried, String answered, String advice, Throwable cause) {
    return new RemoteSystemException.Unreachable(
        RemoteSystem.STORAGE, tried, answered, advice, cause);
  }

  static RemoteSystemException denied(
      String tried, String answered, String advice, Throwable cause) {
    return new RemoteSystemException.Denied(RemoteSystem.STORAGE, tried, answered, advice, cause);
  }

  static RemoteSystemException notFound(String tried, String answered, Throwable cause) {
    return new RemoteSystemException.NotFound(RemoteSystem.STORAGE, tried, answered, ABSENT, cause);
  }

  static RemoteSystemException changed(String tried, String answered, @Nullable Throwable cause) {
    return new RemoteSystemException.Conflict(
        RemoteSystem.STORAGE,
        tried,
        answered,
        "The artifact changed while it was read. Open it again.",
        cause);
  }
}
