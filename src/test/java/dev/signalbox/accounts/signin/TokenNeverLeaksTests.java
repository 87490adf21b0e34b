package dev.signalbox.accounts.signin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.sandbox.Persona;
import dev.signalbox.sandbox.github.FakeGitHub;
import dev.signalbox.testing.DatabaseTestClient;
import dev.signalbox.testing.InstallationTest;
import dev.signalbox.testing.MockBrowser;
import dev.signalbox.testing.MockBrowsers;
import dev.signalbox.testing.TestInstallation;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.http.HttpMethod;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** GitHub tokens and the client secret never leave the server. */
@InstallationTest
@ExtendWith(OutputCaptureExtension.class)
class TokenNeverLeaksTests {

  private final MockBrowsers browsers;
  private final JdbcClient database;
  private final DatabaseTestClient records;

  @Autowired
  TokenNeverLeaksTests(MockBrowsers browsers, JdbcClient database) {
    this.browsers = browsers;
    this.database = database;
    this.records = new DatabaseTestClient(database);
  }

  @Test
  void appearsInNoPageLogOrTable(CapturedOutput output) {
    MockBrowser admin = browsers.signedIn(Persona.ADMIN);
    MockBrowser outsider = browsers.signedIn(Persona.OUTSIDER);
    List<String> secrets = new ArrayList<>(TestInstallation.gitHub().tokensOf(Persona.ADMIN));
    secrets.addAll(TestInstallation.gitHub().tokensOf(Persona.OUTSIDER));
    secrets.add(FakeGitHub.CLIENT_SECRET);
    assertThat(secrets).hasSize(3);

    StringBuilder visible = new StringBuilder();
    for (String path :
        List.of(
            "/", "/users", "/users/" + records.accountId(Persona.ADMIN), "/audit", "/sessions")) {
      visible.append(all(admin.get(path)));
    }
    visible.append(all(outsider.get("/sign-in/refused")));
    outsider.cookies().values().forEach(cookie -> visible.append(cookie.getValue()));
    visible.append(all(outsider.send(HttpMethod.DELETE, "/sign-in/authorization", r -> r)));
    visible.append(records.events());
    visible.append(output.getAll());
    sealed().forEach(visible::append);

    assertThat(visible.toString()).contains("Users").doesNotContain(secrets);
  }

  private List<String> sealed() {
    return database
        .sql("select sealed_token from membership where sealed_token is not null")
        .query((row, number) -> new String(row.getBytes(1), StandardCharsets.ISO_8859_1))
        .list();
  }

  private static String all(MvcTestResult answer) {
    StringBuilder text = new StringBuilder(MockBrowser.body(answer));
    answer
        .getResponse()
        .getHeaderNames()
        .forEach(name -> text.append(answer.getResponse().getHeaders(name)));
    return text.toString();
  }
}
