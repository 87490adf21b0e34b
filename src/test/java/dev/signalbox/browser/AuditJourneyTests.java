package dev.signalbox.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.options.BoundingBox;
import dev.signalbox.sandbox.Persona;
import java.io.IOException;
import java.nio.file.Files;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Somebody looks for what happened, keeps the filter and takes the events along. */
@BrowserTest
class AuditJourneyTests {

  @Test
  void narrowsTheTimeByADragOverTheBars(Windows windows) {
    Window window = windows.signedIn(Persona.ADMIN).go("/audit?range=365d");
    BoundingBox bars = window.page().locator("[data-histogram]").boundingBox();

    window.page().mouse().move(bars.x + bars.width * 0.5, bars.y + 20);
    window.page().mouse().down();
    window.page().mouse().move(bars.x + bars.width - 2, bars.y + 20);
    window.page().mouse().up();

    assertThat(window.page()).hasURL(Pattern.compile("/audit\\?from=.*&until=.*"));
    assertThat(window.main()).containsText("user.logged_in");
  }

  @Test
  void findsAnActionInTheTreeAndReadsTheEvent(Windows windows) {
    Window window = windows.signedIn(Persona.ADMIN).go("/audit");

    window.page().locator(".sb-tree summary").getByText("user").click();
    window.page().locator(".sb-tree").getByText("user.suspended").click();
    window.page().locator("tr[data-key] a").first().click();

    assertThat(window.heading()).hasText("user.suspended");
    assertThat(window.main()).containsText("left the project");
  }

  @Test
  void keepsAFilterAndForgetsItWithoutScripts(Windows windows) {
    Window window = windows.open(Windows.options().setJavaScriptEnabled(false));
    window.signIn(Persona.VIEWER).go("/audit?outcome=failed");

    window.link("Your filters").click();
    window.page().getByLabel("Name").fill("What failed");
    window.button("Keep this filter").click();
    assertThat(window.page()).hasURL(Pattern.compile("/audit\\?outcome=failed"));
    assertThat(window.page().getByLabel("Your filters")).containsText("What failed");

    window.link("Your filters").click();
    window.button("Remove What failed").click();
    assertThat(window.main()).containsText("None yet");
  }

  @Test
  void takesTheFilteredEventsAlong(Windows windows) throws IOException {
    Window window = windows.signedIn(Persona.ADMIN).go("/audit?action=user.suspended");

    window.link("Download").click();
    Download file = window.page().waitForDownload(() -> window.link("CSV").first().click());

    assertThat(file.suggestedFilename()).matches("audit-log-.*\\.csv");
    assertThat(Files.readString(file.path()))
        .startsWith("\"action\",\"actor\"")
        .contains("user.suspended")
        .doesNotContain("user.logged_in")
        .contains("audit_log.downloaded");
    window.go("/audit/downloads");
    assertThat(window.main()).containsText("Done");
  }
}
