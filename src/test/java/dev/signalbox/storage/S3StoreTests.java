package dev.signalbox.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.outside.OutsideWorldException;
import dev.signalbox.outside.RemoteCalls;
import dev.signalbox.secrets.Secret;
import dev.signalbox.settings.Storage;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The bucket of the stand-in. */
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
        new Storage.S3(bucket, "us-east-1", url, new Storage.Key(key, new Secret("a secret key"))),
        new RemoteCalls(new SimpleMeterRegistry()));
  }

  @Test
  void leavesNoUploadBehindThatWasGivenUp() throws IOException {
    try (NewObject object = store().begin("half")) {
      object.write(new byte[20 * 1024 * 1024]);
      assertThat(s3.unfinished()).isEqualTo(1);
    }

    assertThat(s3.unfinished()).isZero();
  }

  @Test
  void tellsThatTheKeyIsRefused() {
    assertThatThrownBy(() -> store(s3.address(), FakeS3.BUCKET, "AKIAOTHER").open("a", 0))
        .isInstanceOfSatisfying(
            OutsideWorldException.Refused.class,
            refused -> {
              assertThat(refused.tried()).isEqualTo("read a in the bucket " + FakeS3.BUCKET);
              assertThat(refused.answered()).isEqualTo("403 InvalidAccessKeyId");
            });
  }

  @Test
  void tellsThatThereIsNoSuchBucket() {
    assertThatThrownBy(() -> store(s3.address(), "another", FakeS3.KEY).open("a", 0))
        .isInstanceOfSatisfying(
            OutsideWorldException.Unreachable.class,
            missing -> assertThat(missing.advice()).contains("Make the bucket"));
  }

  @Test
  void tellsWhatAStorageInTroubleAnswers() {
    s3.answerOnly(503);

    assertThatThrownBy(() -> write("a", "one"))
        .isInstanceOfSatisfying(
            OutsideWorldException.Unreachable.class,
            trouble -> assertThat(trouble.answered()).isEqualTo("503 SlowDown"));
  }

  @Test
  void tellsThatNobodyAnswers() {
    URI address = s3.address();
    s3.close();

    assertThatThrownBy(() -> store(address, FakeS3.BUCKET, FakeS3.KEY).open("a", 0))
        .isInstanceOf(OutsideWorldException.Unreachable.class);
  }

  @Test
  void keepsTheKeyToItself() {
    assertThat(
            new Storage.S3(
                FakeS3.BUCKET,
                "us-east-1",
                null,
                new Storage.Key("AKIA", new Secret("a secret key"))))
        .asString()
        .doesNotContain("a secret key");
  }

  @Test
  void readsOnlyAsMuchAsIsWanted() throws IOException {
    byte[] much = new byte[40 * 1024 * 1024];
    new Random(7).nextBytes(much);
    try (NewObject object = store().begin("much")) {
      object.write(much);
      object.finish();
    }

    try (InputStream in = store().open("much", 33_000_000)) {
      assertThat(in.read()).isEqualTo(Byte.toUnsignedInt(much[33_000_000]));
    }
  }
}
