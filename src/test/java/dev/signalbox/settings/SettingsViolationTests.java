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
import org.junit.jupiter.params.provider.ValueSource;

/** The violations of incomplete or contradictory environment variables. */
class SettingsViolationTests {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SPRING_DATASOURCE_URL",
        "SIGNALBOX_PUBLIC_URL",
        "SIGNALBOX_SECRET_KEY",
        "SIGNALBOX_GITHUB_CLIENT_ID",
        "SIGNALBOX_GITHUB_CLIENT_SECRET",
      })
  void reportsAMissingVariable(String variable) {
    assertThat(TestEnvironment.complete().without(variable).violations())
        .containsExactly(new Violation(variable, "is not set"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\t"})
  void treatsBlankAsMissing(String blank) {
    assertThat(TestEnvironment.complete().with("SIGNALBOX_GITHUB_CLIENT_ID", blank).violations())
        .containsExactly(new Violation("SIGNALBOX_GITHUB_CLIENT_ID", "is not set"));
  }

  @Test
  void reportsAllViolationsTogether() {
    assertThat(TestEnvironment.empty().violations())
        .extracting(Violation::variable)
        .containsExactlyInAnyOrder(
            "SPRING_DATASOURCE_URL",
            "SIGNALBOX_PUBLIC_URL",
            "SIGNALBOX_SECRET_KEY",
            "SIGNALBOX_GITHUB_CLIENT_ID",
            "SIGNALBOX_GITHUB_CLIENT_SECRET",
            "SIGNALBOX_REQUIRED_ORGANIZATIONS",
            "SIGNALBOX_ADMINS");
  }

  @ParameterizedTest
  @CsvSource({
    "SIGNALBOX_STORAGE_FOLDER,var/lib,must be an absolute path: var/lib",
    "SIGNALBOX_STORAGE_S3_BUCKET,Acme_Bucket,is not a valid bucket name: Acme_Bucket",
    "SIGNALBOX_AUDIT_RETENTION_MONTHS,0,must be at least 1: 0",
    "SIGNALBOX_AUDIT_RETENTION_MONTHS,many,must be a whole number: many",
  })
  void rejectsAnInvalidStorage(String variable, String text, String wrong) {
    assertThat(TestEnvironment.complete().with(variable, text).violations())
        .contains(new Violation(variable, wrong));
  }

  @ParameterizedTest
  @CsvSource({
    "SIGNALBOX_ACCESS_HOSTS,ci_acme,has an invalid host: ci_acme",
    "SIGNALBOX_ACCESS_COOKIE_DOMAIN,other.example,"
        + "is not a parent domain of signalbox.acme.example: other.example",
    "SIGNALBOX_ARTIFACTS_ORIGIN,https://signalbox.acme.example:8443,"
        + "must have another host than SIGNALBOX_PUBLIC_URL: signalbox.acme.example",
    "SIGNALBOX_ARTIFACTS_S3_PREFIX,artifacts,requires SIGNALBOX_ARTIFACTS_S3_BUCKET",
    "SIGNALBOX_ARTIFACTS_CONFIG_MAP,Policy,is not a valid name of a ConfigMap: Policy",
    "SIGNALBOX_RATE_LIMIT,1000000,must be a number from 0 to 999999",
    "SIGNALBOX_RATE_LIMIT,many,must be a whole number: many",
    "SIGNALBOX_SHUTDOWN_DELAY_SECONDS,301,must be a number from 0 to 300",
  })
  void namesTheVariableOfEachRule(String variable, String text, String wrong) {
    assertThat(TestEnvironment.complete().with(variable, text).violations())
        .containsExactly(new Violation(variable, wrong));
  }

  @Test
  void requiresAStorageForARetention() {
    assertThat(
            TestEnvironment.complete().with("SIGNALBOX_AUDIT_RETENTION_MONTHS", "24").violations())
        .singleElement()
        .satisfies(
            complaint -> assertThat(complaint.message()).endsWith("older months would be lost"));
  }

  @Test
  void rejectsAFolderTogetherWithABucket() {
    assertThat(
            TestEnvironment.complete()
                .with("SIGNALBOX_STORAGE_FOLDER", "/var/lib/signalbox")
                .with("SIGNALBOX_STORAGE_S3_BUCKET", "acme")
                .violations())
        .singleElement()
        .satisfies(
            complaint -> assertThat(complaint.message()).contains("SIGNALBOX_STORAGE_FOLDER"));
  }

  @Test
  void rejectsAnIncompleteAccessKey() {
    assertThat(
            TestEnvironment.complete()
                .with("SIGNALBOX_STORAGE_S3_BUCKET", "acme")
                .with("SIGNALBOX_STORAGE_S3_ACCESS_KEY", "AKIA")
                .violations())
        .containsExactly(
            new Violation(
                "SIGNALBOX_STORAGE_S3_SECRET_KEY",
                "is not set, but the other part of the access key is"));
  }

  @Test
  void rejectsOtherDatabases() {
    assertThat(
            TestEnvironment.complete()
                .with("SPRING_DATASOURCE_URL", "jdbc:mysql://db.acme.example/signalbox")
                .violations())
        .containsExactly(
            new Violation("SPRING_DATASOURCE_URL", "must start with jdbc:postgresql:"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " , ,", ","})
  void rejectsAnEmptyListOfOrganizations(String none) {
    assertThat(
            TestEnvironment.complete().with("SIGNALBOX_REQUIRED_ORGANIZATIONS", none).violations())
        .singleElement()
        .satisfies(
            complaint -> {
              assertThat(complaint.variable()).isEqualTo("SIGNALBOX_REQUIRED_ORGANIZATIONS");
              assertThat(complaint.message()).contains("SIGNALBOX_ANYONE_WHO_CAN_SIGN_IN=true");
            });
  }

  @Test
  void rejectsOrganizationsTogetherWithAnyone() {
    assertThat(
            TestEnvironment.complete()
                .with("SIGNALBOX_ANYONE_WHO_CAN_SIGN_IN", "true")
                .violations())
        .containsExactly(
            new Violation(
                "SIGNALBOX_ANYONE_WHO_CAN_SIGN_IN",
                "is true while SIGNALBOX_REQUIRED_ORGANIZATIONS is set"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"acme acme-labs", "acme;acme-labs", "acme/platform", "@acme"})
  void rejectsInvalidOrganizationNames(String name) {
    assertThat(
            TestEnvironment.complete().with("SIGNALBOX_REQUIRED_ORGANIZATIONS", name).violations())
        .containsExactly(
            new Violation(
                "SIGNALBOX_REQUIRED_ORGANIZATIONS", "has an invalid GitHub name: " + name));
  }

  @ParameterizedTest
  @ValueSource(strings = {"octocat 583231", "octocat@acme.example"})
  void rejectsInvalidAdminNames(String admin) {
    assertThat(TestEnvironment.complete().with("SIGNALBOX_ADMINS", admin).violations())
        .containsExactly(new Violation("SIGNALBOX_ADMINS", "has an invalid GitHub name: " + admin));
  }

  @Test
  void requiresAnAdmin() {
    assertThat(TestEnvironment.complete().without("SIGNALBOX_ADMINS").violations())
        .containsExactly(new Violation("SIGNALBOX_ADMINS", "must name at least one admin"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SIGNALBOX_ANYONE_WHO_CAN_SIGN_IN",
        "SIGNALBOX_SUSPEND_NEW_USERS",
        "SIGNALBOX_GITHUB_REQUIRED_FOR_REAUTHENTICATION",
        "SIGNALBOX_ONE_TIME_CODES"
      })
  void rejectsInvalidBooleans(String variable) {
    assertThat(TestEnvironment.complete().with(variable, "maybe").violations())
        .containsExactly(new Violation(variable, "must be true or false: maybe"));
  }

  @Test
  void rejectsAMalformedKeyWithoutRevealingIt() {
    assertThat(TestEnvironment.complete().with("SIGNALBOX_SECRET_KEY", "not/base64!").violations())
        .containsExactly(new Violation("SIGNALBOX_SECRET_KEY", "is not valid base64"));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 16, 31, 33, 64})
  void rejectsAKeyOfAnotherLength(int length) {
    String key = Base64.getEncoder().encodeToString(new byte[length]);

    assertThat(TestEnvironment.complete().with("SIGNALBOX_SECRET_KEY", key).violations())
        .containsExactly(
            new Violation("SIGNALBOX_SECRET_KEY", "must have 32 bytes, not " + length));
  }

  @Test
  void rejectsAThirdPrometheusToken() {
    String tokens = "token-number-one-of-many,token-number-two-of-many,token-number-three-of-many";

    assertThat(TestEnvironment.complete().with("SIGNALBOX_PROMETHEUS_TOKENS", tokens).violations())
        .containsExactly(
            new Violation("SIGNALBOX_PROMETHEUS_TOKENS", "has 3 tokens; at most 2 are allowed"));
  }

  @Test
  void rejectsAShortPrometheusToken() {
    assertThat(
            TestEnvironment.complete()
                .with("SIGNALBOX_PROMETHEUS_TOKENS", "nineteen-characters")
                .violations())
        .containsExactly(
            new Violation("SIGNALBOX_PROMETHEUS_TOKENS", "has a token shorter than 20 characters"));
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
                .with("SIGNALBOX_TRUSTED_PROXIES", "10.0.0.0/8, " + proxy)
                .violations())
        .containsExactly(
            new Violation("SIGNALBOX_TRUSTED_PROXIES", "has an invalid CIDR range: " + proxy));
  }

  @ParameterizedTest
  @CsvSource({
    "many,must be a whole number: many",
    "3.5,must be a whole number: 3.5",
    "0,must be at least 1: 0"
  })
  void rejectsAnInvalidNumberOfSeats(String seats, String wrong) {
    assertThat(TestEnvironment.complete().with("SIGNALBOX_SEATS", seats).violations())
        .containsExactly(new Violation("SIGNALBOX_SEATS", wrong));
  }

  @Test
  void rejectsAMissingCertificateFile(@TempDir Path folder) {
    String missing = folder.resolve("ca.pem").toString();

    assertThat(TestEnvironment.complete().with("SIGNALBOX_GITHUB_CA_FILE", missing).violations())
        .containsExactly(
            new Violation("SIGNALBOX_GITHUB_CA_FILE", "file not readable: " + missing));
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

    assertThat(TestEnvironment.complete().with("SIGNALBOX_GITHUB_CA_FILE", file).violations())
        .containsExactly(
            new Violation("SIGNALBOX_GITHUB_CA_FILE", "file has no PEM certificates: " + file));
  }

  @Test
  void rejectsAFolderAsCertificateFile(@TempDir Path folder) {
    assertThat(
            TestEnvironment.complete()
                .with("SIGNALBOX_GITHUB_CA_FILE", folder.toString())
                .violations())
        .extracting(Violation::variable)
        .containsExactly("SIGNALBOX_GITHUB_CA_FILE");
  }
}
