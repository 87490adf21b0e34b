package dev.signalbox.sandbox.velero;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.signalbox.sandbox.kubernetes.ObjectJson;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Downloads, server status, storage locations and restores of the simulated server. */
class VeleroRequestTests {

  private final VeleroScenario velero = VeleroScenario.of(VeleroVersion.V1_14);

  @AfterEach
  void stop() {
    velero.close();
  }

  @Test
  void servesLogsUnderPresignedUrls() throws IOException, InterruptedException {
    completeBackup();
    URI url = download("BackupLog", "nightly");

    assertThat(unzip(get(url).body())).contains("level=info", "backup=velero/nightly");
    assertThat(unzip(get(download("BackupVolumeInfos", "nightly")).body()))
        .contains("\"backupMethod\":\"PodVolumeBackup\"");
  }

  @Test
  void failsDownloadsAsStoresDo() throws IOException, InterruptedException {
    completeBackup();
    URI url = download("BackupLog", "nightly");

    velero.server().store().setFault(FakeObjectStore.Fault.DENIED);
    assertThat(get(url).statusCode()).isEqualTo(403);
    velero.server().store().setFault(FakeObjectStore.Fault.NOT_FOUND);
    assertThat(get(url).statusCode()).isEqualTo(404);
    velero.server().store().setFault(FakeObjectStore.Fault.TRUNCATED);
    byte[] truncated = get(url).body();
    assertThatExceptionOfType(EOFException.class).isThrownBy(() -> unzip(truncated));
  }

  @Test
  void neverProcessesDownloadsOfAbsentBackups() {
    velero.create(downloadRequest("BackupLog", "missing"));
    velero.advance(Duration.ofMinutes(1));

    JsonNode request = velero.list("downloadrequests").getFirst();
    assertThat(VeleroServerState.phase(request)).isEmpty();
    assertThat(request.at("/status/expiration").asString("")).isNotEmpty();

    velero.advance(Duration.ofMinutes(11));
    assertThat(velero.list("downloadrequests")).isEmpty();
  }

  @Test
  void answersStatusRequestsUnlessStopped() {
    velero.create(
        """
        {"apiVersion":"velero.io/v1","kind":"ServerStatusRequest",
         "metadata":{"namespace":"velero","name":"status"},"spec":{}}
        """);
    velero.server().stop();
    velero.advance(Duration.ofSeconds(2));
    assertThat(velero.phase("serverstatusrequests", "status")).isEmpty();

    velero.server().restart();
    velero.advance(Duration.ofSeconds(1));
    JsonNode status = velero.get("serverstatusrequests", "status");
    assertThat(VeleroServerState.phase(status)).isEqualTo("Processed");
    assertThat(status.at("/status/serverVersion").asString("")).isEqualTo("v1.14.1");

    velero.advance(Duration.ofMinutes(2));
    assertThat(velero.find("serverstatusrequests", "status")).isEmpty();
  }

  @Test
  void validatesLocationsEachMinute() {
    velero.advance(Duration.ofSeconds(1));
    velero.cluster().objects().delete("secrets", "velero", "cloud-credentials");
    velero.advance(Duration.ofSeconds(50));
    assertThat(velero.phase("backupstoragelocations", "default")).isEqualTo("Available");

    velero.advance(Duration.ofSeconds(20));
    JsonNode location = velero.get("backupstoragelocations", "default");
    assertThat(VeleroServerState.phase(location)).isEqualTo("Unavailable");
    assertThat(location.at("/status/message").asString("")).contains("unable to get credentials");
  }

  @Test
  void validatesAChangedLocationImmediately() {
    velero.advance(Duration.ofSeconds(1));
    velero.update(
        "backupstoragelocations",
        "default",
        one -> one.withObject("/spec/objectStorage").put("bucket", "missing"));
    velero.advance(Duration.ofSeconds(1));

    assertThat(velero.get("backupstoragelocations", "default").at("/status/message").asString(""))
        .contains("NoSuchBucket");
  }

  @Test
  void reportsNoMessageBefore19() {
    try (VeleroScenario old = VeleroScenario.of(VeleroVersion.V1_7)) {
      old.controls().setLocationError("default", "AccessDenied: Access Denied");
      old.advance(Duration.ofMinutes(2));
      JsonNode location = old.get("backupstoragelocations", "default");
      assertThat(VeleroServerState.phase(location)).isEqualTo("Unavailable");
      assertThat(location.path("status").has("message")).isFalse();
    }
  }

  @Test
  void restoresOnlyWhatIsAbsent() {
    completeBackup();
    velero.cluster().objects().delete("statefulsets.apps", "circleci-server", "postgresql");
    velero
        .cluster()
        .objects()
        .delete("persistentvolumeclaims", "circleci-server", "data-postgresql-0");
    createRestore("nightly");
    velero.advance(Duration.ofSeconds(2));

    assertThat(velero.phase("restores", "back")).isEqualTo("InProgress");
    assertThat(velero.list("podvolumerestores")).hasSize(1);

    velero.advance(Duration.ofMinutes(5));
    JsonNode restore = velero.get("restores", "back");
    assertThat(VeleroServerState.phase(restore)).isEqualTo("Completed");
    assertThat(restore.at("/status/warnings").asInt()).isGreaterThan(20);
    JsonNode pod =
        velero.cluster().objects().find("pods", "circleci-server", "postgresql-0").orElseThrow();
    assertThat(VeleroServerState.phase(pod)).isEqualTo("Running");
    assertThat(ObjectJson.label(pod, "velero.io/restore-name")).isEqualTo("back");
  }

  @Test
  void refusesRestoresOfAbsentBackups() {
    createRestore("missing");
    velero.advance(Duration.ofSeconds(1));
    assertThat(velero.phase("restores", "back")).isEqualTo("FailedValidation");
  }

  private void createRestore(String backup) {
    velero.create(
        """
        {"apiVersion":"velero.io/v1","kind":"Restore",
         "metadata":{"namespace":"velero","name":"back"},"spec":{"backupName":"%s"}}
        """
            .formatted(backup));
  }

  private void completeBackup() {
    velero.createBackup("nightly", "");
    velero.advance(Duration.ofMinutes(10));
    assertThat(velero.phase("backups", "nightly")).isEqualTo("Completed");
  }

  private URI download(String kind, String name) {
    velero.create(downloadRequest(kind, name));
    velero.advance(Duration.ofSeconds(1));
    return URI.create(
        velero
            .get("downloadrequests", kind.toLowerCase(Locale.ROOT))
            .at("/status/downloadURL")
            .asString(""));
  }

  private static String downloadRequest(String kind, String name) {
    return """
    {"apiVersion":"velero.io/v1","kind":"DownloadRequest",
     "metadata":{"namespace":"velero","name":"%s"},
     "spec":{"target":{"kind":"%s","name":"%s"}}}
    """
        .formatted(kind.toLowerCase(Locale.ROOT), kind, name);
  }

  private static HttpResponse<byte[]> get(URI url) throws IOException, InterruptedException {
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(HttpRequest.newBuilder(url).build(), BodyHandlers.ofByteArray());
    }
  }

  private static String unzip(byte[] bytes) throws IOException {
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
