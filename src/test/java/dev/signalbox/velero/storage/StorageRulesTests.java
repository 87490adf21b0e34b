package dev.signalbox.velero.storage;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StorageRulesTests {

  @ParameterizedTest
  @ValueSource(strings = {"abc", "acme-ci-snapshots", "acme.ci.snapshots", "1bucket2"})
  void acceptsBucketsOfS3(String name) {
    assertThat(StorageRules.bucket(StorageProvider.AWS, name)).isEmpty();
    assertThat(StorageRules.bucket(StorageProvider.S3, name)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ab",
        "Acme",
        "acme_ci",
        "-acme",
        "acme-",
        "a..b",
        "192.168.0.1",
        "xn--acme",
        "sthree-acme",
        "acme-s3alias",
        "acme--ol-s3",
        "acme/ci",
        "acme ci",
        "a234567890123456789012345678901234567890123456789012345678901234"
      })
  void refusesBucketsOfS3(String name) {
    assertThat(StorageRules.bucket(StorageProvider.AWS, name)).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"acme_ci", "acme-ci", "backups.acme.example"})
  void acceptsBucketsOfGoogle(String name) {
    assertThat(StorageRules.bucket(StorageProvider.GCP, name)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"goog-acme", "my-google-bucket", "Acme", "a.", "_acme", "10.0.0.1"})
  void refusesBucketsOfGoogle(String name) {
    assertThat(StorageRules.bucket(StorageProvider.GCP, name)).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "circleci", "acme/ci-1", "a.b/c_d"})
  void acceptsPrefixes(String prefix) {
    assertThat(StorageRules.prefix(prefix)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/a", "a/", "a//b", "../a", "a/..", "a b", "a?b", "ä"})
  void refusesPrefixes(String prefix) {
    assertThat(StorageRules.prefix(prefix)).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"us-east-1", "eu-west-3", "ap-southeast-2", "us-gov-west-1", "cn-north-1"})
  void acceptsRegionsOfAws(String region) {
    assertThat(StorageRules.region(StorageProvider.AWS, region)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "minio", "us-east-1a", "US-EAST-1", "eu-west", "us-east-1,s3Url=x"})
  void refusesRegionsOfAws(String region) {
    assertThat(StorageRules.region(StorageProvider.AWS, region)).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"minio", "us-east-1", "fr-par", "garage"})
  void acceptsAnyRegionOfACompatibleStore(String region) {
    assertThat(StorageRules.region(StorageProvider.S3, region)).isEmpty();
    assertThat(StorageRules.region(StorageProvider.S3, region + ",x=y")).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"velero", "velero@acme.example", "velero@acme-prod.iam.gserviceaccount.com.x"})
  void refusesOtherAddressesAsServiceAccount(String email) {
    assertThat(StorageRules.serviceAccount(email)).isPresent();
    assertThat(StorageRules.serviceAccount("velero@acme-prod.iam.gserviceaccount.com")).isEmpty();
  }
}
