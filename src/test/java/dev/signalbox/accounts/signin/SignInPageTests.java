package dev.signalbox.accounts.signin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.accounts.sessions.SessionEndReason;
import dev.signalbox.sandbox.Persona;
import dev.signalbox.testing.InstallationTest;
import dev.signalbox.testing.MockBrowser;
import dev.signalbox.testing.MockBrowsers;
import dev.signalbox.testing.TestInstallation;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

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
  void returnsEachTabToItsOwnPage() {
    MockBrowser browser = browsers.open();
    List<String> pages = IntStream.range(0, 12).mapToObj(tab -> "/users?q=" + tab).toList();
    List<URI> tabs =
        pages.stream()
            .map(to -> MockBrowsers.location(browser.get("/sign-in/github?to=" + to)))
            .map(authorize -> TestInstallation.gitHub().choose(Persona.ADMIN, authorize))
            .toList();

    assertThat(tabs)
        .extracting(
            back ->
                MockBrowsers.location(browser.get(back.getRawPath() + "?" + back.getRawQuery()))
                    .toString())
        .isEqualTo(pages);
  }

  @Test
  void limitsTheCookiesOfAbandonedSignIns() {
    MockBrowser browser = browsers.open();
    String start = "/sign-in/github?to=/users?q=" + "a".repeat(2_500);
    for (int attempt = 0; attempt < 20; attempt++) {
      browser.get(start);
    }

    assertThat(browser.cookies().values())
        .allSatisfy(cookie -> assertThat(cookie.getValue()).hasSizeLessThan(4_000));
    assertThat(browser.cookies().values().stream().mapToInt(c -> c.getValue().length()).sum())
        .isLessThan(12_000);
    assertThat(browser.signIn(Persona.ADMIN, start)).startsWith("/users?q=aaa");
  }

  @Test
  void explainsThatAnAddressIsTooLongToReturnTo() {
    MockBrowser browser = browsers.open();
    URI signIn = MockBrowsers.location(browser.get("/users?q=" + "a".repeat(2_600)));

    assertThat(browser.signIn(Persona.MEMBER, "/sign-in/github?" + signIn.getRawQuery()))
        .isEqualTo("/address-too-long");
    assertThat(browser.get("/address-too-long")).hasStatus(414);
  }

  @Test
  void opensTheConsoleIfACallbackIsOpenedTwice() {
    MockBrowser browser = browsers.open();
    URI authorize = MockBrowsers.location(browser.get("/sign-in/github?to=/users"));
    URI back = TestInstallation.gitHub().choose(Persona.ADMIN, authorize);
    String callback = back.getRawPath() + "?" + back.getRawQuery();
    browser.get(callback);

    assertThat(browser.get(callback)).hasStatus(303).hasHeader("Location", "/");
  }

  @Test
  void keepsTheRequestedPageOfACanceledSignIn() {
    MockBrowser browser = browsers.open();
    URI authorize = MockBrowsers.location(browser.get("/sign-in/github?to=/users?q=a"));
    URI back = TestInstallation.gitHub().cancel(authorize);

    String refused =
        MockBrowsers.location(browser.get(back.getRawPath() + "?" + back.getRawQuery())).toString();

    assertThat(refused).isEqualTo("/sign-in/refused?to=/users?q%3Da");
    assertThat(browser.get(refused))
        .bodyText()
        .contains("/sign-in/github?to=/users?q%3Da", "/sign-in/github?again=&amp;to=/users?q%3Da");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/users?q={x}", "/users?q=a|b[c]^\"d\"\\", "/users?q=50%"})
  void redirectsASignedInUserToAPathWithUnencodedCharacters(String to) {
    MockBrowser admin = browsers.signedIn(Persona.ADMIN);

    MvcTestResult response =
        admin.get("/sign-in?to=" + URLEncoder.encode(to, StandardCharsets.UTF_8));

    assertThat(response).hasStatus(302);
    assertThat(
            URLDecoder.decode(MockBrowsers.location(response).toString(), StandardCharsets.UTF_8))
        .isEqualTo(to);
  }

  @Test
  void redirectsHtmxToTheSignInPage() {
    assertThat(browsers.open().fragment("/users"))
        .hasStatus(401)
        .hasHeader("HX-Redirect", "/sign-in?to=%2Fusers");
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
