package dev.signalbox.accounts.signin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.sandbox.Books;
import dev.signalbox.sandbox.Browser;
import dev.signalbox.sandbox.Browsers;
import dev.signalbox.sandbox.InstallationTest;
import dev.signalbox.sandbox.Persona;
import dev.signalbox.sandbox.TestInstallation;
import dev.signalbox.sandbox.github.FakeGitHub;
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

/** A person's token and the client's secret stay on the server, sealed. */
@InstallationTest
@ExtendWith(OutputCaptureExtension.class)
class TokenNeverLeaksTests {

  private final Browsers browsers;
  private final JdbcClient database;
  private final Books books;

  @Autowired
  TokenNeverLeaksTests(Browsers browsers, JdbcClient database) {
    this.browsers = browsers;
    this.database = database;
    this.books = new Books(database);
  }

  @Test
  void intoNoPageNoLogAndNoTable(CapturedOutput output) {
    Browser admin = browsers.signedIn(Persona.ADMIN);
    Browser outsider = browsers.signedIn(Persona.OUTSIDER);
    List<String> secrets = new ArrayList<>(TestInstallation.gitHub().tokensOf(Persona.ADMIN));
    secrets.addAll(TestInstallation.gitHub().tokensOf(Persona.OUTSIDER));
    secrets.add(FakeGitHub.CLIENT_SECRET);
    assertThat(secrets).hasSize(3);

    StringBuilder said = new StringBuilder();
    for (String path :
        List.of("/", "/users", "/users/" + books.id(Persona.ADMIN), "/audit", "/sessions")) {
      said.append(all(admin.get(path)));
    }
    said.append(all(outsider.get("/sign-in/refused")));
    outsider.cookies().values().forEach(cookie -> said.append(cookie.getValue()));
    said.append(all(outsider.send(HttpMethod.DELETE, "/sign-in/authorization", r -> r)));
    said.append(books.events());
    said.append(output.getAll());
    sealed().forEach(said::append);

    assertThat(said.toString()).contains("Users").doesNotContain(secrets);
  }

  private List<String> sealed() {
    return database
        .sql("select sealed_token from membership where sealed_token is not null")
        .query((row, number) -> new String(row.getBytes(1), StandardCharsets.ISO_8859_1))
        .list();
  }

  private static String all(MvcTestResult answer) {
    StringBuilder text = new StringBuilder(Browser.body(answer));
    answer
        .getResponse()
        .getHeaderNames()
        .forEach(name -> text.append(answer.getResponse().getHeaders(name)));
    return text.toString();
  }
}
