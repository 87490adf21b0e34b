package dev.signalbox.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.sandbox.Persona;
import dev.signalbox.sandbox.RunningConsole;
import dev.signalbox.sandbox.TestDatabase;
import dev.signalbox.sandbox.TestInstallation;
import dev.signalbox.sandbox.WireBrowser;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What an ingress says about a request counts; what anybody else says does not. */
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
  void doNotCountFromAnAddressThatNobodyTrusts() {
    RunningConsole console = RunningConsole.ofTheRun();

    signIn(console);

    assertThat(addressInTheAuditLog(console)).isEqualTo("127.0.0.1");
    assertThat(addressOfTheSession(console)).isEqualTo("127.0.0.1");
  }

  @Test
  void changeNoRedirect() {
    HttpResponse<String> answer =
        WireBrowser.at(RunningConsole.ofTheRun()).get("/users", FORWARDED);

    assertThat(WireBrowser.location(answer)).isEqualTo("/sign-in?to=%2Fusers");
  }

  @Test
  void changeNoCallbackAddress() {
    RunningConsole console = RunningConsole.ofTheRun();

    HttpResponse<String> answer = WireBrowser.at(console).get("/sign-in/github", FORWARDED);

    assertThat(URI.create(WireBrowser.location(answer)).getQuery())
        .contains("redirect_uri=" + console.address() + "/sign-in/callback")
        .doesNotContain("evil");
  }

  @Test
  void countFromATrustedProxy() {
    try (RunningConsole console =
        RunningConsole.start(
            TestDatabase.ofItsOwn(), Map.of("signalbox.trusted-proxies", "127.0.0.0/8"))) {
      console.beginAgain();

      signIn(console);

      assertThat(addressInTheAuditLog(console)).isEqualTo("203.0.113.7");
      assertThat(addressOfTheSession(console)).isEqualTo("203.0.113.7");
      assertThat(WireBrowser.location(WireBrowser.at(console).get("/users", FORWARDED)))
          .isEqualTo("/sign-in?to=%2Fusers");
    }
  }

  private static void signIn(RunningConsole console) {
    WireBrowser browser = WireBrowser.at(console);
    URI authorize = URI.create(WireBrowser.location(browser.get("/sign-in/github", FORWARDED)));
    URI back = TestInstallation.gitHub().choose(Persona.ADMIN, authorize);
    HttpResponse<String> answer =
        browser.get(back.getRawPath() + "?" + back.getRawQuery(), FORWARDED);
    assertThat(WireBrowser.location(answer)).isEqualTo("/");
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
