package dev.signalbox.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.sandbox.Browser;
import dev.signalbox.sandbox.Browsers;
import dev.signalbox.sandbox.InstallationTest;
import dev.signalbox.sandbox.Persona;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** Who gets a whole page and who a part, where both are found, and what a browser remembers. */
@InstallationTest
class FourCasesTests {

  private final Browsers browsers;
  private Browser admin;

  @Autowired
  FourCasesTests(Browsers browsers) {
    this.browsers = browsers;
    this.admin = browsers.open();
  }

  @BeforeEach
  void signIn() {
    admin = browsers.signedIn(Persona.ADMIN);
  }

  @Test
  void aPlainRequestGetsThePage() {
    assertThat(asked("/users", Map.of()))
        .hasStatusOk()
        .bodyText()
        .startsWith("<!DOCTYPE html>")
        .contains("</html>");
  }

  @Test
  void htmxGetsThePart() {
    assertThat(asked("/users", Map.of("HX-Request", "true")))
        .hasStatusOk()
        .bodyText()
        .contains("data-live=\"users\"")
        .doesNotContain("<html", "<title");
  }

  @Test
  void aBoostedLinkGetsThePage() {
    assertThat(asked("/users", Map.of("HX-Request", "true", "HX-Boosted", "true")))
        .hasStatusOk()
        .bodyText()
        .contains("<html", "</html>");
  }

  @Test
  void aRestoredHistoryGetsThePage() {
    assertThat(asked("/users", Map.of("HX-Request", "true", "HX-History-Restore-Request", "true")))
        .hasStatusOk()
        .bodyText()
        .contains("<html", "</html>");
  }

  @Test
  void whatIsNotThereIsExplainedInAPartToo() {
    assertThat(asked("/users/nobody", Map.of("HX-Request", "true")))
        .hasStatus(404)
        .bodyText()
        .contains("There is no user nobody.", "Open the list of users")
        .doesNotContain("<html");
  }

  @Test
  void findsPagesAndPeople() {
    assertThat(admin.get("/find?q=us"))
        .hasStatusOk()
        .bodyText()
        .contains("<html", "Users", "Your sessions", "places have “us” in the name.");
    assertThat(admin.fragment("/find?q=okaf"))
        .hasStatusOk()
        .bodyText()
        .contains("Amara Okafor", "admin · ")
        .doesNotContain("<html", "Mei-Ling");
  }

  @Test
  void saysThatNothingIsFound() {
    assertThat(admin.fragment("/find?q=%25"))
        .hasStatusOk()
        .bodyText()
        .contains("Nothing has “%” in its name");
  }

  @Test
  void remembersTheDarkForAYear() {
    MvcTestResult answer = admin.put("/appearance", Map.of("theme", "DARK", "to", "/users?q=a"));

    assertThat(answer).hasStatus(303).hasHeader("Location", "/users?q=a");
    assertThat(answer.getResponse().getHeader("Set-Cookie"))
        .contains("signalbox-theme=dark", "Path=/", "HttpOnly", "SameSite=Lax", "Max-Age=31536000");
    assertThat(admin.get("/users")).bodyText().contains("data-bs-theme=\"dark\"");
  }

  @Test
  void forgetsTheAppearance() {
    admin.put("/appearance", Map.of("theme", "DARK"));
    admin.put("/appearance", Map.of("theme", "SYSTEM"));

    assertThat(admin.get("/users")).bodyText().doesNotContain("data-bs-theme");
  }

  @Test
  void leadsNowhereElseAfterAChangeOfAppearance() {
    assertThat(admin.put("/appearance", Map.of("theme", "LIGHT", "to", "//evil.example")))
        .hasHeader("Location", "/");
  }

  private MvcTestResult asked(String path, Map<String, String> headers) {
    return admin.send(
        HttpMethod.GET,
        path,
        request -> {
          headers.forEach(request::header);
          return request;
        });
  }
}
