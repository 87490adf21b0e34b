package dev.signalbox.backupstorage.locations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.sandbox.Persona;
import dev.signalbox.sandbox.kubernetes.ClusterFaults;
import dev.signalbox.sandbox.kubernetes.FakeCluster;
import dev.signalbox.sandbox.velero.FakeObjectStore;
import dev.signalbox.sandbox.velero.FakeVelero;
import dev.signalbox.sandbox.velero.LocationValidation;
import dev.signalbox.testing.ClusterSync;
import dev.signalbox.testing.DatabaseTestClient;
import dev.signalbox.testing.InstallationTest;
import dev.signalbox.testing.MockBrowser;
import dev.signalbox.testing.MockBrowsers;
import dev.signalbox.testing.TestCluster;
import dev.signalbox.testing.TestInstallation;
import dev.signalbox.velero.StorageLocation;
import dev.signalbox.velero.VeleroField;
import dev.signalbox.velero.state.VeleroState;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.http.HttpMethod;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import tools.jackson.databind.JsonNode;

/** Creates, changes, validates, reverts and deletes storage locations. */
@InstallationTest
@ExtendWith(OutputCaptureExtension.class)
class LocationPagesTests {

  private static final String LOCATIONS = "backupstoragelocations.velero.io";
  private static final String LIST = "/snapshots/locations";
  private static final String DEFAULT = LIST + "/default";
  private static final String SECOND = LIST + "/second";
  private static final String OWN_SECRET = "signalbox-location-second";

  private final FakeCluster cluster = TestCluster.cluster();
  private final MockBrowsers browsers;
  private final DatabaseTestClient recorded;
  private final VeleroState state;
  private MockBrowser admin;

  @Autowired
  LocationPagesTests(MockBrowsers browsers, JdbcClient database, VeleroState state) {
    this.browsers = browsers;
    this.recorded = new DatabaseTestClient(database);
    this.state = state;
    this.admin = browsers.open();
  }

  @BeforeEach
  void signInOnceTheCachesAreComplete() {
    // permissions and capabilities of an earlier test are read again after a minute
    TestInstallation.clock().advance(Duration.ofMinutes(2));
    admin = browsers.signedIn(Persona.ADMIN);
    until(
        () ->
            state.capabilities().has(VeleroField.SKIP_IMMEDIATELY)
                && ClusterSync.hasServed(
                    "schedules.velero.io",
                    state.inventory().schedules().stream().map(one -> one.schedule().metadata()))
                && ClusterSync.hasServed(
                    LOCATIONS,
                    state.inventory().locations().stream().map(StorageLocation::metadata)));
    until(() -> !MockBrowser.body(admin.get(DEFAULT)).contains("no permission"));
  }

  @Test
  void showsTheStateAndWhatUsesALocation() {
    assertThat(admin.get(LIST))
        .hasStatusOk()
        .bodyText()
        .contains("1 of 1 available", FakeObjectStore.BUCKET, "ReadWrite", "instance-daily");
    assertThat(admin.get(DEFAULT))
        .hasStatusOk()
        .bodyText()
        .contains(
            "Available",
            "Secret cloud-credentials, key cloud",
            "It is the default location.",
            "velero backup-location get default --namespace velero");
  }

  @ParameterizedTest
  @ValueSource(strings = {"new%7C", "%C2%A0", "Default", "a..b"})
  void findsNoLocationUnderANameThatKubernetesDoesNotAllow(String name) {
    assertThat(admin.get(LIST + "/" + name)).hasStatus(404);
  }

  @Test
  void createsALocationThatVeleroThenAccepts(CapturedOutput log) {
    assertThat(admin.post(LIST, minio(Map.of()))).hasStatus(302).hasHeader("Location", SECOND);

    JsonNode created = location("second");
    assertThat(created.at("/spec/provider").asString()).isEqualTo("aws");
    assertThat(created.at("/spec").has("default")).isFalse();
    assertThat(created.at("/spec/config/s3ForcePathStyle").asString()).isEqualTo("true");
    assertThat(created.at("/spec/credential/name").asString()).isEqualTo(OWN_SECRET);
    assertThat(secret(OWN_SECRET, created.at("/spec/credential/key").asString()))
        .isEqualTo(
            "[default]\naws_access_key_id=velero\naws_secret_access_key=a-minio-secret-key\n");
    until(() -> state.inventory().location("second").isPresent());
    MvcTestResult waiting = admin.get(SECOND);
    assertThat(waiting)
        .hasStatusOk()
        .bodyText()
        .contains("Validating", "Velero has not validated it yet.");

    validated("second", true);

    assertThat(admin.get(SECOND)).bodyText().contains("Available", SECOND + "/default");
    assertThat(recorded.event("snapshot.location.created").payload())
        .contains(FakeObjectStore.BUCKET);
    assertThat(
            withoutRequests(log)
                + MockBrowser.body(waiting)
                + MockBrowser.body(admin.get(SECOND))
                + recorded.event("snapshot.location.created").payload())
        .doesNotContain(
            LocationValidation.MINIO_SECRET,
            Base64.getEncoder()
                .encodeToString(LocationValidation.MINIO_SECRET.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void keepsTheInputOfARejectedFormWithoutTheSecret() {
    MvcTestResult rejected =
        admin.post(
            LIST,
            minio(
                Map.of("bucket", "Not_Valid", "s3Url", "https://169.254.169.254", "prefix", "/x")));

    assertThat(rejected)
        .hasStatus(422)
        .bodyText()
        .contains(
            "value=\"Not_Valid\"",
            "value=\"https://169.254.169.254\"",
            "id=\"error-bucket\"",
            "id=\"error-s3Url\"",
            "id=\"error-prefix\"",
            "value=\"velero\"")
        .doesNotContain(LocationValidation.MINIO_SECRET);
    assertThat(cluster.received("POST", "/backupstoragelocations")).isEmpty();
    assertThat(cluster.received("POST", "/secrets")).isEmpty();
  }

  @Test
  void refusesATakenNameWithoutTheSecret() {
    assertThat(admin.post(LIST, minio(Map.of("name", "default"))))
        .hasStatus(409)
        .bodyText()
        .contains("A location has this name already.")
        .doesNotContain(LocationValidation.MINIO_SECRET);
  }

  @Test
  void refusesKeysAndCertificatesOfAnotherKind() {
    assertThat(
            admin.post(
                LIST,
                form(
                    Map.of(
                        "provider", "aws",
                        "name", "second",
                        "bucket", "acme-ci",
                        "region", "minio",
                        "credentials", "key",
                        "accessKeyId", "ASIAIOSFODNN7EXAMPLE",
                        "secretKey", "hunter2"))))
        .hasStatus(422)
        .bodyText()
        .contains("Enter a region of AWS", "temporary key", "id=\"error-secretKey\"")
        .doesNotContain("hunter2");
    assertThat(admin.post(LIST, minio(Map.of("caCertificate", "-----BEGIN PRIVATE KEY-----"))))
        .hasStatus(422)
        .bodyText()
        .contains("Contains a private key.");
  }

  @Test
  void acceptsTheKeyFileOfGoogle() {
    TestCluster.velero().controls().installPlugin("velero.io/gcp");
    String keyFile =
        """
        {"type":"service_account","private_key":"-----BEGIN PRIVATE KEY-----\\nMIIE\\n",
         "client_email":"%s"}\
        """
            .formatted(LocationValidation.GCP_ACCOUNT);

    assertThat(
            admin.post(
                LIST,
                Map.of(
                    "provider", "gcp",
                    "name", "second",
                    "bucket", LocationValidation.GCP_BUCKET,
                    "credentials", "key",
                    "keyFile", keyFile)))
        .hasStatus(302);
    validated("second", true);

    assertThat(secret(OWN_SECRET, location("second").at("/spec/credential/key").asString()))
        .isEqualTo(keyFile + "\n");
  }

  @Test
  void offersThePreviousSettingsAfterAChangeThatVeleroRejects() {
    JsonNode before = location("default").path("spec").deepCopy();
    String form = MockBrowser.body(admin.get(DEFAULT + "/edit"));
    assertThat(form).contains("Change default", "25 present ones");

    assertThat(admin.put(DEFAULT, change(form, Map.of("bucket", "acme-ci-typo")))).hasStatus(302);
    until(() -> location().isAwaitingValidation());
    assertThat(admin.get(DEFAULT)).bodyText().contains("Validating").doesNotContain("NoSuchBucket");
    assertThat(admin.get("/snapshots/new")).bodyText().contains("has not validated it since");
    validated("default", false);

    assertThat(admin.get(DEFAULT))
        .hasStatusOk()
        .bodyText()
        .contains(
            "The bucket was not found",
            "aws s3api head-bucket --bucket acme-ci-typo --endpoint-url",
            "Restore previous settings",
            "bucket: " + FakeObjectStore.BUCKET + ", now acme-ci-typo");
    assertThat(admin.post(DEFAULT + "/revert", Map.of())).hasStatus(302);
    validated("default", true);

    assertThat(location("default").path("spec")).isEqualTo(before);
    assertThat(recorded.actions())
        .contains("snapshot.location.changed", "snapshot.location.reverted");
  }

  @Test
  void changesCredentialsInOneStepAndGoesBackToTheOldOnes() {
    String form = MockBrowser.body(admin.get(DEFAULT + "/edit"));

    assertThat(
            admin.put(
                DEFAULT,
                change(
                    form,
                    Map.of(
                        "credentials", "key",
                        "accessKeyId", "velero",
                        "secretKey", "the-wrong-secret-key"))))
        .hasStatus(302);
    String key = location("default").at("/spec/credential/key").asString();
    assertThat(location("default").at("/spec/credential/name").asString())
        .isEqualTo("signalbox-location-default");
    validated("default", false);
    assertThat(admin.get(DEFAULT))
        .bodyText()
        .contains("The credentials are rejected", "kubectl describe secret")
        .doesNotContain("the-wrong-secret-key");

    assertThat(admin.post(DEFAULT + "/revert", Map.of())).hasStatus(302);
    validated("default", true);

    assertThat(location("default").at("/spec/credential/name").asString())
        .isEqualTo("cloud-credentials");
    assertThat(secret("signalbox-location-default", key)).isEmpty();
    assertThat(recorded.event("snapshot.location.changed").payload())
        .contains("replaced")
        .doesNotContain("the-wrong-secret-key");
  }

  @Test
  void keepsTheInputIfTheSettingsWereChangedMeanwhile() {
    String form = MockBrowser.body(admin.get(DEFAULT + "/edit"));
    cluster
        .objects()
        .update(
            LOCATIONS,
            FakeVelero.NAMESPACE,
            "default",
            one -> one.withObject("/spec/objectStorage").put("prefix", "other"));

    MvcTestResult conflict = admin.put(DEFAULT, change(form, Map.of("prefix", "mine")));

    assertThat(conflict)
        .hasStatus(409)
        .bodyText()
        .contains("after this page was opened", "prefix other", "value=\"mine\"");
    assertThat(location("default").at("/spec/objectStorage/prefix").asString()).isEqualTo("other");
    assertThat(admin.put(DEFAULT, change(MockBrowser.body(conflict), Map.of("prefix", "mine"))))
        .hasStatus(302);
    assertThat(location("default").at("/spec/objectStorage/prefix").asString()).isEqualTo("mine");
  }

  @Test
  void validatesNow() {
    assertThat(admin.post(DEFAULT + "/validation", Map.of())).hasStatus(302);
    until(() -> location().isAwaitingValidation());

    validated("default", true);

    assertThat(recorded.event("snapshot.location.validation.requested").success()).isTrue();
  }

  @Test
  void makesOnlyAnAvailableLocationTheDefault() {
    admin.post(LIST, minio(Map.of()));
    assertThat(admin.post(SECOND + "/default", Map.of())).hasStatus(302);
    assertThat(location("second").at("/spec").has("default")).isFalse();
    validated("second", true);

    assertThat(admin.get(SECOND + "/default"))
        .hasStatusOk()
        .bodyText()
        .contains("then store to it");
    assertThat(admin.post(SECOND + "/default", Map.of())).hasStatus(302);

    assertThat(location("second").at("/spec/default").asBoolean()).isTrue();
    assertThat(location("default").at("/spec/default").asBoolean()).isFalse();
    assertThat(recorded.event("snapshot.location.default.changed").payload()).contains("default");
  }

  @Test
  void deletesOnlyALocationThatNothingUses() {
    assertThat(admin.get(DEFAULT + "/deletion"))
        .hasStatusOk()
        .bodyText()
        .contains("It is the default location.", "snapshots stay listed");
    delete("default");
    assertThat(exists("default")).isTrue();

    admin.post(LIST, minio(Map.of()));
    validated("second", true);
    assertThat(admin.delete(SECOND)).hasStatus(422).bodyText().contains("match second");
    delete("second");

    assertThat(exists("second")).isFalse();
    assertThat(cluster.objects().find("secrets", FakeVelero.NAMESPACE, OWN_SECRET)).isEmpty();
    assertThat(recorded.event("snapshot.location.deleted").success()).isTrue();
  }

  @Test
  void disablesTheKeyWithoutPermissionForSecrets() {
    cluster.access().deny("create", "secrets");
    TestInstallation.clock().advance(Duration.ofMinutes(2));
    admin = browsers.signedIn(Persona.ADMIN);
    until(() -> MockBrowser.body(admin.get(LIST + "/new?provider=s3")).contains("no-credentials"));

    assertThat(admin.get(LIST + "/new?provider=s3"))
        .bodyText()
        .contains("disabled=\"disabled\"", "create on secrets in namespace velero");
    assertThat(admin.post(LIST, minio(Map.of())))
        .hasStatus(422)
        .bodyText()
        .contains("id=\"error-credentials\"")
        .doesNotContain(LocationValidation.MINIO_SECRET);
    assertThat(admin.post(LIST, minio(Map.of("credentials", "server")))).hasStatus(302);
    assertThat(location("second").at("/spec").has("credential")).isFalse();
  }

  @Test
  void disablesButtonsWithTheReason() {
    cluster.access().deny("patch", LOCATIONS);
    TestInstallation.clock().advance(Duration.ofMinutes(2));
    admin = browsers.signedIn(Persona.ADMIN);
    until(() -> MockBrowser.body(admin.get(DEFAULT)).contains("no permission"));

    assertThat(admin.get(DEFAULT))
        .bodyText()
        .contains("patch on backupstoragelocations.velero.io in namespace velero");
    MockBrowser viewer = browsers.signedIn(Persona.VIEWER);
    assertThat(viewer.get(DEFAULT)).hasStatusOk().bodyText().contains("Read-only");
  }

  @Test
  void opensWhileTheApiServerDoesNotRespond() {
    cluster.faults().set(ClusterFaults.Kind.HANGING);
    try {
      for (String page : List.of(LIST, DEFAULT, DEFAULT + "/edit", LIST + "/new?provider=aws")) {
        assertThat(admin.get(page)).hasStatusOk();
      }
    } finally {
      cluster.faults().reset();
    }
  }

  /** Returns the log without the requests that MockMvc prints. */
  private static String withoutRequests(CapturedOutput log) {
    return log.getAll()
        .lines()
        .filter(line -> !line.strip().startsWith("Parameters = {"))
        .collect(Collectors.joining("\n"));
  }

  private void delete(String name) {
    admin.send(
        HttpMethod.DELETE,
        LIST + "/" + name,
        Map.of("typed", name, "uid", location(name).at("/metadata/uid").asString()));
  }

  /** Runs Velero until it has validated a location, and waits until the console knows. */
  private void validated(String name, boolean available) {
    TestInstallation.clock().advance(Duration.ofSeconds(5));
    TestCluster.velero().tick();
    until(
        () ->
            state
                .inventory()
                .location(name)
                .filter(one -> !one.isAwaitingValidation() && one.isAvailable() == available)
                .isPresent());
  }

  private static Map<String, String> minio(Map<String, String> changes) {
    return form(
        Map.of(
            "provider", "s3",
            "name", "second",
            "bucket", FakeObjectStore.BUCKET,
            "region", "minio",
            "s3Url", LocationValidation.MINIO,
            "pathStyle", "true",
            "credentials", "key",
            "accessKeyId", LocationValidation.MINIO_USER,
            "secretKey", LocationValidation.MINIO_SECRET),
        changes);
  }

  private static Map<String, String> form(Map<String, String> values) {
    return form(values, Map.of());
  }

  private static Map<String, String> form(Map<String, String> values, Map<String, String> changes) {
    Map<String, String> form = new HashMap<>(values);
    form.putAll(changes);
    return form;
  }

  /** Returns the form of the location default as it was shown, with changes. */
  private Map<String, String> change(String page, Map<String, String> changes) {
    return form(
        Map.of(
            "version", page.replaceAll("(?s).*name=\"version\" value=\"([^\"]+)\".*", "$1"),
            "bucket", FakeObjectStore.BUCKET,
            "region", "us-east-1",
            "s3Url", TestCluster.velero().store().address().toString(),
            "acceptHttp", "true",
            "pathStyle", "true",
            "credentials", "keep"),
        changes);
  }

  private StorageLocation location() {
    return state.inventory().location("default").orElseThrow();
  }

  private JsonNode location(String name) {
    return cluster.objects().find(LOCATIONS, FakeVelero.NAMESPACE, name).orElseThrow();
  }

  private boolean exists(String name) {
    return cluster.objects().find(LOCATIONS, FakeVelero.NAMESPACE, name).isPresent();
  }

  private String secret(String name, String key) {
    return cluster
        .objects()
        .find("secrets", FakeVelero.NAMESPACE, name)
        .map(one -> one.path("data").path(key).asString(""))
        .map(text -> new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8))
        .orElse("");
  }

  private static void until(BooleanSupplier condition) {
    await().atMost(Duration.ofSeconds(90)).until(condition::getAsBoolean);
  }
}
