package dev.signalbox.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.FilePayload;
import dev.signalbox.sandbox.Persona;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Changes the artifact policy, and sees the outcome for the same file change. */
@BrowserTest
class ArtifactPolicyJourneyTests {

  @Test
  void changesTheOutcomeOfAFile(BrowserWindows windows) {
    BrowserWindow window = windows.signedIn(Persona.ADMIN).go("/artifact-policy");
    choose(window);
    assertThat(result(window)).containsText("text/html is shown as plain text.");
    assertThat(result(window)).containsText("Content-Type: text/plain; charset=utf-8");

    window.page().getByLabel("Change text/html").click();
    window.page().getByLabel("Outcome").selectOption("DOWNLOAD");
    window.page().getByLabel("Reason").fill("Reports are opened locally");
    window.button("Save type").click();
    assertThat(window.page().locator(".sb-flash")).containsText("Policy saved as revision 1.");

    choose(window);
    assertThat(result(window)).containsText("attachment; filename=\"report.html\"");
  }

  /** Chooses a file; its content must not be sent. */
  private static void choose(BrowserWindow window) {
    window
        .page()
        .locator("[data-artifact-tester] input[type=file]")
        .setInputFiles(
            new FilePayload(
                "report.html", "text/html", "<p>secret</p>".getBytes(StandardCharsets.UTF_8)));
    assertThat(window.page().getByLabel("File name")).hasValue("report.html");
  }

  private static Locator result(BrowserWindow window) {
    return window.page().locator("#tester-result");
  }
}
