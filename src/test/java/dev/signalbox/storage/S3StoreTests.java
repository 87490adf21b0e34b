package dev.signalbox.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.remote.RemoteCalls;
import dev.signalbox.remote.RemoteSystemException;
import dev.signalbox.secrets.Secret;
import dev.signalbox.settings.Origin;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Runs against {@link FakeS3}. */
@Tag("integration")
class S3StoreTests implements ObjectStoreContract {

  private FakeS3 s3;

  @BeforeEach
  void start() throws IOException {
    s3 = FakeS3.start();
  }

  @AfterEach
  void stop() {
    s3.close();
  }

  @Override
  public ObjectStore store() {
    return store(s3.address(), FakeS3.BUCKET, FakeS3.KEY);
  }

  private static S3Store store(URI url, String bucket, String key) {
    return new S3Store(
        new StorageProperties(
            null, bucket, "us-east-1", new Origin(url), key, new Secret("a secret key")),
        bucket,
        new RemoteCalls(new SimpleMeterRegistry()));
  }

  @Test
  void abortsUnfinishedUploads() throws IOException {
    try (ObjectUpload object = store().startUpload("half")) {
      object.write(new byte[20 * 1024 * 1024]);
      assertThat(s3.unfinished()).isEqualTo(1);
    }

    assertThat(s3.unfinished()).isZero();
  }

  @Test
  void reportsARejectedKey() {
    assertThatThrownBy(() -> store(s3.address(), FakeS3.BUCKET, "AKIAOTHER").open("a", 0))
        .isInstanceOfSatisfying(
            RemoteSystemException.Denied.class,
            refused -> {
              assertThat(refused.tried()).isEqualTo("read a in the bucket " + FakeS3.BUCKET);
              assertThat(refused.response()).isEqualTo("403 InvalidAccessKeyId");
            });
  }

  @Test
  void reportsAMissingBucket() {
    assertThatThrownBy(() -> store(s3.address(), "another", FakeS3.KEY).open("a", 0))
        .isInstanceOfSatisfying(
            RemoteSystemException.Unreachable.class,
            missing -> assertThat(missing.advice()).contains("Create the bucket"));
  }

  @Test
  void reportsServerErrors() {
    s3.respondOnlyWith(503);

    assertThatThrownBy(() -> write("a", "one"))
        .isInstanceOfSatisfying(
            RemoteSystemException.Unreachable.class,
            trouble -> assertThat(trouble.response()).isEqualTo("503 SlowDown"));
  }

  @Test
  void reportsAnUnreachableServer() {
    URI address = s3.address();
    s3.close();

    assertThatThrownBy(() -> store(address, FakeS3.BUCKET, FakeS3.KEY).open("a", 0))
        .isInstanceOf(RemoteSystemException.Unreachable.class);
  }

  @Test
  void doesNotRevealTheKey() {
    assertThat(
            new StorageProperties(
                null, FakeS3.BUCKET, "us-east-1", null, "AKIA", new Secret("a secret key")))
        .asString()
        .doesNotContain("a secret key");
  }

  @Test
  void stopsReadingOnClose() throws IOException {
    byte[] much = new byte[40 * 1024 * 1024];
    new Random(7).nextBytes(much);
    try (ObjectUpload object = store().startUpload("much")) {
      object.write(much);
      object.finish();
    }

    try (InputStream in = store().open("much", 33_000_000)) {
      assertThat(in.read()).isEqualTo(Byte.toUnsignedInt(much[33_000_000]));
    }
  }
}
