package dev.signalbox.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.settings.InvalidSettingsException.Violation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The violations of incomplete or contradictory environment variables. */
class SettingsViolationTests {

  @ParameterizedTest
  @EnumSource(
      value = EnvironmentVariable.class,
      names = {
        "DATABASE_URL",
        "PUBLIC_URL",
        "SECRET_KEY",
        "GITHUB_CLIENT_ID",
        "GITHUB_CLIENT_SECRET",
      })
  void reportsAMissingVariable(EnvironmentVariable variable) {
    assertThat(TestEnvironment.complete().without(variable).violations())
        .containsExactly(new Violation(variable, "is not set"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\t"})
  void treatsBlankAsMissing(String blank) {
    assertThat(
            TestEnvironment.complete()
                .with(EnvironmentVariable.GITHUB_CLIENT_ID, blank)
                .violations())
        .containsExactly(new Violation(EnvironmentVariable.GITHUB_CLIENT_ID, "is not set"));
  }

  @Test
  void reportsAllViolationsTogether() {
    assertThat(TestEnvironment.empty().violations())
        .extracting(Violation::variable)
        .containsExactlyInAnyOrder(
            EnvironmentVariable.DATABASE_URL,
            EnvironmentVariable.PUBLIC_URL,
            EnvironmentVariable.SECRET_KEY,
            EnvironmentVariable.GITHUB_CLIENT_ID,
            EnvironmentVariable.GITHUB_CLIENT_SECRET,
            EnvironmentVariable.REQUIRED_ORGANIZATIONS,
            EnvironmentVariable.ADMINS);
  }

  @ParameterizedTest
  @CsvSource({
    "STORAGE_FOLDER,var/lib,must be an absolute path: var/lib",
    "STORAGE_S3_BUCKET,Acme_Bucket,is not a valid bucket name: Acme_Bucket",
    "AUDIT_RETENTION_MONTHS,0,must be at least 1: 0",
    "AUDIT_RETENTION_MONTHS,many,must be a whole number: many",
  })
  void rejectsAnInvalidStorage(EnvironmentVariable variable, String text, String wrong) {
    assertThat(TestEnvironment.complete().with(variable, text).violations())
        .contains(new Violation(variable, wrong));
  }

  @Test
  void requiresAStorageForARetention() {
    assertThat(
            TestEnvironment.complete()
                .with(EnvironmentVariable.AUDIT_RETENTION_MONTHS, "24")
                .violations())
        .singleElement()
        .satisfies(
            complaint -> assertThat(complaint.message()).endsWith("older months would be lost"));
  }

  @Test
  void rejectsAFolderTogetherWithABucket() {
    assertThat(
            TestEnvironment.complete()
                .with(EnvironmentVariable.STORAGE_FOLDER, "/var/lib/signalbox")
                .with(EnvironmentVariable.STORAGE_S3_BUCKET, "acme")
                .violations())
        .singleElement()
        .satisfies(
            complaint -> assertThat(complaint.message()).contains("SIGNALBOX_STORAGE_FOLDER"));
  }

  @Test
  void rejectsAnIncompleteAccessKey() {
    assertThat(
            TestEnvironment.complete()
                .with(EnvironmentVariable.STORAGE_S3_BUCKET, "acme")
                .with(EnvironmentVariable.STORAGE_S3_ACCESS_KEY, "AKIA")
                .violations())
        .containsExactly(
            new Violation(
                EnvironmentVariable.STORAGE_S3_SECRET_KEY,
                "is not set, but the other part of the access key is"));
  }

  @Test
  void rejectsOtherDatabases() {
    assertThat(
            TestEnvironment.complete()
                .with(EnvironmentVariable.DATABASE_URL, "jdbc:mysql://db.acme.example/signalbox")
                .violations())
        .containsExactly(
            new Violation(EnvironmentVariable.DATABASE_URL, "must start with jdbc:postgresql:"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " , ,", ","})
  void rejectsAnEmptyListOfOrganizations(String none) {
    assertThat(
            TestEnvironment.complete()
                .with(EnvironmentVariable.REQUIRED_ORGANIZATIONS, none)
                .violations())
        .singleElement()
        .satisfies(
            complaint -> {
              assertThat(complaint.variable())
                  .isEqualTo(EnvironmentVariable.REQUIRED_ORGANIZATIONS);
              assertThat(complaint.message()).contains("SIGNALBOX_ANYONE_WHO_CAN_SIGN_IN=true");
            });
  }

  @Test
  void rejectsOrganizationsTogetherWithAnyone() {
    assertThat(
            TestEnvironment.complete()
                .with(EnvironmentVariable.ANYONE_WHO_CAN_SIGN_IN, "true")
                .violations())
        .containsExactly(
            new Violation(
                EnvironmentVariable.ANYONE_WHO_CAN_SIGN_IN,
                "is true while SIGNALBOX_REQUIRED_ORGANIZATIONS is set"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"acme acme-labs", "acme;acme-labs", "acme/platform", "@acme"})
  void rejectsInvalidOrganizationNames(String name) {
    assertThat(
            TestEnvironment.complete()
                .with(EnvironmentVariable.REQUIRED_ORGANIZATIONS, name)
                .violations())
        .containsExactly(
            new Violation(
                EnvironmentVariable.REQUIRED_ORGANIZATIONS, "has an invalid GitHub name: " + name));
  }

  @ParameterizedTest
  @ValueSource(strings = {"octocat 583231", "octocat@acme.example"})
  void rejectsInvalidAdminNames(String admin) {
    assertThat(TestEnvironment.complete().with(EnvironmentVariable.ADMINS, admin).violations())
        .containsExactly(
            new Violation(EnvironmentVariable.ADMINS, "has an invalid GitHub name: " + admin));
  }

  @Test
  void requiresAnAdmin() {
    assertThat(TestEnvironment.complete().without(EnvironmentVariable.ADMINS).violations())
        .containsExactly(new Violation(EnvironmentVariable.ADMINS, "must name at least one admin"));
  }

  @ParameterizedTest
  @EnumSource(
      value = EnvironmentVariable.class,
      names = {
        "ANYONE_WHO_CAN_SIGN_IN",
        "SUSPEND_NEW_USERS",
        "GITHUB_REQUIRED_FOR_REAUTHENTICATION",
        "ONE_TIME_CODES"
      })
  void rejectsInvalidBooleans(EnvironmentVariable variable) {
    assertThat(TestEnvironment.complete().with(variable, "yes").violations())
        .containsExactly(new Violation(variable, "must be true or false: yes"));
  }

  @Test
  void rejectsAMalformedKeyWithoutRevealingIt() {
    assertThat(
            TestEnvironment.complete()
                .with(EnvironmentVariable.SECRET_KEY, "not/base64!")
                .violations())
        .containsExactly(new Violation(EnvironmentVariable.SECRET_KEY, "is not valid base64"));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 16, 31, 33, 64})
  void rejectsAKeyOfAnotherLength(int length) {
    String key = Base64.getEncoder().encodeToString(new byte[length]);

    assertThat(TestEnvironment.complete().with(EnvironmentVariable.SECRET_KEY, key).violations())
        .containsExactly(
            new Violation(EnvironmentVariable.SECRET_KEY, "must have 32 bytes, not " + length));
  }

  @Test
  void rejectsAThirdPrometheusToken() {
    String tokens = "token-number-one-of-many,token-number-two-of-many,token-number-three-of-many";

    assertThat(
            TestEnvironment.complete()
                .with(EnvironmentVariable.PROMETHEUS_TOKENS, tokens)
                .violations())
        .containsExactly(
            new Violation(
                EnvironmentVariable.PROMETHEUS_TOKENS, "has 3 tokens; at most 2 are allowed"));
  }

  @Test
  void rejectsAShortPrometheusToken() {
    assertThat(
            TestEnvironment.complete()
                .with(EnvironmentVariable.PROMETHEUS_TOKENS, "nineteen-characters")
                .violations())
        .containsExactly(
            new Violation(
                EnvironmentVariable.PROMETHEUS_TOKENS, "has a token shorter than 20 characters"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "10.42.0.0",
        "ingress",
        "10.42.0.0/",
        "10.42.0.0/16/8",
        "10.0.0.0/33",
        "999.1.1.1/8",
        "10.1.2/8",
        "fd00::/129",
        "1:2:3/64",
        "/8"
      })
  void rejectsAnInvalidTrustedProxy(String proxy) {
    assertThat(
            TestEnvironment.complete()
                .with(EnvironmentVariable.TRUSTED_PROXIES, "10.0.0.0/8, " + proxy)
                .violations())
        .containsExactly(
            new Violation(
                EnvironmentVariable.TRUSTED_PROXIES, "has an invalid CIDR range: " + proxy));
  }

  @ParameterizedTest
  @CsvSource({
    "many,must be a whole number: many",
    "3.5,must be a whole number: 3.5",
    "0,must be at least 1: 0"
  })
  void rejectsAnInvalidNumberOfSeats(String seats, String wrong) {
    assertThat(TestEnvironment.complete().with(EnvironmentVariable.SEATS, seats).violations())
        .containsExactly(new Violation(EnvironmentVariable.SEATS, wrong));
  }

  @Test
  void rejectsAMissingCertificateFile(@TempDir Path folder) {
    String missing = folder.resolve("ca.pem").toString();

    assertThat(
            TestEnvironment.complete()
                .with(EnvironmentVariable.GITHUB_CA_FILE, missing)
                .violations())
        .containsExactly(
            new Violation(EnvironmentVariable.GITHUB_CA_FILE, "file not readable: " + missing));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "not a certificate",
        "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"
      })
  void rejectsAFileWithoutCertificates(String content, @TempDir Path folder) throws IOException {
    String file = Files.writeString(folder.resolve("ca.pem"), content).toString();

    assertThat(
            TestEnvironment.complete().with(EnvironmentVariable.GITHUB_CA_FILE, file).violations())
        .containsExactly(
            new Violation(
                EnvironmentVariable.GITHUB_CA_FILE, "file has no PEM certificates: " + file));
  }

  @Test
  void rejectsAFolderAsCertificateFile(@TempDir Path folder) {
    assertThat(
            TestEnvironment.complete()
                .with(EnvironmentVariable.GITHUB_CA_FILE, folder.toString())
                .violations())
        .extracting(Violation::variable)
        .containsExactly(EnvironmentVariable.GITHUB_CA_FILE);
  }
}
