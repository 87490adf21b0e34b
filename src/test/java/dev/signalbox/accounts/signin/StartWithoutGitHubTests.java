package dev.signalbox.accounts.signin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.sandbox.RunningConsole;
import dev.signalbox.sandbox.TestDatabase;
import dev.signalbox.sandbox.WireBrowser;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A console whose GitHub cannot be reached. */
class StartWithoutGitHubTests {

  @Test
  void startsIsReadyAndLeadsToGitHubAllTheSame() {
    // nobody listens to the port of "discard"
    try (RunningConsole console =
        RunningConsole.start(
            TestDatabase.ofItsOwn(), Map.of("signalbox.github.url", "http://127.0.0.1:9"))) {
      WireBrowser browser = WireBrowser.at(console);

      assertThat(browser.get("/sign-in").statusCode()).isEqualTo(200);
      assertThat(WireBrowser.location(browser.get("/sign-in/github")))
          .startsWith("http://127.0.0.1:9/login/oauth/authorize?");
      assertThat(WireBrowser.atManagementOf(console).get("/actuator/health/readiness").statusCode())
          .isEqualTo(200);
    }
  }
}
