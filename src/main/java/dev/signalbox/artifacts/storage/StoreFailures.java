package dev.signalbox.artifacts.storage;

import dev.signalbox.remote.RemoteSystem;
import dev.signalbox.remote.RemoteSystemException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Failures of the artifact store. */
final class StoreFailures {

  /** Error codes for credentials that are no longer valid; some have the status 400. */
  private static final Set<String> EXPIRED =
      Set.of("ExpiredToken", "InvalidToken", "TokenRefreshRequired", "RequestExpired");

  private StoreFailures() {}

  /**
   * Translates an error response.
   *
   * @param code the error code, or null if there is none: responses to HEAD have no body
   */
  static RemoteSystemException ofStatus(
      String tried, int status, @Nullable String code, Throwable cause) {
    String answered = "%d %s".formatted(status, code == null ? "no code" : code);
    if (code != null && EXPIRED.contains(code)) {
      return denied(
          tried, answered, "The credentials have expired. Renew the access key or token.", cause);
    }
    return switch (status) {
      case 401, 403 ->
          denied(
              tried,
              answered,
              "Check the access key, its permissions s3:GetObject and s3:ListBucket, and the"
                  + " clock.",
              cause);
      case 404 ->
          "NoSuchBucket".equals(code)
              ? unavailable(
                  tried, answered, "Create the bucket, or correct its name or region.", cause)
              : notFound(tried, answered, cause);
      case 409, 412, 416 -> changed(tried, answered, cause);
      case 429, 500, 502, 503, 504 ->
          unavailable(tried, answered, "Wait: the storage is busy or unavailable.", cause);
      default ->
          new RemoteSystemException.Unexpected(
              RemoteSystem.STORAGE, tried, answered, "Check the region and the endpoint.", cause);
    };
  }

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
    return new RemoteSystemException.NotFound(
        RemoteSystem.STORAGE,
        tried,
        answered,
        "The artifact was deleted, or its name is wrong.",
        cause);
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
