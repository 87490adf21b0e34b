package dev.signalbox.artifacts.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.artifacts.Artifact;
import dev.signalbox.artifacts.ArtifactStore;
import dev.signalbox.remote.RemoteCalls;
import dev.signalbox.remote.RemoteSystemException;
import dev.signalbox.sandbox.s3.S3Server;
import dev.signalbox.secrets.Secret;
import dev.signalbox.settings.Origin;
import dev.signalbox.storage.StorageProperties;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** Runs against S3Proxy. Each test has a prefix of its own. */
@Tag("integration")
class S3ArtifactStoreTests implements ArtifactStoreContract {

  @TempDir static Path folder;
  private static S3Server s3;

  private String prefix = "";
  private S3ArtifactStore store;

  @BeforeAll
  static void startServer() {
    s3 = S3Server.start(folder, 0);
  }

  @AfterAll
  static void stopServer() {
    s3.close();
  }

  @BeforeEach
  void open(TestInfo test) {
    prefix = Integer.toHexString(test.getDisplayName().hashCode()) + "/";
    store = store(s3.address(), S3Server.BUCKET, S3Server.KEY, prefix);
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Override
  public ArtifactStore store() {
    return store;
  }

  @Override
  public void put(String key, String content) {
    s3.put(prefix + key, content.getBytes(StandardCharsets.UTF_8));
  }

  static S3ArtifactStore store(URI url, String bucket, String key, String prefix) {
    return new S3ArtifactStore(
        new StorageProperties(
            null, bucket, "us-east-1", new Origin(url), key, new Secret(S3Server.SECRET)),
        bucket,
        prefix,
        new RemoteCalls(new SimpleMeterRegistry()));
  }

  @Test
  void returnsTheDeclaredTypeAndEncoding() {
    s3.put(prefix + "a", new byte[1], "text/html; charset=utf-7", "gzip");

    Artifact artifact = store.find("a");

    assertThat(artifact.contentType()).isEqualTo("text/html; charset=utf-7");
    assertThat(artifact.contentEncoding()).isEqualTo("gzip");
    try (var content = store.open("a", null, null)) {
      assertThat(content.artifact()).isEqualTo(artifact);
    }
  }

  @Test
  void servesNothingOutsideThePrefix() {
    s3.put("other/secret", new byte[1]);

    assertThatThrownBy(() -> store.find("../other/secret"))
        .isInstanceOf(RemoteSystemException.class);
    assertThat(store.list("", null, 100).folders()).isEmpty();
  }

  @Test
  void reportsARejectedKey() {
    try (var rejected = store(s3.address(), S3Server.BUCKET, "AKIAOTHER", prefix)) {
      assertThatThrownBy(() -> rejected.open("a", null, null))
          .isInstanceOfSatisfying(
              RemoteSystemException.Denied.class,
              denied -> {
                assertThat(denied.tried()).contains("in the bucket " + S3Server.BUCKET);
                assertThat(denied.advice()).contains("s3:ListBucket");
              });
    }
  }

  @Test
  void reportsAMissingBucket() {
    try (var missing = store(s3.address(), "another", S3Server.KEY, prefix)) {
      assertThatThrownBy(() -> missing.list("", null, 10))
          .isInstanceOfSatisfying(
              RemoteSystemException.Unreachable.class,
              failure -> assertThat(failure.advice()).contains("Create the bucket"));
    }
  }
}
