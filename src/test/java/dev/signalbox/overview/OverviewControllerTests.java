package dev.signalbox.overview;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.sandbox.Persona;
import dev.signalbox.testing.InstallationTest;
import dev.signalbox.testing.MockBrowsers;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@InstallationTest
class OverviewControllerTests {

  private final MockBrowsers browsers;
  private final JdbcClient database;

  @Autowired
  OverviewControllerTests(MockBrowsers browsers, JdbcClient database) {
    this.browsers = browsers;
    this.database = database;
  }

  @Test
  void linksEachItemThatNeedsAttentionToItsPage() {
    tamper();

    assertThat(browsers.signedIn(Persona.ADMIN).get("/"))
        .hasStatusOk()
        .bodyText()
        .contains("2 audit log integrity findings")
        .containsPattern("href=\"/audit/integrity\"[^>]*>Open<")
        .containsPattern("href=\"/users\\?state=SUSPENDED_NEW\"[^>]*>Open<")
        .doesNotContain("All clear");
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
