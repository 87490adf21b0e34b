package dev.signalbox.storage;

import dev.signalbox.outside.Adapter;
import dev.signalbox.outside.OutsideWorldException;
import dev.signalbox.outside.RemoteCalls;
import dev.signalbox.settings.Settings;
import dev.signalbox.settings.Storage;
import java.io.FilterInputStream;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Keeps files in a bucket. What is longer than a part is sent in several, of which S3 shows nothing
 * before the last one is there and all of them are joined (Amazon S3 User Guide, "Uploading and
 * copying objects using multipart upload"); one part is in memory at a time.
 */
@Adapter
@ConditionalOnProperty("signalbox.storage.s3-bucket")
class S3Store implements ObjectStore, AutoCloseable {

  /** S3 takes at most 10,000 parts: 160 GB a file. Each but the last must have at least 5 MiB. */
  private static final int PART = 16 * 1024 * 1024;

  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration ANSWER = Duration.ofSeconds(30);

  private final Storage.S3 settings;
  private final RemoteCalls calls;
  private final S3Client client;

  @Autowired
  S3Store(Settings settings, RemoteCalls calls) {
    this((Storage.S3) Objects.requireNonNull(settings.archive().storage()), calls);
  }

  S3Store(Storage.S3 settings, RemoteCalls calls) {
    this.settings = settings;
    this.calls = calls;
    this.client = client(settings);
  }

  private static S3Client client(Storage.S3 settings) {
    @Nullable URI url = settings.url();
    S3ClientBuilder builder =
        S3Client.builder()
            .region(Region.of(settings.region()))
            .credentialsProvider(credentials(settings.key()))
            .httpClientBuilder(
                UrlConnectionHttpClient.builder().connectionTimeout(CONNECT).socketTimeout(ANSWER))
            // other servers than Amazon's stumble over checksums behind the body; ours are in the
            // manifest, and every file is read back
            .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
            .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
            .serviceConfiguration(own -> own.chunkedEncodingEnabled(false))
            .forcePathStyle(url != null);
    return (url == null ? builder : builder.endpointOverride(url)).build();
  }

  private static AwsCredentialsProvider credentials(Storage.@Nullable Key key) {
    return key == null
        ? DefaultCredentialsProvider.builder().build()
        : StaticCredentialsProvider.create(
            AwsBasicCredentials.create(key.id(), key.secret().reveal()));
  }

  @Override
  public String where() {
    return "the bucket " + settings.bucket();
  }

  @Override
  public NewObject begin(String name) {
    return new ObjectBeingSent(name);
  }

  @Override
  public InputStream open(String name, long from) {
    ResponseInputStream<GetObjectResponse> object =
        tryingTo(
            "read",
            name,
            () ->
                client.getObject(
                    get ->
                        get.bucket(settings.bucket())
                            .key(name)
                            .range(from == 0 ? null : "bytes=%d-".formatted(from))));
    return new FilterInputStream(object) {
      @Override
      public void close() {
        // whoever stops half way does not wait for the rest
        object.abort();
      }
    };
  }

  @Override
  public void close() {
    client.close();
  }

  private <T> T tryingTo(String verb, String name, Supplier<T> call) {
    String tried = "%s %s in the bucket %s".formatted(verb, name, settings.bucket());
    return calls.timed(
        "s3",
        verb,
        () -> {
          try {
            return call.get();
          } catch (S3Exception e) {
            throw refused(tried, e);
          } catch (SdkClientException e) {
            throw new OutsideWorldException.Unreachable(
                tried,
                String.valueOf(e.getMessage()),
                "Check that the console reaches the storage, and the key or service account it"
                    + " comes with.",
                e);
          }
        });
  }

  private static OutsideWorldException refused(String tried, S3Exception e) {
    String code =
        Optional.ofNullable(e.awsErrorDetails()).map(AwsErrorDetails::errorCode).orElse("no code");
    String answered = "%d %s".formatted(e.statusCode(), code);
    return switch (e.statusCode()) {
      case 401, 403 ->
          new OutsideWorldException.Refused(
              tried,
              answered,
              "Check the key, and that it may read and write objects in this bucket and end"
                  + " uploads there.",
              e);
      case 404 ->
          code.equals("NoSuchBucket")
              ? new OutsideWorldException.Unreachable(
                  tried, answered, "Make the bucket, or correct its name or region.", e)
              : new OutsideWorldException.Missing(
                  tried,
                  answered,
                  "Put the file back where it was, from a version or a copy of the bucket.",
                  e);
      case 429, 500, 502, 503, 504 ->
          new OutsideWorldException.Unreachable(
              tried, answered, "Wait: the storage is busy or away. It is tried again.", e);
      default ->
          new OutsideWorldException.Unexpected(
              tried, answered, "Look at the storage's own log; the name is told there, too.", e);
    };
  }

  /** Collects a part, sends it, and begins the next. */
  private final class ObjectBeingSent extends NewObject {

    private final String name;
    private final byte[] part = new byte[PART];
    private final List<CompletedPart> sent = new ArrayList<>();
    private int filled;
    private @Nullable String upload;

    ObjectBeingSent(String name) {
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
        if (filled == PART) {
          send();
        }
        int some = Math.min(PART - filled, from + length - next);
        System.arraycopy(bytes, next, part, filled, some);
        filled += some;
        next += some;
      }
    }

    private void send() {
      if (upload == null) {
        upload =
            tryingTo(
                "write",
                name,
                () ->
                    client
                        .createMultipartUpload(it -> it.bucket(settings.bucket()).key(name))
                        .uploadId());
      }
      int number = sent.size() + 1;
      String tag =
          tryingTo(
              "write",
              name,
              () ->
                  client
                      .uploadPart(
                          one ->
                              one.bucket(settings.bucket())
                                  .key(name)
                                  .uploadId(upload)
                                  .partNumber(number),
                          body())
                      .eTag());
      sent.add(CompletedPart.builder().partNumber(number).eTag(tag).build());
      filled = 0;
    }

    private RequestBody body() {
      return RequestBody.fromBytes(filled == PART ? part : Arrays.copyOf(part, filled));
    }

    @Override
    public void finish() {
      if (upload == null) {
        tryingTo(
            "write",
            name,
            () -> client.putObject(put -> put.bucket(settings.bucket()).key(name), body()));
        return;
      }
      send();
      tryingTo(
          "write",
          name,
          () ->
              client.completeMultipartUpload(
                  all ->
                      all.bucket(settings.bucket())
                          .key(name)
                          .uploadId(upload)
                          .multipartUpload(parts -> parts.parts(sent))));
      upload = null;
    }

    @Override
    public void close() {
      if (upload != null) {
        tryingTo(
            "give up",
            name,
            () ->
                client.abortMultipartUpload(
                    given -> given.bucket(settings.bucket()).key(name).uploadId(upload)));
        upload = null;
      }
    }
  }
}
