package dev.signalbox.accounts.signin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.testing.HttpBrowser;
import dev.signalbox.testing.RunningConsole;
import dev.signalbox.testing.TestDatabase;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Start-up while GitHub is unreachable. */
@Tag("integration")
class StartWithoutGitHubTests {

  @Test
  void becomesReadyWhileGitHubIsUnreachable() {
    // no listener on port 9 (discard)
    try (RunningConsole console =
        RunningConsole.start(
            TestDatabase.createEmpty(), Map.of("signalbox.github.url", "http://127.0.0.1:9"))) {
      HttpBrowser browser = HttpBrowser.at(console);

      assertThat(browser.get("/sign-in").statusCode()).isEqualTo(200);
      assertThat(HttpBrowser.location(browser.get("/sign-in/github")))
          .startsWith("http://127.0.0.1:9/login/oauth/authorize?");
      assertThat(
              HttpBrowser.atManagementPort(console).get("/actuator/health/readiness").statusCode())
          .isEqualTo(200);
    }
  }
}
