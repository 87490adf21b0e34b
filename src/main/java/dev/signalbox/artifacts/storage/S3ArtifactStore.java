package dev.signalbox.artifacts.storage;

import dev.signalbox.artifacts.Artifact;
import dev.signalbox.artifacts.ArtifactContent;
import dev.signalbox.artifacts.ArtifactKey;
import dev.signalbox.artifacts.ArtifactListing;
import dev.signalbox.artifacts.ArtifactStore;
import dev.signalbox.artifacts.ByteRange;
import dev.signalbox.artifacts.VisibleName;
import dev.signalbox.remote.RemoteCalls;
import dev.signalbox.remote.RemoteSystemException;
import dev.signalbox.storage.S3Calls;
import dev.signalbox.storage.S3ClientFactory;
import dev.signalbox.storage.StorageProperties;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.EncodingType;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Reads artifacts from a bucket of Amazon S3 or a compatible service. Objects whose keys are not
 * valid {@linkplain ArtifactKey artifact keys} are not listed.
 */
class S3ArtifactStore implements ArtifactStore, AutoCloseable {

  /** A download takes a connection until it ends; users wait for the first bytes. */
  private static final S3ClientFactory.Limits LIMITS =
      new S3ClientFactory.Limits(256, Duration.ofSeconds(20), Duration.ofSeconds(25));

  private static final Pattern ETAG = Pattern.compile("\"[!#-~]{1,200}\"");
  private static final Pattern CONTENT_RANGE = Pattern.compile("bytes (\\d+)-(\\d+)/(\\d{1,18})");

  private final String bucket;
  private final String root;
  private final S3Calls calls;
  private final S3Client client;

  S3ArtifactStore(StorageProperties settings, String bucket, String root, RemoteCalls calls) {
    this.bucket = bucket;
    this.root = root;
    this.calls = new S3Calls(calls, "s3:GetObject and s3:ListBucket", StoreFailures.ABSENT);
    this.client = S3ClientFactory.create(settings, LIMITS);
  }

  @Override
  public Artifact find(String key) {
    HeadObjectResponse head =
        execute("find", key, () -> client.headObject(it -> it.bucket(bucket).key(root + key)));
    long size = Objects.requireNonNullElse(head.contentLength(), -1L);
    if (size < 0) {
      throw StoreFailures.unexpected(tried("find", key), "no Content-Length");
    }
    return artifact(
        key, size, head.contentType(), head.contentEncoding(), head.eTag(), head.lastModified());
  }

  @Override
  public ArtifactContent open(String key, @Nullable ByteRange range, @Nullable String etag) {
    ResponseInputStream<GetObjectResponse> body =
        execute(
            "read",
            key,
            () ->
                client.getObject(
                    it ->
                        it.bucket(bucket)
                            .key(root + key)
                            .range(
                                range == null
                                    ? null
                                    : "bytes=%d-%d".formatted(range.first(), range.last()))
                            .ifMatch(etag)));
    try {
      return content(key, range, body);
    } catch (RemoteSystemException e) {
      body.abort();
      throw e;
    }
  }

  private ArtifactContent content(
      String key, @Nullable ByteRange range, ResponseInputStream<GetObjectResponse> body) {
    GetObjectResponse head = body.response();
    long length = Objects.requireNonNullElse(head.contentLength(), -1L);
    long size = range == null ? length : size(range, head.contentRange());
    if (length < 0 || size < 0 || (range != null && length != range.length())) {
      throw StoreFailures.unexpected(
          tried("read", key),
          "Content-Length %d, Content-Range %s".formatted(length, head.contentRange()));
    }
    return new ArtifactContent(
        artifact(
            key,
            size,
            head.contentType(),
            head.contentEncoding(),
            head.eTag(),
            head.lastModified()),
        length,
        new ObjectBody(body),
        e -> StoreFailures.unreachable(tried("read", key), e));
  }

  /** Returns the size of the object, or -1 if the response has another range. */
  private static long size(ByteRange range, @Nullable String contentRange) {
    Matcher parsed = CONTENT_RANGE.matcher(contentRange == null ? "" : contentRange);
    return parsed.matches()
            && parsed.group(1).equals(Long.toString(range.first()))
            && parsed.group(2).equals(Long.toString(range.last()))
        ? Long.parseLong(parsed.group(3))
        : -1;
  }

  @Override
  public ArtifactListing list(String prefix, @Nullable String token, int max) {
    ListObjectsV2Response page =
        execute(
            "list",
            prefix,
            () ->
                client.listObjectsV2(
                    it ->
                        it.bucket(bucket)
                            .prefix(root + prefix)
                            .delimiter("/")
                            .continuationToken(token)
                            .maxKeys(max)
                            // names may contain characters that are invalid in XML
                            .encodingType(EncodingType.URL)));
    return new ArtifactListing(
        page.commonPrefixes().stream()
            .map(CommonPrefix::prefix)
            .map(key -> key.substring(root.length()))
            .filter(ArtifactKey::isFolder)
            .toList(),
        page.contents().stream()
            .map(this::entry)
            .filter(entry -> ArtifactKey.isValid(entry.key()))
            .toList(),
        Boolean.TRUE.equals(page.isTruncated()) ? page.nextContinuationToken() : null);
  }

  private ArtifactListing.Entry entry(S3Object object) {
    return new ArtifactListing.Entry(
        object.key().substring(root.length()), object.size(), object.lastModified());
  }

  @Override
  public void close() {
    client.close();
  }

  private static Artifact artifact(
      String key,
      long size,
      @Nullable String contentType,
      @Nullable String contentEncoding,
      @Nullable String etag,
      @Nullable Instant lastModified) {
    Instant modified = Objects.requireNonNullElse(lastModified, Instant.EPOCH);
    return new Artifact(
        key,
        size,
        contentType,
        contentEncoding,
        etag != null && ETAG.matcher(etag).matches()
            ? etag
            : "\"%x-%x\"".formatted(size, modified.toEpochMilli()),
        modified);
  }

  private String tried(String verb, String key) {
    return "%s %s%s in the bucket %s".formatted(verb, root, VisibleName.of(key), bucket);
  }

  private <T> T execute(String verb, String key, Supplier<T> call) {
    return calls.execute(verb, tried(verb, key), call);
  }

  /** The body of a response; reading the rest of a large object would take long. */
  private record ObjectBody(ResponseInputStream<GetObjectResponse> body)
      implements ArtifactContent.Source {

    @Override
    public int read(byte[] buffer, int offset, int count) throws IOException {
      return body.read(buffer, offset, count);
    }

    @Override
    public void close(boolean complete) {
      if (complete) {
        try {
          body.close();
        } catch (IOException e) {
          body.abort();
        }
      } else {
        body.abort();
      }
    }
  }
}
