package dev.signalbox.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.sandbox.Persona;
import dev.signalbox.testing.HttpBrowser;
import dev.signalbox.testing.RunningConsole;
import dev.signalbox.testing.TestDatabase;
import dev.signalbox.testing.TestInstallation;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Tests that forwarded headers are only evaluated for trusted proxies. */
@Tag("integration")
class ForwardedHeadersTests {

  private static final String[] FORWARDED = {
    "X-Forwarded-For", "203.0.113.7",
    "X-Forwarded-Proto", "https",
    "X-Forwarded-Host", "evil.example",
    "X-Forwarded-Port", "8443",
    "X-Forwarded-Prefix", "/evil",
    "Forwarded", "for=203.0.113.7;host=evil.example;proto=https"
  };

  @Test
  void ignoresHeadersFromUntrustedAddresses() {
    RunningConsole console = RunningConsole.shared();

    signIn(console);

    assertThat(addressInTheAuditLog(console)).isEqualTo("127.0.0.1");
    assertThat(addressOfTheSession(console)).isEqualTo("127.0.0.1");
  }

  @Test
  void doesNotUseThemInRedirects() {
    HttpResponse<String> answer = HttpBrowser.at(RunningConsole.shared()).get("/users", FORWARDED);

    assertThat(HttpBrowser.location(answer)).isEqualTo("/sign-in?to=%2Fusers");
  }

  @Test
  void doesNotUseThemInTheCallbackUrl() {
    RunningConsole console = RunningConsole.shared();

    HttpResponse<String> answer = HttpBrowser.at(console).get("/sign-in/github", FORWARDED);

    assertThat(URI.create(HttpBrowser.location(answer)).getQuery())
        .contains("redirect_uri=" + console.address() + "/sign-in/callback")
        .doesNotContain("evil");
  }

  @Test
  void evaluatesHeadersFromATrustedProxy() {
    try (RunningConsole console =
        RunningConsole.start(
            TestDatabase.createEmpty(), Map.of("signalbox.trusted-proxies", "127.0.0.0/8"))) {
      console.reset();

      signIn(console);

      assertThat(addressInTheAuditLog(console)).isEqualTo("203.0.113.7");
      assertThat(addressOfTheSession(console)).isEqualTo("203.0.113.7");
      assertThat(HttpBrowser.location(HttpBrowser.at(console).get("/users", FORWARDED)))
          .isEqualTo("/sign-in?to=%2Fusers");
    }
  }

  private static void signIn(RunningConsole console) {
    HttpBrowser browser = HttpBrowser.at(console);
    URI authorize = URI.create(HttpBrowser.location(browser.get("/sign-in/github", FORWARDED)));
    URI back = TestInstallation.gitHub().choose(Persona.ADMIN, authorize);
    HttpResponse<String> answer =
        browser.get(back.getRawPath() + "?" + back.getRawQuery(), FORWARDED);
    assertThat(HttpBrowser.location(answer)).isEqualTo("/");
  }

  private static String addressInTheAuditLog(RunningConsole console) {
    return console
        .database()
        .sql("select metadata ->> 'address' from audit_event where action = 'user.logged_in'")
        .query(String.class)
        .single();
  }

  private static String addressOfTheSession(RunningConsole console) {
    return console
        .database()
        .sql("select address from console_session")
        .query(String.class)
        .single();
  }
}
