package dev.signalbox.storage;

import dev.signalbox.remote.RemoteSystem;
import dev.signalbox.remote.RemoteSystemException;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Translates errors of Amazon S3 and compatible services (Amazon S3 API Reference, "Error
 * responses").
 *
 * @param permissions the permissions that the bucket policy must grant
 * @param notFound what to do if an object does not exist
 */
record S3ErrorTranslator(String permissions, String notFound) {

  /** Error codes for credentials that are no longer valid; some have the status 400. */
  private static final Set<String> EXPIRED =
      Set.of("ExpiredToken", "InvalidToken", "TokenRefreshRequired", "RequestExpired");

  /**
   * Translates an error response, or the absence of a response.
   *
   * @param tried what was tried, such as "read a.txt in the bucket b"
   */
  RemoteSystemException translate(String tried, SdkException e) {
    return e instanceof S3Exception response
        ? translateResponse(tried, response)
        : new RemoteSystemException.Unreachable(
            RemoteSystem.STORAGE,
            tried,
            String.valueOf(e.getMessage()),
            "Check that Signalbox can reach the storage, and its access key or service account.",
            e);
  }

  private RemoteSystemException translateResponse(String tried, S3Exception e) {
    // responses to HEAD have no body, so no code
    String code =
        Optional.ofNullable(e.awsErrorDetails()).map(AwsErrorDetails::errorCode).orElse("no code");
    String answered = "%d %s".formatted(e.statusCode(), code);
    if (EXPIRED.contains(code)) {
      return denied(
          tried, answered, "The credentials have expired. Renew the access key or token.", e);
    }
    return switch (e.statusCode()) {
      case 401, 403 ->
          denied(
              tried,
              answered,
              "Check the access key, its permissions " + permissions + ", and the clock.",
              e);
      case 404 ->
          code.equals("NoSuchBucket")
              ? unreachable(tried, answered, "Create the bucket, or correct its name or region.", e)
              : new RemoteSystemException.NotFound(
                  RemoteSystem.STORAGE, tried, answered, notFound, e);
      case 409, 412, 416 ->
          new RemoteSystemException.Conflict(
              RemoteSystem.STORAGE,
              tried,
              answered,
              "The object changed in the meantime. Try again.",
              e);
      case 429, 500, 502, 503, 504 ->
          unreachable(tried, answered, "Wait: the storage is busy or unavailable.", e);
      default ->
          new RemoteSystemException.Unexpected(
              RemoteSystem.STORAGE,
              tried,
              answered,
              "Check the region, the endpoint and the log of the storage.",
              e);
    };
  }

  private static RemoteSystemException denied(
      String tried, String answered, String advice, S3Exception cause) {
    return new RemoteSystemException.Denied(RemoteSystem.STORAGE, tried, answered, advice, cause);
  }

  private static RemoteSystemException unreachable(
      String tried, String answered, String advice, S3Exception cause) {
    return new RemoteSystemException.Unreachable(
        RemoteSystem.STORAGE, tried, answered, advice, cause);
  }
}
