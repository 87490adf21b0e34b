package dev.signalbox.storage;

import dev.signalbox.remote.RemoteCalls;
import dev.signalbox.remote.RemoteSystemException;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;

/** Runs requests to S3: records their duration and outcome, and translates their errors. */
public final class S3Calls {

  private final RemoteCalls calls;
  private final S3ErrorTranslator errors;

  /**
   * Creates an executor for one store.
   *
   * @param permissions the permissions that the bucket policy must grant
   * @param notFound what to do if an object does not exist
   */
  public S3Calls(RemoteCalls calls, String permissions, String notFound) {
    this.calls = calls;
    this.errors = new S3ErrorTranslator(permissions, notFound);
  }

  /**
   * Runs a request.
   *
   * @param operation a constant name of the request
   * @param tried what the request does, such as "read a.txt in the bucket b"
   * @throws RemoteSystemException if it fails
   */
  public <T> T execute(String operation, String tried, Supplier<T> request) {
    return calls.timed(
        "s3",
        operation,
        () -> {
          try {
            return request.get();
          } catch (SdkException e) {
            throw errors.translate(tried, e);
          }
        });
  }
}
