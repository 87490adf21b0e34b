package dev.signalbox.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.outside.OutsideWorldException;
import dev.signalbox.sandbox.Browser;
import dev.signalbox.sandbox.Browsers;
import dev.signalbox.sandbox.InstallationTest;
import dev.signalbox.sandbox.Persona;
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
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Import;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Controller;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;

/** Every failure in the product's look, as a page and as a part, under an id that is in the log. */
@InstallationTest
@ExtendWith(OutputCaptureExtension.class)
@Import(ErrorPageTests.Failing.class)
class ErrorPageTests {

  private static final Pattern ID = Pattern.compile("<code>([a-z2-9]{8})</code>");

  private final Browsers browsers;
  private Browser admin;

  @Autowired
  ErrorPageTests(Browsers browsers) {
    this.browsers = browsers;
    this.admin = browsers.open();
  }

  @BeforeEach
  void signIn() {
    admin = browsers.signedIn(Persona.ADMIN);
  }

  @ParameterizedTest
  @CsvSource({
    "400, This request makes no sense",
    "403, You may not do this",
    "404, There is nothing at this address",
    "405, This address does not take that kind of request",
    "409, Somebody was faster",
    "422, Something in the form cannot be right",
    "429, Too many requests in a short time",
    "500, This is our mistake",
    "503, The database does not answer"
  })
  void explainsEachStatusAsAPageAndAsAPart(int status, String title, CapturedOutput output) {
    MvcTestResult page = failed(status, null, false, "GET");
    assertThat(page).hasStatus(status).bodyText().contains("<html", title, "You can");
    assertThat(output).contains("Error " + idIn(page) + ": " + status);

    MvcTestResult part = failed(status, null, true, "GET");
    assertThat(part).hasStatus(status).bodyText().contains(title).doesNotContain("<html");
    assertThat(output).contains("Error " + idIn(part) + ": " + status);
  }

  @Test
  void keepsOurMistakesOffThePageAndInTheLog(CapturedOutput output) {
    MvcTestResult page =
        failed(500, new IllegalStateException("the secret of the mistake"), false, "GET");

    assertThat(page).hasStatus(500).bodyText().doesNotContain("secret of the mistake", "Exception");
    assertThat(output).contains("the secret of the mistake");
  }

  @Test
  void saysThatTheDatabaseIsAway() {
    RuntimeException cause =
        new IllegalStateException(new DataAccessResourceFailureException("connection refused"));

    assertThat(failed(500, cause, false, "GET"))
        .hasStatus(503)
        .bodyText()
        .contains("The database does not answer");
  }

  @Test
  void keepsWhatThePersonWorkedOnWhenAChangeFails() {
    assertThat(failed(409, null, true, "POST"))
        .hasHeader("HX-Retarget", "#problems")
        .hasHeader("HX-Reswap", "innerHTML");
    assertThat(failed(409, null, true, "GET")).doesNotContainHeader("HX-Retarget");
  }

  @ParameterizedTest
  @CsvSource({
    "unreachable, 503, No answer",
    "refused, 502, The other side refused",
    "missing, 404, It is not there any more",
    "conflicting, 409, It changed meanwhile",
    "unexpected, 502, An answer nobody expected"
  })
  void tellsWhatWasTriedAnsweredAndCanBeDone(
      String kind, int status, String title, CapturedOutput output) {
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
  void tellsARefusedChangeAboveWhatThePersonWorkedOn() {
    String token =
        Browser.body(admin.get("/sessions"))
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
  void leadsToTheNearestListWhenAThingIsNotThere() {
    assertThat(admin.get("/failing/not-found"))
        .hasStatus(404)
        .bodyText()
        .contains("There is no pod web-1.", "Open the pods");
  }

  /** As the container asks for the error page after a request failed. */
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
    Matcher found = ID.matcher(Browser.body(page));
    assertThat(found.find()).as("an error id on %s", Browser.body(page)).isTrue();
    return Objects.requireNonNull(found.group(1));
  }

  /** Fails in each of the ways a room can. */
  @Controller
  static class Failing {

    private static final Map<String, RuntimeException> FAILURES =
        Map.of(
            "unreachable",
            new OutsideWorldException.Unreachable(
                "restart the pod", "it <b>hurts", "look at it", null),
            "refused",
            new OutsideWorldException.Refused("restart the pod", "it <b>hurts", "look at it", null),
            "missing",
            new OutsideWorldException.Missing("restart the pod", "it <b>hurts", "look at it", null),
            "conflicting",
            new OutsideWorldException.Conflicting(
                "restart the pod", "it <b>hurts", "look at it", null),
            "unexpected",
            new OutsideWorldException.Unexpected(
                "restart the pod", "it <b>hurts", "look at it", null),
            "not-found",
            new NotFound("pod", "web-1", "/users", "the pods"));

    @RequestMapping("/failing/{kind}")
    String fail(@PathVariable String kind) {
      throw Objects.requireNonNull(FAILURES.get(kind));
    }
  }
}
