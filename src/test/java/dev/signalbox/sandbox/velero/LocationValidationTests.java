package dev.signalbox.sandbox.velero;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.ObjectNode;

class LocationValidationTests {

  private final VeleroScenario velero = VeleroScenario.of(VeleroVersion.V1_14);

  @AfterEach
  void close() {
    velero.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "missing                                | us-east-1 | NoSuchBucket",
        LocationValidation.EUROPEAN_BUCKET + "  | us-east-1 | expecting 'eu-west-1'",
        LocationValidation.EUROPEAN_BUCKET + "  | eu-west-1 | ",
        LocationValidation.DENIED_BUCKET + "    | us-east-1 | AccessDenied",
        LocationValidation.SHARED_BUCKET + "    | us-east-1 | invalid top-level directories"
      })
  void dependsOnTheBucketAndItsRegion(String bucket, String region, String message) {
    change(
        spec -> {
          spec.withObject("/objectStorage").put("bucket", bucket);
          spec.withObject("/config").removeAll();
          spec.withObject("/config").put("region", region);
        });

    expect(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        LocationValidation.MINIO + "         | ",
        LocationValidation.PRIVATE_MINIO + " | x509: certificate signed by unknown authority",
        LocationValidation.OLD_STORE + "     | NotImplemented",
        "https://typo.acme.example           | no such host"
      })
  void dependsOnTheEndpoint(String url, String message) {
    change(spec -> spec.withObject("/config").put("s3Url", url));

    expect(message);
  }

  @Test
  void acceptsACertificateAndAStoreWithoutChecksums() {
    change(
        spec -> {
          spec.withObject("/config").put("s3Url", LocationValidation.PRIVATE_MINIO);
          spec.withObject("/objectStorage").put("caCert", "QQ==");
        });
    expect(null);

    change(
        spec ->
            spec.withObject("/config")
                .put("s3Url", LocationValidation.OLD_STORE)
                .put("checksumAlgorithm", ""));
    expect(null);
  }

  @Test
  void rejectsSettingsThatThePluginDoesNotKnow() {
    change(spec -> spec.withObject("/config").put("sseKey", "x"));

    expect("config has invalid keys [sseKey]");
  }

  @Test
  void needsThePluginOfTheProvider() {
    change(
        spec -> {
          spec.put("provider", "gcp");
          spec.withObject("/objectStorage").put("bucket", LocationValidation.GCP_BUCKET);
          spec.remove("credential");
          spec.withObject("/config").removeAll();
        });
    expect("unable to locate ObjectStore plugin named velero.io/gcp");

    velero.controls().installPlugin("velero.io/gcp");
    velero.advance(Duration.ofMinutes(2));
    expect("could not find default credentials");
    change(
        spec -> spec.withObject("/config").put("serviceAccount", LocationValidation.GCP_ACCOUNT));
    expect(null);
  }

  private void change(Consumer<ObjectNode> change) {
    velero.update(
        "backupstoragelocations", "default", one -> change.accept(one.withObject("/spec")));
    velero.advance(Duration.ofSeconds(1));
  }

  private void expect(@Nullable String message) {
    String actual =
        velero.get("backupstoragelocations", "default").at("/status/message").asString("");
    if (message == null) {
      assertThat(velero.phase("backupstoragelocations", "default")).isEqualTo("Available");
    } else {
      assertThat(actual).contains(message);
    }
  }
}
