package dev.signalbox.velero.storage;

import static dev.signalbox.velero.VeleroJson.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.velero.StorageLocation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class StorageErrorTests {

  private static final StorageLocation LOCATION =
      StorageLocation.read(
          json("{'spec':{'objectStorage':{'bucket':'backups'},'config':{'region':'us-east-1'}}}"));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "NoSuchBucket: The specified bucket does not exist status code: 404 | NO_BUCKET",
        "googleapi: got HTTP response code 404 with body: | NO_BUCKET",
        "storage: bucket doesn't exist | NO_BUCKET",
        "BucketRegionError: incorrect region, status code: 301 | WRONG_REGION",
        "AuthorizationHeaderMalformed: region is wrong; status code: 400 | WRONG_REGION",
        "PermanentRedirect: must be addressed using the endpoint | WRONG_REGION",
        "AccessDenied: Access Denied status code: 403, request id: A1 | ACCESS_DENIED",
        "api error Forbidden: Forbidden | ACCESS_DENIED",
        "velero@p.example does not have storage.objects.list access | ACCESS_DENIED",
        "InvalidAccessKeyId: not in our records, status code: 403 | INVALID_CREDENTIALS",
        "SignatureDoesNotMatch: we calculated, status code: 403 | INVALID_CREDENTIALS",
        "RequestTimeTooSkewed: the difference, status code: 403 | CLOCK_SKEW",
        "x509: certificate signed by unknown authority | UNKNOWN_CERTIFICATE",
        "dial tcp: lookup minio on 10.0.0.10:53: no such host | UNREACHABLE",
        "dial tcp 10.1.2.3:443: i/o timeout | UNREACHABLE",
        "proxyconnect tcp: dial tcp: connection refused | UNREACHABLE",
        "Backup store contains 2 invalid top-level directories: [a b] | OTHER_CONTENT",
        "NoCredentialProviders: no valid providers in chain | NO_CREDENTIALS",
        "google: could not find default credentials. | NO_CREDENTIALS",
        "NotImplemented: A header you provided, status code: 501 | NOT_IMPLEMENTED",
        "ObjectStore plugin for velero.io/aws not found | PLUGIN_MISSING",
        "something else | OTHER",
        "'' | OTHER",
        "request id 4030404 | OTHER",
      })
  void recognizesErrors(String message, StorageError error) {
    assertThat(StorageError.of(message)).isEqualTo(error);
  }

  @Test
  void namesTheExpectedRegion() {
    String message = "AuthorizationHeaderMalformed: 'us-east-1' is wrong; expecting 'eu-west-1'";

    assertThat(StorageError.WRONG_REGION.remedy(LOCATION, message))
        .isEqualTo("Set the region to eu-west-1 instead of us-east-1.");
    assertThat(StorageError.WRONG_REGION.remedy(LOCATION, "<Region>eu-west-2</Region>"))
        .contains("eu-west-2");
    assertThat(StorageError.WRONG_REGION.remedy(LOCATION, "301"))
        .endsWith("Configured: region us-east-1.");
  }

  @Test
  void namesTheConfiguredBucket() {
    assertThat(StorageError.NO_BUCKET.remedy(LOCATION, ""))
        .endsWith("Configured: bucket backups, region us-east-1.");
  }

  @ParameterizedTest
  @EnumSource(StorageError.class)
  void givesEveryErrorTexts(StorageError error) {
    assertThat(error.title()).doesNotEndWith(".");
    assertThat(error.remedy(LOCATION, "")).endsWith(".");
  }
}
