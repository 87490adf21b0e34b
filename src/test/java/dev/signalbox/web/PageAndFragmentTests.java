package dev.signalbox.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.sandbox.Persona;
import dev.signalbox.testing.InstallationTest;
import dev.signalbox.testing.MockBrowser;
import dev.signalbox.testing.MockBrowsers;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** Tests pages and fragments, search, and the theme cookie. */
@InstallationTest
class PageAndFragmentTests {

  private final MockBrowsers browsers;
  private MockBrowser admin;

  @Autowired
  PageAndFragmentTests(MockBrowsers browsers) {
    this.browsers = browsers;
    this.admin = browsers.open();
  }

  @BeforeEach
  void signIn() {
    admin = browsers.signedIn(Persona.ADMIN);
  }

  @Test
  void returnsAPageForPlainRequests() {
    assertThat(get("/users", Map.of()))
        .hasStatusOk()
        .bodyText()
        .startsWith("<!DOCTYPE html>")
        .contains("</html>");
  }

  @Test
  void returnsAFragmentForHtmxRequests() {
    assertThat(get("/users", Map.of("HX-Request", "true")))
        .hasStatusOk()
        .bodyText()
        .contains("data-live=\"users\"")
        .doesNotContain("<html", "<title");
  }

  @Test
  void returnsAPageForBoostedLinks() {
    assertThat(get("/users", Map.of("HX-Request", "true", "HX-Boosted", "true")))
        .hasStatusOk()
        .bodyText()
        .contains("<html", "</html>");
  }

  @Test
  void returnsAPageForHistoryRestores() {
    assertThat(get("/users", Map.of("HX-Request", "true", "HX-History-Restore-Request", "true")))
        .hasStatusOk()
        .bodyText()
        .contains("<html", "</html>");
  }

  @Test
  void returnsNotFoundAsAFragment() {
    assertThat(get("/users/unknown", Map.of("HX-Request", "true")))
        .hasStatus(404)
        .bodyText()
        .contains("User not found", "Open the list of users")
        .doesNotContain("<html");
  }

  @Test
  void findsPagesAndUsers() {
    assertThat(admin.get("/find?q=us"))
        .hasStatusOk()
        .bodyText()
        .contains("<html", "Users", "results for “us”");
    assertThat(admin.fragment("/find?q=okaf"))
        .hasStatusOk()
        .bodyText()
        .contains("Amara Okafor", "admin · ")
        .doesNotContain("<html", "Mei-Ling");
  }

  @Test
  void reportsNoResults() {
    assertThat(admin.fragment("/find?q=%25"))
        .hasStatusOk()
        .bodyText()
        .contains("No results for “%”");
  }

  @Test
  void storesTheThemeForAYear() {
    MvcTestResult answer = admin.put("/appearance", Map.of("theme", "DARK", "to", "/users?q=a"));

    assertThat(answer).hasStatus(303).hasHeader("Location", "/users?q=a");
    assertThat(answer.getResponse().getHeader("Set-Cookie"))
        .contains("signalbox-theme=dark", "Path=/", "HttpOnly", "SameSite=Lax", "Max-Age=31536000");
    assertThat(admin.get("/users")).bodyText().contains("data-bs-theme=\"dark\"");
  }

  @Test
  void deletesTheCookieForTheSystemTheme() {
    admin.put("/appearance", Map.of("theme", "DARK"));
    admin.put("/appearance", Map.of("theme", "SYSTEM"));

    assertThat(admin.get("/users")).bodyText().doesNotContain("data-bs-theme");
  }

  @Test
  void redirectsToLocalPathsOnly() {
    assertThat(admin.put("/appearance", Map.of("theme", "LIGHT", "to", "//evil.example")))
        .hasHeader("Location", "/");
  }

  private MvcTestResult get(String path, Map<String, String> headers) {
    return admin.send(
        HttpMethod.GET,
        path,
        request -> {
          headers.forEach(request::header);
          return request;
        });
  }
}
