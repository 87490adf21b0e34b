package dev.signalbox.storage;

import dev.signalbox.remote.RemoteCalls;
import java.io.FilterInputStream;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/**
 * Stores objects in an S3 bucket. Objects longer than a part are sent by multipart upload and
 * become visible when the upload is completed (Amazon S3 User Guide, "Uploading and copying objects
 * using multipart upload"). One part is in memory at a time.
 */
class S3Store implements ObjectStore, AutoCloseable {

  /** S3 allows 10,000 parts, so objects of 160 GB. All but the last part need at least 5 MiB. */
  private static final int PART_BYTES = 16 * 1024 * 1024;

  private static final S3ClientFactory.Limits LIMITS =
      new S3ClientFactory.Limits(50, Duration.ofSeconds(30), null);

  private final String bucket;
  private final S3Calls calls;
  private final S3Client client;

  S3Store(StorageProperties settings, String bucket, RemoteCalls calls) {
    this.bucket = bucket;
    this.calls =
        new S3Calls(
            calls,
            "s3:GetObject, s3:PutObject and s3:AbortMultipartUpload",
            "Restore the object from an earlier version or a copy of the bucket.");
    this.client = S3ClientFactory.create(settings, LIMITS);
  }

  @Override
  public String location() {
    return "the bucket " + bucket;
  }

  @Override
  public ObjectUpload startUpload(String name) {
    return new S3Upload(name);
  }

  @Override
  public InputStream open(String name, long from) {
    ResponseInputStream<GetObjectResponse> object =
        execute(
            "read",
            name,
            () ->
                client.getObject(
                    get ->
                        get.bucket(bucket)
                            .key(name)
                            .range(from == 0 ? null : "bytes=%d-".formatted(from))));
    return new FilterInputStream(object) {
      @Override
      public void close() {
        // close() would read the rest of the object
        object.abort();
      }
    };
  }

  @Override
  public void close() {
    client.close();
  }

  private <T> T execute(String verb, String name, Supplier<T> call) {
    return calls.execute(verb, "%s %s in the bucket %s".formatted(verb, name, bucket), call);
  }

  /** Buffers one part at a time and uploads it when full. */
  private final class S3Upload extends ObjectUpload {

    private final String name;
    private final byte[] part = new byte[PART_BYTES];
    private final List<CompletedPart> sent = new ArrayList<>();
    private int filled;
    private @Nullable String upload;

    S3Upload(String name) {
      this.name = name;
    }

    @Override
    public void write(int b) {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) {
      int next = from;
      while (next < from + length) {
        if (filled == PART_BYTES) {
          send();
        }
        int count = Math.min(PART_BYTES - filled, from + length - next);
        System.arraycopy(bytes, next, part, filled, count);
        filled += count;
        next += count;
      }
    }

    private void send() {
      if (upload == null) {
        upload =
            execute(
                "write",
                name,
                () -> client.createMultipartUpload(it -> it.bucket(bucket).key(name)).uploadId());
      }
      int number = sent.size() + 1;
      String tag =
          execute(
              "write",
              name,
              () ->
                  client
                      .uploadPart(
                          one -> one.bucket(bucket).key(name).uploadId(upload).partNumber(number),
                          body())
                      .eTag());
      sent.add(CompletedPart.builder().partNumber(number).eTag(tag).build());
      filled = 0;
    }

    private RequestBody body() {
      return RequestBody.fromBytes(filled == PART_BYTES ? part : Arrays.copyOf(part, filled));
    }

    @Override
    public void finish() {
      if (upload == null) {
        execute("write", name, () -> client.putObject(put -> put.bucket(bucket).key(name), body()));
        return;
      }
      send();
      execute(
          "write",
          name,
          () ->
              client.completeMultipartUpload(
                  all ->
                      all.bucket(bucket)
                          .key(name)
                          .uploadId(upload)
                          .multipartUpload(parts -> parts.parts(sent))));
      upload = null;
    }

    @Override
    public void close() {
      if (upload != null) {
        execute(
            "abort",
            name,
            () ->
                client.abortMultipartUpload(
                    abort -> abort.bucket(bucket).key(name).uploadId(upload)));
        upload = null;
      }
    }
  }
}
