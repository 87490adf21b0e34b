package dev.signalbox.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.FilePayload;
import dev.signalbox.sandbox.Persona;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Searching, saving filters, exporting and importing in the audit log. */
@BrowserTest
class AuditJourneyTests {

  @Test
  void selectsATimeRangeByDraggingOverTheHistogram(BrowserWindows windows) {
    BrowserWindow window = windows.signedIn(Persona.ADMIN).go("/audit?range=365d");
    BoundingBox bars = window.page().locator("[data-histogram]").boundingBox();

    window.page().mouse().move(bars.x + bars.width * 0.5, bars.y + 20);
    window.page().mouse().down();
    window.page().mouse().move(bars.x + bars.width - 2, bars.y + 20);
    window.page().mouse().up();

    assertThat(window.page()).hasURL(Pattern.compile("/audit\\?from=.*&until=.*"));
    assertThat(window.main()).containsText("user.logged_in");
  }

  @Test
  void filtersByActionAndOpensAnEvent(BrowserWindows windows) {
    BrowserWindow window = windows.signedIn(Persona.ADMIN).go("/audit");

    window.page().locator(".sb-tree summary").getByText("user").click();
    window.page().locator(".sb-tree").getByText("user.suspended").click();
    window.page().locator("tr[data-key] a").first().click();

    assertThat(window.heading()).containsText("suspended");
    assertThat(window.main()).containsText("user.suspended");
    assertThat(window.main()).containsText("left the project");
  }

  @Test
  void savesAndDeletesAFilterWithoutJavaScript(BrowserWindows windows) {
    BrowserWindow window = windows.open(BrowserWindows.options().setJavaScriptEnabled(false));
    window.signIn(Persona.VIEWER).go("/audit?outcome=failed");

    window.link("Saved filters").click();
    window.page().getByLabel("Name").fill("What failed");
    window.button("Save filter").click();
    assertThat(window.page()).hasURL(Pattern.compile("/audit\\?outcome=failed"));
    assertThat(window.page().getByLabel("Saved filters")).containsText("What failed");

    window.link("Saved filters").click();
    window.button("Delete What failed").click();
    assertThat(window.main()).containsText("No saved filters");
  }

  @Test
  void exportsTheFilteredEvents(BrowserWindows windows) throws IOException {
    BrowserWindow window = windows.signedIn(Persona.ADMIN).go("/audit?action=user.suspended");

    window.link("Export").click();
    Download file = window.page().waitForDownload(() -> window.link("CSV").first().click());

    assertThat(file.suggestedFilename()).matches("audit-log-.*\\.csv");
    assertThat(Files.readString(file.path()))
        .startsWith("\"action\",\"actor\"")
        .contains("user.suspended")
        .doesNotContain("user.logged_in")
        .contains("audit_log.downloaded");
    window.go("/audit/exports");
    assertThat(window.main()).containsText("Done");
  }

  @Test
  void importsAFileInChunksAndShowsRejectedLines(BrowserWindows windows) {
    BrowserWindow window = windows.signedIn(Persona.ADMIN).go("/audit/imports");

    selectFile(window);
    window.button("Import").click();

    assertThat(window.row("hour.jsonl")).containsText("1 imported, 0 duplicates, 1 rejected");
    window.go("/audit?action=context.create");
    assertThat(window.main()).containsText("Gleis 7");
  }

  @Test
  void importsAFileWithoutJavaScript(BrowserWindows windows) {
    BrowserWindow window = windows.open(BrowserWindows.options().setJavaScriptEnabled(false));
    window.signIn(Persona.ADMIN).go("/audit/imports");

    selectFile(window);
    window.button("Import").click();

    assertThat(window.main()).containsText("1 imported, 0 duplicates, 1 rejected");
  }

  private static void selectFile(BrowserWindow window) {
    window
        .page()
        .locator("input[type=file]")
        .setInputFiles(
            new FilePayload(
                "hour.jsonl",
                "application/x-ndjson",
                """
                {"action":"context.create","actor":{"id":"1","type":"user"},\
                "target":{"id":"7","type":"context","name":"Gleis 7"},\
                "occurred_at":"2026-01-12T13:50:54.474Z",\
                "id":"00000000-0000-4000-8000-000000000007","success":true}
                no event
                """
                    .getBytes(StandardCharsets.UTF_8)));
  }
}
