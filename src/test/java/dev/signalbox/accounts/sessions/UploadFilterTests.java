package dev.signalbox.accounts.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.sandbox.Persona;
import dev.signalbox.testing.DatabaseTestClient;
import dev.signalbox.testing.HttpBrowser;
import dev.signalbox.testing.RunningConsole;
import jakarta.servlet.ServletContext;
import java.io.File;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Over HTTP, because Tomcat parses multipart bodies and forms. */
@Tag("integration")
class UploadFilterTests {

  private static final String PART =
      "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"e.jsonl\"\r\n\r\n";
  private static final Pattern CSRF = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

  private final RunningConsole console = RunningConsole.shared();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "POST /audit/imports",
        "POST /sign-out",
        "POST /users",
        "PUT /appearance",
        "POST /api/v1/tokens",
        "POST /no/such/page"
      })
  void respondsToStrangersWithoutReadingTheirUpload(String line) throws IOException {
    assertNotRead(line, null);
  }

  @Test
  void respondsToViewersWithoutReadingTheirUpload() throws IOException {
    HttpBrowser viewer = HttpBrowser.signedIn(console, Persona.VIEWER);

    assertNotRead("POST /audit/imports", viewer.cookieHeader());
  }

  @Test
  void respondsToAdminsWithoutReadingAnUploadElsewhere() throws IOException {
    HttpBrowser admin = HttpBrowser.signedIn(console, Persona.ADMIN);

    assertNotRead("POST /sign-out", admin.cookieHeader());
  }

  @Test
  void importsTheFileOfAnAdmin() {
    HttpBrowser admin = HttpBrowser.signedIn(console, Persona.ADMIN);
    Matcher csrf = CSRF.matcher(admin.get("/audit/imports").body());
    assertThat(csrf.find()).isTrue();
    String event =
        """
        {"action":"deploy.started","actor":{"id":"1","type":"user"},\
        "target":{"id":"7","type":"pod"},"occurred_at":"2025-10-12T13:50:54.474Z",\
        "id":"00000000-0000-4000-8000-000000000001","success":true}
        """;

    HttpResponse<String> response =
        admin.send(
            "POST",
            "/audit/imports",
            request ->
                request
                    .header("Content-Type", "multipart/form-data; boundary=b")
                    .POST(
                        BodyPublishers.ofString(
                            "--b\r\nContent-Disposition: form-data; name=\"_csrf\"\r\n\r\n"
                                + csrf.group(1)
                                + "\r\n"
                                + PART
                                + event
                                + "\r\n--b--\r\n")));

    assertThat(response.statusCode()).as(response.body()).isLessThan(400);
    assertThat(
            new DatabaseTestClient(console.database())
                .count("audit_event where action = 'deploy.started'"))
        .isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"PUT", "PATCH", "DELETE"})
  void limitsTheFormsOfStrangers(String method) throws IOException {
    assertRespondsEarly(
        method
            + " /appearance HTTP/1.1\r\nHost: x\r\n"
            + "Content-Type: application/x-www-form-urlencoded\r\n"
            + "Content-Length: 50000000\r\n\r\ntheme=dark&x="
            + "a".repeat(100_000));
  }

  /** Sends the first part of an upload, which must not be stored. */
  private void assertNotRead(String line, @Nullable String cookie) throws IOException {
    assertRespondsEarly(
        line
            + " HTTP/1.1\r\nHost: x\r\n"
            + (cookie == null ? "" : "Cookie: " + cookie + "\r\n")
            + "Content-Type: multipart/form-data; boundary=b\r\nContent-Length: 10000000\r\n\r\n"
            + PART
            + "a".repeat(100_000));
  }

  /** Sends a part of a request; the server has to respond without waiting for the rest. */
  private void assertRespondsEarly(String request) throws IOException {
    try (Socket socket = new Socket(console.address().getHost(), console.address().getPort())) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      byte[] status = socket.getInputStream().readNBytes("HTTP/1.1 403".length());
      assertThat(new String(status, StandardCharsets.US_ASCII)).matches("HTTP/1\\.1 (303|4\\d\\d)");
      assertThat(storedUploads()).isEmpty();
    }
  }

  private String[] storedUploads() {
    File folder = (File) console.bean(ServletContext.class).getAttribute(ServletContext.TEMPDIR);
    return Objects.requireNonNull(folder.list((in, name) -> name.startsWith("upload_")));
  }
}
