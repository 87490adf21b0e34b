package dev.signalbox.accounts.signin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.accounts.sessions.SessionEndReason;
import dev.signalbox.sandbox.Persona;
import dev.signalbox.testing.InstallationTest;
import dev.signalbox.testing.MockBrowsers;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;

/** The sign-in page. */
@InstallationTest
class SignInPageTests {

  private final MockBrowsers browsers;

  @Autowired
  SignInPageTests(MockBrowsers browsers) {
    this.browsers = browsers;
  }

  @ParameterizedTest
  @EnumSource
  void showsWhyTheLastSessionEnded(SessionEndReason reason) {
    assertThat(browsers.open().get("/sign-in?because=" + reason.code()))
        .hasStatusOk()
        .bodyText()
        .contains("a GitHub account that belongs to acme")
        .contains(reason.fact().replace("'", "&#39;"));
  }

  @Test
  void ignoresAnUnknownReason() {
    assertThat(browsers.open().get("/sign-in?because=magic"))
        .hasStatusOk()
        .bodyText()
        .doesNotContain("magic", "sb-flash");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://evil.example/",
        "//evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "/\t/evil.example",
        "javascript:alert(1)",
        "users",
        "/\r\nSet-Cookie: a=b"
      })
  void redirectsToLocalPathsOnly(String to) {
    String start = "/sign-in/github?to=" + URLEncoder.encode(to, StandardCharsets.UTF_8);

    assertThat(browsers.open().signIn(Persona.VIEWER, start)).isEqualTo("/");
  }

  @Test
  void keepsTheRequestedPage() {
    assertThat(browsers.open().get("/users?q=a%26b"))
        .hasStatus(303)
        .hasHeader("Location", "/sign-in?to=%2Fusers%3Fq%3Da%2526b");
  }

  @Test
  void redirectsHtmxToTheSignInPage() {
    assertThat(browsers.open().fragment("/users"))
        .hasStatus(401)
        .hasHeader("HX-Redirect", "/sign-in");
  }

  @Test
  void reloadsAPageWithAStaleCsrfToken() {
    assertThat(
            browsers
                .signedIn(Persona.ADMIN)
                .send(
                    HttpMethod.DELETE,
                    "/sessions",
                    request -> request.header("HX-Request", "true").param("_csrf", "stale")))
        .hasStatus(403)
        .hasHeader("HX-Refresh", "true");
  }
}
