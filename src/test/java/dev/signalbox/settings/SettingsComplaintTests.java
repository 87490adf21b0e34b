package dev.signalbox.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.settings.InvalidSettings.Complaint;
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

/** What is said about an environment that is incomplete or contradicts itself. */
class SettingsComplaintTests {

  @ParameterizedTest
  @EnumSource(
      value = Variable.class,
      names = {
        "DATABASE_URL",
        "PUBLIC_URL",
        "SECRET_KEY",
        "GITHUB_CLIENT_ID",
        "GITHUB_CLIENT_SECRET",
      })
  void namesAVariableThatIsMissing(Variable variable) {
    assertThat(Environment.complete().without(variable).complaints())
        .containsExactly(new Complaint(variable, "is not set"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\t"})
  void takesABlankForNothing(String blank) {
    assertThat(Environment.complete().with(Variable.GITHUB_CLIENT_ID, blank).complaints())
        .containsExactly(new Complaint(Variable.GITHUB_CLIENT_ID, "is not set"));
  }

  @Test
  void saysEverythingAtOnce() {
    assertThat(Environment.empty().complaints())
        .extracting(Complaint::variable)
        .containsExactlyInAnyOrder(
            Variable.DATABASE_URL,
            Variable.PUBLIC_URL,
            Variable.SECRET_KEY,
            Variable.GITHUB_CLIENT_ID,
            Variable.GITHUB_CLIENT_SECRET,
            Variable.REQUIRED_ORGANIZATIONS,
            Variable.ADMINS);
  }

  @ParameterizedTest
  @CsvSource({
    "STORAGE_FOLDER,var/lib,does not begin with a slash: var/lib",
    "STORAGE_S3_BUCKET,Acme_Bucket,is no name of a bucket: Acme_Bucket",
    "AUDIT_RETENTION_MONTHS,0,is less than one: 0",
    "AUDIT_RETENTION_MONTHS,many,is not a whole number: many",
  })
  void refusesAStorageThatIsNone(Variable variable, String text, String wrong) {
    assertThat(Environment.complete().with(variable, text).complaints())
        .contains(new Complaint(variable, wrong));
  }

  @Test
  void refusesToDropMonthsThatAreNowhereElse() {
    assertThat(Environment.complete().with(Variable.AUDIT_RETENTION_MONTHS, "24").complaints())
        .singleElement()
        .satisfies(complaint -> assertThat(complaint.wrong()).endsWith("nothing would be left"));
  }

  @Test
  void refusesAFolderTogetherWithABucket() {
    assertThat(
            Environment.complete()
                .with(Variable.STORAGE_FOLDER, "/var/lib/signalbox")
                .with(Variable.STORAGE_S3_BUCKET, "acme")
                .complaints())
        .singleElement()
        .satisfies(complaint -> assertThat(complaint.wrong()).contains("SIGNALBOX_STORAGE_FOLDER"));
  }

  @Test
  void refusesHalfOfAKeyForTheBucket() {
    assertThat(
            Environment.complete()
                .with(Variable.STORAGE_S3_BUCKET, "acme")
                .with(Variable.STORAGE_S3_ACCESS_KEY, "AKIA")
                .complaints())
        .containsExactly(
            new Complaint(
                Variable.STORAGE_S3_SECRET_KEY, "is not set, but the other half of the key is"));
  }

  @Test
  void refusesAnotherDatabase() {
    assertThat(
            Environment.complete()
                .with(Variable.DATABASE_URL, "jdbc:mysql://db.acme.example/signalbox")
                .complaints())
        .containsExactly(
            new Complaint(Variable.DATABASE_URL, "does not begin with jdbc:postgresql:"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " , ,", ","})
  void refusesAnEmptyListOfOrganisationsAndNamesTheWayToOpenTheDoor(String none) {
    assertThat(Environment.complete().with(Variable.REQUIRED_ORGANIZATIONS, none).complaints())
        .singleElement()
        .satisfies(
            complaint -> {
              assertThat(complaint.variable()).isEqualTo(Variable.REQUIRED_ORGANIZATIONS);
              assertThat(complaint.wrong()).contains("SIGNALBOX_ANYONE_WHO_CAN_SIGN_IN=true");
            });
  }

  @Test
  void refusesOrganisationsTogetherWithAnyone() {
    assertThat(Environment.complete().with(Variable.ANYONE_WHO_CAN_SIGN_IN, "true").complaints())
        .containsExactly(
            new Complaint(
                Variable.ANYONE_WHO_CAN_SIGN_IN,
                "is true while SIGNALBOX_REQUIRED_ORGANIZATIONS names some"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"acme acme-labs", "acme;acme-labs", "acme/platform", "@acme"})
  void refusesWhatNoOrganisationIsCalled(String name) {
    assertThat(Environment.complete().with(Variable.REQUIRED_ORGANIZATIONS, name).complaints())
        .containsExactly(
            new Complaint(
                Variable.REQUIRED_ORGANIZATIONS,
                "has an entry that is no name at GitHub: " + name));
  }

  @ParameterizedTest
  @ValueSource(strings = {"octocat 583231", "octocat@acme.example"})
  void refusesWhatNobodyIsCalled(String admin) {
    assertThat(Environment.complete().with(Variable.ADMINS, admin).complaints())
        .containsExactly(
            new Complaint(Variable.ADMINS, "has an entry that is no name at GitHub: " + admin));
  }

  @Test
  void refusesAnInstallationWithoutAdmins() {
    assertThat(Environment.complete().without(Variable.ADMINS).complaints())
        .containsExactly(new Complaint(Variable.ADMINS, "is empty: nobody could change anything"));
  }

  @ParameterizedTest
  @EnumSource(
      value = Variable.class,
      names = {"ANYONE_WHO_CAN_SIGN_IN", "SUSPEND_NEW_USERS"})
  void refusesAnAnswerThatIsNeitherYesNorNo(Variable variable) {
    assertThat(Environment.complete().with(variable, "yes").complaints())
        .containsExactly(new Complaint(variable, "is neither true nor false: yes"));
  }

  @Test
  void refusesAKeyThatIsNotBase64WithoutRepeatingIt() {
    assertThat(Environment.complete().with(Variable.SECRET_KEY, "not/base64!").complaints())
        .containsExactly(new Complaint(Variable.SECRET_KEY, "is not base64"));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 16, 31, 33, 64})
  void refusesAKeyOfAnotherLength(int length) {
    String key = Base64.getEncoder().encodeToString(new byte[length]);

    assertThat(Environment.complete().with(Variable.SECRET_KEY, key).complaints())
        .containsExactly(
            new Complaint(Variable.SECRET_KEY, "has " + length + " bytes instead of 32"));
  }

  @Test
  void refusesAThirdPrometheusToken() {
    String tokens = "token-number-one-of-many,token-number-two-of-many,token-number-three-of-many";

    assertThat(Environment.complete().with(Variable.PROMETHEUS_TOKENS, tokens).complaints())
        .containsExactly(
            new Complaint(Variable.PROMETHEUS_TOKENS, "has 3 tokens; two are the most"));
  }

  @Test
  void refusesAPrometheusTokenThatCouldBeGuessed() {
    assertThat(
            Environment.complete()
                .with(Variable.PROMETHEUS_TOKENS, "nineteen-characters")
                .complaints())
        .containsExactly(
            new Complaint(Variable.PROMETHEUS_TOKENS, "has a token shorter than 20 characters"));
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
  void refusesATrustedProxyThatIsNoNetwork(String proxy) {
    assertThat(
            Environment.complete()
                .with(Variable.TRUSTED_PROXIES, "10.0.0.0/8, " + proxy)
                .complaints())
        .containsExactly(
            new Complaint(Variable.TRUSTED_PROXIES, "has an entry that is no CIDR: " + proxy));
  }

  @ParameterizedTest
  @CsvSource({
    "many,is not a whole number: many",
    "3.5,is not a whole number: 3.5",
    "0,is less than one: 0"
  })
  void refusesANumberOfSeatsThatIsNone(String seats, String wrong) {
    assertThat(Environment.complete().with(Variable.SEATS, seats).complaints())
        .containsExactly(new Complaint(Variable.SEATS, wrong));
  }

  @Test
  void refusesACertificateFileThatIsNotThere(@TempDir Path folder) {
    String missing = folder.resolve("ca.pem").toString();

    assertThat(Environment.complete().with(Variable.GITHUB_CA_FILE, missing).complaints())
        .containsExactly(
            new Complaint(Variable.GITHUB_CA_FILE, "names a file that cannot be read: " + missing));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "nothing of the kind",
        "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"
      })
  void refusesAFileWithoutCertificates(String content, @TempDir Path folder) throws IOException {
    String file = Files.writeString(folder.resolve("ca.pem"), content).toString();

    assertThat(Environment.complete().with(Variable.GITHUB_CA_FILE, file).complaints())
        .containsExactly(
            new Complaint(
                Variable.GITHUB_CA_FILE,
                "names a file that holds no certificates in PEM form: " + file));
  }

  @Test
  void refusesAFolderOfCertificates(@TempDir Path folder) {
    assertThat(Environment.complete().with(Variable.GITHUB_CA_FILE, folder.toString()).complaints())
        .extracting(Complaint::variable)
        .containsExactly(Variable.GITHUB_CA_FILE);
  }
}
