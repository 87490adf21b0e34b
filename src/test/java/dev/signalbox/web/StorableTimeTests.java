package dev.signalbox.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.sandbox.Persona;
import dev.signalbox.testing.DatabaseTestClient;
import dev.signalbox.testing.InstallationTest;
import dev.signalbox.testing.MockApiClient;
import dev.signalbox.testing.MockBrowser;
import dev.signalbox.testing.MockBrowsers;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

/** Dates that Java parses and PostgreSQL cannot store, in cursors, forms and JSON. */
@InstallationTest
class StorableTimeTests {

  private static final String ID = "~00000000-0000-4000-8000-000000000001";

  private final MockBrowsers browsers;
  private final MockMvcTester console;
  private final DatabaseTestClient records;
  private MockBrowser admin;

  @Autowired
  StorableTimeTests(MockBrowsers browsers, MockMvcTester console, JdbcClient database) {
    this.browsers = browsers;
    this.console = console;
    this.records = new DatabaseTestClient(database);
    this.admin = browsers.open();
  }

  @BeforeEach
  void signIn() {
    admin = browsers.signedIn(Persona.ADMIN);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "+294277-01-10T04:00:54.775807Z",
        "+999999999-12-31T23:59:59Z",
        "-999999999-01-01T00:00:00Z",
        "+10000-01-01T00:00:00Z",
        "-4713-01-01T00:00:00Z"
      })
  void rejectsTimes(String time) {
    String text = URLEncoder.encode(time + ID, StandardCharsets.UTF_8);
    for (String list :
        new String[] {
          "/users?sort=seen",
          "/users?sort=-first",
          "/tokens/all?state=live",
          "/audit?outcome=failed"
        }) {
      assertThat(admin.get(list + "&after=" + text)).as(list).hasStatusOk();
      assertThat(admin.get(list + "&before=" + text)).as(list).hasStatusOk();
    }
    MockApiClient script = new MockApiClient(console, MockApiClient.newToken(admin, "read,write"));
    for (String sort : new String[] {"seen", "first", "since"}) {
      assertThat(script.get("/api/v1/users?sort=" + sort + "&after=" + text)).hasStatus(422);
    }
    String user = "/api/v1/users/" + records.accountId(Persona.VIEWER);
    assertThat(
            script.post(
                user + "/suspension", "{\"reason\":\"a\",\"until\":\"%s\"}".formatted(time)))
        .hasStatus(422)
        .bodyJson()
        .extractingPath("$.errors[0].field")
        .isEqualTo("until");
    assertThat(
            script.post(
                "/api/v1/tokens",
                "{\"name\":\"a\",\"scopes\":[\"read\"],\"expires_at\":\"%s\"}".formatted(time)))
        .hasStatus(422)
        .bodyJson()
        .extractingPath("$.errors[0].field")
        .isEqualTo("expires_at");
  }

  @ParameterizedTest
  @ValueSource(strings = {"+294277-01-10", "+999999999-12-31", "-999999999-01-01", "+10000-01-01"})
  void rejectsDates(String date) {
    String user = "/users/" + records.accountId(Persona.VIEWER);

    assertThat(admin.post(user + "/suspension", Map.of("reason", "a", "until", date)))
        .hasStatus(422)
        .bodyText()
        .contains("Use the format 2026-12-01.");
    assertThat(
            admin.post(
                "/users/suspensions",
                Map.of(
                    "reason",
                    "a",
                    "until",
                    date,
                    "id",
                    records.accountId(Persona.VIEWER).toString())))
        .hasStatus(422);
    assertThat(admin.post("/tokens", Map.of("name", "a", "scopes", "read", "expires", date)))
        .hasStatus(422);
    assertThat(admin.get("/audit?from=" + URLEncoder.encode(date, StandardCharsets.UTF_8)))
        .hasStatus(422);
  }
}
