package dev.signalbox.audit.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.sandbox.Books;
import dev.signalbox.sandbox.Browser;
import dev.signalbox.sandbox.Browsers;
import dev.signalbox.sandbox.InstallationTest;
import dev.signalbox.sandbox.Persona;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** Filters that a person keeps. */
@InstallationTest
class SavedFiltersTests {

  private final Browsers browsers;
  private final Books books;
  private Browser admin;

  @Autowired
  SavedFiltersTests(Browsers browsers, JdbcClient database) {
    this.browsers = browsers;
    this.books = new Books(database);
    this.admin = browsers.open();
  }

  @BeforeEach
  void signIn() {
    admin = browsers.signedIn(Persona.ADMIN);
  }

  @Test
  void leadsBackToTheListItWasMadeOf() {
    assertThat(keep(admin, "Sign-ins", "action=user.logged_in&range=7d")).hasStatus3xxRedirection();

    assertThat(admin.get("/audit"))
        .bodyText()
        .contains("Sign-ins", "href=\"/audit?action=user.logged_in&amp;range=7d\"");
  }

  @Test
  void isSeenByItsOwnerAlone() {
    Browser other = browsers.signedIn(Persona.SECOND_ADMIN);
    keep(admin, "Only mine", "outcome=failed");

    assertThat(other.get("/audit")).hasStatusOk().bodyText().doesNotContain("Only mine");
    assertThat(other.get("/audit/filters")).bodyText().doesNotContain("Only mine");
    other.send(HttpMethod.DELETE, "/audit/filters", Map.of("name", "Only mine"));
    assertThat(admin.get("/audit/filters")).bodyText().contains("Only mine");
  }

  @Test
  void areAtMostTwentyOfAPerson() {
    for (int n = 1; n <= SavedFilters.MOST; n++) {
      assertThat(keep(admin, "Filter " + n, "outcome=failed")).hasStatus3xxRedirection();
    }

    assertThat(keep(admin, "One more", "outcome=done"))
        .hasStatus(422)
        .bodyText()
        .contains("You have 20 filters; remove one first.");
    assertThat(keep(admin, "Filter 7", "outcome=done")).hasStatus3xxRedirection();
    assertThat(keep(browsers.signedIn(Persona.SECOND_ADMIN), "Another's", "outcome=done"))
        .hasStatus3xxRedirection();
    assertThat(books.count("audit_saved_filter")).isEqualTo(21);

    admin.send(HttpMethod.DELETE, "/audit/filters", Map.of("name", "Filter 7"));
    assertThat(keep(admin, "One more", "outcome=done")).hasStatus3xxRedirection();
  }

  private static MvcTestResult keep(Browser browser, String name, String query) {
    return browser.post("/audit/filters", Map.of("name", name, "query", query));
  }
}
