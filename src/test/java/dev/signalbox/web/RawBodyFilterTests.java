package dev.signalbox.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.sandbox.AcmeInstallation;
import dev.signalbox.sandbox.Persona;
import dev.signalbox.testing.DatabaseTestClient;
import dev.signalbox.testing.HttpApiClient;
import dev.signalbox.testing.HttpBrowser;
import dev.signalbox.testing.RunningConsole;
import dev.signalbox.testing.TestInstallation;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** Handlers read the whole body for every content type; over HTTP, because Tomcat parses forms. */
@Tag("integration")
class RawBodyFilterTests {

  private static final String FORM = "application/x-www-form-urlencoded";
  private static final String EVENTS = "/api/v1/audit-events";
  private static final String IMPORTS = "/api/v1/audit-imports";
  private static final Pattern CSRF = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

  private final RunningConsole console = RunningConsole.shared();
  private final DatabaseTestClient records = new DatabaseTestClient(console.database());
  private final HttpApiClient script = HttpApiClient.forAdmin(console, "audit_ingest");

  @ParameterizedTest
  @ValueSource(
      strings = {
        FORM,
        FORM + ";charset=UTF-8",
        "application/octet-stream",
        "application/x-ndjson",
        "text/plain",
        "no type"
      })
  void storesEventsOfEveryContentType(String contentType) {
    HttpResponse<String> response =
        script.send("POST", EVENTS, contentType, bytes(event(1) + event(2)));

    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    assertThat(response.body()).contains("\"stored\":2");
    assertThat(stored()).isEqualTo(2);
  }

  @Test
  void storesAFormLargerThanTheFormLimitOfTomcat() {
    HttpResponse<String> response =
        script.send("POST", EVENTS, FORM, bytes(event(1) + "\n".repeat(3 << 20) + event(2)));

    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    assertThat(stored()).isEqualTo(2);
  }

  @Test
  void doesNotReadTheMethodFromTheBody() {
    HttpResponse<String> response =
        script.send("POST", EVENTS, FORM, bytes("_method=delete&x=\n" + event(1)));

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).contains("\"stored\":1", "\"line\":1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"multipart/form-data; boundary=b", "multipart/form-data", "Multipart/x"})
  void rejectsMultipart(String contentType) {
    byte[] body =
        bytes(
            "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"e\"\r\n\r\n"
                + event(1)
                + "\r\n--b--\r\n");

    assertThat(script.send("POST", EVENTS, contentType, body).statusCode()).isEqualTo(415);
    assertThat(script.send("PUT", chunks(begin(body.length)), contentType, body).statusCode())
        .isEqualTo(415);
    assertThat(stored()).isZero();
  }

  @Test
  void importsAChunkThatIsSentAsAForm() {
    byte[] body = bytes(event(1) + event(2));

    HttpResponse<String> response = script.send("PUT", chunks(begin(body.length)), FORM, body);

    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    assertThat(response.body()).contains("\"stored\":2");
    assertThat(stored()).isEqualTo(2);
  }

  @Test
  void importsAChunkOfThePageThatIsSentAsAForm() {
    HttpBrowser admin = HttpBrowser.signedIn(console, Persona.ADMIN);
    Matcher csrf = CSRF.matcher(admin.get("/sessions").body());
    assertThat(csrf.find()).isTrue();
    String body = event(1);
    HttpResponse<String> started =
        admin.send(
            "PUT",
            "/audit/imports/file?name=e.jsonl&size=" + body.length(),
            request -> request.header("X-CSRF-TOKEN", csrf.group(1)));

    HttpResponse<String> response =
        admin.send(
            "PUT",
            "/audit/imports/%s/chunks/0".formatted(id(started)),
            request ->
                request
                    .header("X-CSRF-TOKEN", csrf.group(1))
                    .header("Content-Type", FORM)
                    .PUT(BodyPublishers.ofString(body)));

    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    assertThat(stored()).isEqualTo(1);
  }

  @Test
  void rejectsADeliveryAsAFormAndProcessesItsRedelivery() {
    HttpBrowser.signedIn(console, Persona.VIEWER);
    String body =
        TestInstallation.gitHub().memberRemovedEvent(Persona.VIEWER, AcmeInstallation.ACME);

    HttpResponse<String> asForm = deliver(FORM, "payload=" + body);

    assertThat(asForm.statusCode()).as(asForm.body()).isEqualTo(415);
    assertThat(asForm.body()).contains("application/json");
    assertThat(deliver("application/json", body).body()).isEqualTo("Access revoked.");
    assertThat(records.actions()).contains("user.access_revoked");
  }

  private HttpResponse<String> deliver(String contentType, String body) {
    return HttpBrowser.at(console)
        .send(
            "POST",
            "/webhooks/github",
            request ->
                request
                    .header("Content-Type", contentType)
                    .header("X-GitHub-Event", "organization")
                    .header("X-GitHub-Delivery", "one")
                    .header("X-Hub-Signature-256", signature(body))
                    .POST(BodyPublishers.ofString(body)));
  }

  private String begin(int size) {
    return id(script.send("PUT", IMPORTS + "?name=e.jsonl&size=" + size, new byte[0]));
  }

  private long stored() {
    return records.count("audit_event where action = 'deploy.started'");
  }

  private static String chunks(String id) {
    return "%s/%s/chunks/0".formatted(IMPORTS, id);
  }

  private static String id(HttpResponse<String> response) {
    return JsonMapper.shared().readTree(response.body()).path("id").asString();
  }

  private static String signature(String body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(bytes(TestInstallation.WEBHOOK_SECRET), "HmacSHA256"));
      return "sha256=" + HexFormat.of().formatHex(mac.doFinal(bytes(body)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String event(int n) {
    return ("{\"action\":\"deploy.started\",\"actor\":{\"id\":\"1\",\"type\":\"user\"},"
            + "\"target\":{\"id\":\"7\",\"type\":\"pod\"},"
            + "\"occurred_at\":\"2025-10-12T13:50:54.474Z\","
            + "\"id\":\"00000000-0000-4000-8000-%012d\",\"success\":true}\n")
        .formatted(n);
  }
}
