package dev.signalbox.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.remote.RemoteSystem;
import dev.signalbox.remote.RemoteSystemException;
import dev.signalbox.sandbox.Persona;
import dev.signalbox.testing.InstallationTest;
import dev.signalbox.testing.MockBrowser;
import dev.signalbox.testing.MockBrowsers;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.RequestDispatcher;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Import;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;

/** Tests errors as pages and as fragments, and their ids in the log. */
@InstallationTest
@ExtendWith(OutputCaptureExtension.class)
@Import(ErrorPageControllerTests.Failing.class)
class ErrorPageControllerTests {

  private static final Pattern ID = Pattern.compile("<code>([a-z2-9]{8})</code>");

  private final MockBrowsers browsers;
  private MockBrowser admin;

  @Autowired
  ErrorPageControllerTests(MockBrowsers browsers) {
    this.browsers = browsers;
    this.admin = browsers.open();
  }

  @BeforeEach
  void signIn() {
    admin = browsers.signedIn(Persona.ADMIN);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/users/a.json",
        "/users/a.xml",
        "/users/a.txt",
        "/audit/a.csv",
        "/nomad/clients/a.js",
        "/nomad/allocations/a/log.txt",
        "/nomad/allocations/a/log.zip",
        "/nomad/job/log.zip?id=a"
      })
  void errorPagesAreHtmlWhateverThePath(String path) {
    // a browser asks for HTML, which decides the type before the path
    MvcTestResult page =
        admin.send(HttpMethod.GET, path, request -> request.accept(MediaType.ALL_VALUE));

    assertThat(page).hasStatus(404).bodyText().contains("<html");
    assertThat(page.getResponse().getContentType()).isEqualTo("text/html;charset=UTF-8");
  }

  @ParameterizedTest
  @CsvSource({
    "400, Bad request",
    "403, have permission",
    "404, Page not found",
    "405, be opened directly",
    "409, Changed by someone else",
    "422, Check the form",
    "429, Too many requests",
    "500, Internal error in Signalbox",
    "503, The database is not responding"
  })
  void explainsEachStatusAsPageAndFragment(int status, String title, CapturedOutput output) {
    MvcTestResult page = failed(status, null, false, "GET");
    assertThat(page).hasStatus(status).bodyText().contains("<html", title, "You can");
    assertThat(output).contains("Error " + idIn(page) + ": status " + status);

    MvcTestResult part = failed(status, null, true, "GET");
    assertThat(part).hasStatus(status).bodyText().contains(title).doesNotContain("<html");
    assertThat(output).contains("Error " + idIn(part) + ": status " + status);
  }

  @Test
  void logsServerErrorsWithoutShowingDetails(CapturedOutput output) {
    MvcTestResult page = failed(500, new IllegalStateException("the secret detail"), false, "GET");

    assertThat(page).hasStatus(500).bodyText().doesNotContain("secret detail", "Exception");
    assertThat(output).contains("the secret detail");
  }

  @Test
  void reportsADatabaseOutage() {
    RuntimeException cause =
        new IllegalStateException(new DataAccessResourceFailureException("connection refused"));

    assertThat(failed(500, cause, false, "GET"))
        .hasStatus(503)
        .bodyText()
        .contains("The database is not responding");
  }

  @Test
  void keepsThePageContentIfAChangeFails() {
    assertThat(failed(409, null, true, "POST"))
        .hasHeader("HX-Retarget", "#problems")
        .hasHeader("HX-Reswap", "innerHTML");
    assertThat(failed(409, null, true, "GET")).doesNotContainHeader("HX-Retarget");
  }

  @ParameterizedTest
  @CsvSource({
    "unreachable, 503, GitHub did not respond",
    "refused, 502, Request refused by Nomad",
    "missing, 404, No longer exists",
    "conflicting, 409, Changed in the meantime",
    "unexpected, 502, Unexpected response from the storage"
  })
  void showsFailuresOfRemoteSystems(String kind, int status, String title, CapturedOutput output) {
    MvcTestResult page = admin.get("/failing/" + kind);
    assertThat(page)
        .hasStatus(status)
        .bodyText()
        .contains("<html", title, "to restart the pod", "it &lt;b&gt;hurts", "look at it");
    assertThat(output).contains("Error " + idIn(page));

    assertThat(admin.fragment("/failing/" + kind))
        .hasStatus(status)
        .bodyText()
        .contains(title, "to restart the pod")
        .doesNotContain("<html");
  }

  @Test
  void showsARejectedChangeAboveTheContent() {
    String token =
        MockBrowser.body(admin.get("/sessions"))
            .replaceFirst("(?s).*name=\"_csrf\" value=\"([^\"]+)\".*", "$1");

    assertThat(
            admin.send(
                HttpMethod.POST,
                "/failing/conflicting",
                request -> request.header("HX-Request", "true").param("_csrf", token)))
        .hasStatus(409)
        .hasHeader("HX-Retarget", "#problems");
  }

  @Test
  void linksToTheNearestListIfAnObjectDoesNotExist() {
    assertThat(admin.get("/failing/not-found"))
        .hasStatus(404)
        .bodyText()
        .contains("Pod not found", "web-1 does not exist or was deleted.", "Open the pods");
  }

  /** Simulates the error dispatch of the servlet container. */
  private MvcTestResult failed(int status, @Nullable Throwable cause, boolean htmx, String method) {
    return admin.send(
        HttpMethod.GET,
        "/error",
        request -> {
          request
              .requestAttr(RequestDispatcher.ERROR_STATUS_CODE, status)
              .requestAttr(RequestDispatcher.ERROR_METHOD, method)
              .requestAttr(RequestDispatcher.ERROR_REQUEST_URI, "/users")
              .with(
                  made -> {
                    made.setDispatcherType(DispatcherType.ERROR);
                    return made;
                  });
          if (cause != null) {
            request.requestAttr(RequestDispatcher.ERROR_EXCEPTION, cause);
          }
          return htmx ? request.header("HX-Request", "true") : request;
        });
  }

  private static String idIn(MvcTestResult page) {
    Matcher found = ID.matcher(MockBrowser.body(page));
    assertThat(found.find()).as("an error id on %s", MockBrowser.body(page)).isTrue();
    return Objects.requireNonNull(found.group(1));
  }

  /** Fails with each type of exception. */
  @Controller
  static class Failing {

    private static final Map<String, RuntimeException> FAILURES =
        Map.of(
            "unreachable",
            new RemoteSystemException.Unreachable(
                RemoteSystem.GITHUB, "restart the pod", "it <b>hurts", "look at it", null),
            "refused",
            new RemoteSystemException.Denied(
                RemoteSystem.NOMAD, "restart the pod", "it <b>hurts", "look at it", null),
            "missing",
            new RemoteSystemException.NotFound(
                RemoteSystem.NOMAD, "restart the pod", "it <b>hurts", "look at it", null),
            "conflicting",
            new RemoteSystemException.Conflict(
                RemoteSystem.NOMAD, "restart the pod", "it <b>hurts", "look at it", null),
            "unexpected",
            new RemoteSystemException.Unexpected(
                RemoteSystem.STORAGE, "restart the pod", "it <b>hurts", "look at it", null),
            "not-found",
            new ObjectNotFoundException("pod", "web-1", "/users", "the pods"));

    @RequestMapping("/failing/{kind}")
    String fail(@PathVariable String kind) {
      throw Objects.requireNonNull(FAILURES.get(kind));
    }
  }
}
