package dev.signalbox.audit.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.sandbox.Persona;
import dev.signalbox.testing.DatabaseTestClient;
import dev.signalbox.testing.InstallationTest;
import dev.signalbox.testing.MockBrowser;
import dev.signalbox.testing.MockBrowsers;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** Saved filters of a user. */
@InstallationTest
class SavedFiltersTests {

  private final MockBrowsers browsers;
  private final DatabaseTestClient records;
  private MockBrowser admin;

  @Autowired
  SavedFiltersTests(MockBrowsers browsers, JdbcClient database) {
    this.browsers = browsers;
    this.records = new DatabaseTestClient(database);
    this.admin = browsers.open();
  }

  @BeforeEach
  void signIn() {
    admin = browsers.signedIn(Persona.ADMIN);
  }

  @Test
  void linksToTheFilteredList() {
    assertThat(save(admin, "Sign-ins", "action=user.logged_in&range=7d")).hasStatus3xxRedirection();

    assertThat(admin.get("/audit"))
        .bodyText()
        .contains("Sign-ins", "href=\"/audit?action=user.logged_in&amp;range=7d\"");
  }

  @Test
  void isVisibleOnlyToItsOwner() {
    MockBrowser other = browsers.signedIn(Persona.SECOND_ADMIN);
    save(admin, "Only mine", "outcome=failed");

    assertThat(other.get("/audit")).hasStatusOk().bodyText().doesNotContain("Only mine");
    assertThat(other.get("/audit/filters")).bodyText().doesNotContain("Only mine");
    other.send(HttpMethod.DELETE, "/audit/filters", Map.of("name", "Only mine"));
    assertThat(admin.get("/audit/filters")).bodyText().contains("Only mine");
  }

  @Test
  void allowsTwentyPerUser() {
    for (int n = 1; n <= SavedFilters.MAX_PER_USER; n++) {
      assertThat(save(admin, "Filter " + n, "outcome=failed")).hasStatus3xxRedirection();
    }

    assertThat(save(admin, "One more", "outcome=done"))
        .hasStatus(422)
        .bodyText()
        .contains("You already have 20 saved filters.");
    assertThat(save(admin, "Filter 7", "outcome=done")).hasStatus3xxRedirection();
    assertThat(save(browsers.signedIn(Persona.SECOND_ADMIN), "Another's", "outcome=done"))
        .hasStatus3xxRedirection();
    assertThat(records.count("audit_saved_filter")).isEqualTo(21);

    admin.send(HttpMethod.DELETE, "/audit/filters", Map.of("name", "Filter 7"));
    assertThat(save(admin, "One more", "outcome=done")).hasStatus3xxRedirection();
  }

  private static MvcTestResult save(MockBrowser browser, String name, String query) {
    return browser.post("/audit/filters", Map.of("name", name, "query", query));
  }
}
