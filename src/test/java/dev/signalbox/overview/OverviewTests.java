package dev.signalbox.overview;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.sandbox.Browsers;
import dev.signalbox.sandbox.InstallationTest;
import dev.signalbox.sandbox.Persona;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The first screen says what waits for a person and leads there. */
@InstallationTest
class OverviewTests {

  private final Browsers browsers;
  private final JdbcClient database;

  @Autowired
  OverviewTests(Browsers browsers, JdbcClient database) {
    this.browsers = browsers;
    this.database = database;
  }

  @Test
  void leadsFromEachThingThatWaitsToThePageThatShowsIt() {
    tamper();

    assertThat(browsers.signedIn(Persona.ADMIN).get("/"))
        .hasStatusOk()
        .bodyText()
        .contains("2 things in the audit log are not as they came")
        .containsPattern("href=\"/audit/trust\"[^>]*>Review<")
        .containsPattern("href=\"/users\\?state=SUSPENDED_NEW\"[^>]*>Review<")
        .doesNotContain("Nothing needs you now");
  }

  private void tamper() {
    database
        .sql(
            """
            insert into audit_verification (at, complete, sealed_to, events, up_to,
              findings, first_findings)
            values (now(), true, 1, 1, now(), 2, '{one,another}')
            """)
        .update();
  }
}
