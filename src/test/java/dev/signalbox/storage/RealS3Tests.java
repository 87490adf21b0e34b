package dev.signalbox.storage;

import dev.signalbox.remote.RemoteCalls;
import dev.signalbox.secrets.Secret;
import dev.signalbox.settings.Origin;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/**
 * Runs against a real server: {@code S3_URL}, {@code S3_BUCKET}, {@code AWS_ACCESS_KEY_ID} and
 * {@code AWS_SECRET_ACCESS_KEY}. Leaves a few small files in the bucket.
 */
@EnabledIfEnvironmentVariable(named = "S3_URL", matches = "http.+")
@Tag("integration")
class RealS3Tests implements ObjectStoreContract {

  @Override
  public ObjectStore store() {
    return new S3Store(
        new StorageProperties(
            null,
            variable("S3_BUCKET"),
            Optional.ofNullable(System.getenv("AWS_REGION")).orElse("us-east-1"),
            Origin.of(variable("S3_URL")),
            variable("AWS_ACCESS_KEY_ID"),
            new Secret(variable("AWS_SECRET_ACCESS_KEY"))),
        variable("S3_BUCKET"),
        new RemoteCalls(new SimpleMeterRegistry()));
  }

  private static String variable(String name) {
    return Objects.requireNonNull(System.getenv(name), name);
  }
}
