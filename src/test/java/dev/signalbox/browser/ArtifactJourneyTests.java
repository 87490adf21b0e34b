package dev.signalbox.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import dev.signalbox.artifacts.ArtifactLinks;
import dev.signalbox.sandbox.Persona;
import dev.signalbox.sandbox.s3.ArtifactFixture;
import dev.signalbox.sandbox.s3.WebmVideo;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Reading artifacts of the sandbox, and changing what browsers do with them. */
@BrowserTest
class ArtifactJourneyTests {

  private static final String REPORT = "acme/api/414/reports/e2e.html";
  private static final String VIDEO = "acme/api/414/recordings/long.webm";

  @BeforeAll
  static void store() {
    ArtifactFixture.store(ListeningConsole.artifacts());
  }

  @Test
  void readsTheReportOfAFailedBuild(BrowserWindows windows) {
    BrowserWindow window = windows.signedIn(Persona.VIEWER).go("/artifact-files");

    for (String folder : List.of("acme/", "api/", "414/", "test-results/", "junit.xml")) {
      window
          .main()
          .locator("table")
          .getByText(folder, new Locator.GetByTextOptions().setExact(true))
          .click();
    }

    assertThat(window.heading()).hasText("junit.xml");
    assertThat(window.main()).containsText("120 tests · 2 failed · 0 skipped");
    Locator first = window.main().locator("tbody tr").first();
    assertThat(first).containsText("shows departure 17");
    assertThat(first).containsText("expected platform 4, was 5");
    window.link("414").click();
    assertThat(window.main()).containsText("screenshots/");
  }

  @Test
  void changesWhatBrowsersDoWithAFile(BrowserWindows windows) throws Exception {
    BrowserWindow window = windows.signedIn(Persona.ADMIN).go("/");
    // pages in a sandbox have no icon
    window.errors().expect("favicon.ico");
    openReport(window);
    assertThat(window.page().locator("body")).containsText("<h1>2 of 120 tests failed</h1>");

    window.go("/artifact-policy").link("Allow unsafe types").click();
    window.page().getByLabel("Reason").fill("Reports are opened here");
    window.button("Allow unsafe types").click();
    assertThat(window.page().locator(".sb-flash")).containsText("revision 1");
    openReport(window);
    assertThat(window.heading()).hasText("2 of 120 tests failed");

    window.go("/artifact-policy").page().getByLabel("Change text/html").click();
    window.page().getByLabel("Outcome").selectOption("DOWNLOAD");
    window.page().getByLabel("Reason").fill("Reports are opened locally");
    window.button("Save type").click();
    assertThat(window.page().locator(".sb-flash")).containsText("revision 2");
    window.go(ArtifactLinks.preview(REPORT));
    Download file = window.page().waitForDownload(() -> window.link("Open file").click());
    assertThat(Files.readString(file.path())).contains("<h1>2 of 120 tests failed</h1>");
  }

  @Test
  void showsViewersWhyTheyCannotChangeThePolicy(BrowserWindows windows) {
    BrowserWindow window = windows.signedIn(Persona.VIEWER).go("/artifact-policy");

    assertThat(window.button("Allow unsafe types")).hasAttribute("aria-disabled", "true");
    assertThat(window.main().locator(".sb-disabled-reason").first())
        .hasText("Read-only: your role is viewer.");
    assertThat(window.main().getByText("Change", new Locator.GetByTextOptions().setExact(true)))
        .hasCount(0);
    window.go("/artifact-policy/unsafe", 403);
    assertThat(window.main()).containsText("viewer");
  }

  @Test
  void playsAVideoAndSeeks(BrowserWindows windows) {
    ListeningConsole.artifacts().put(VIDEO, WebmVideo.create(600), "video/webm", null);
    BrowserWindow window = windows.signedIn(Persona.VIEWER).go("/");
    List<Response> parts = new ArrayList<>();
    window
        .page()
        .onResponse(
            response -> {
              if (response.url().endsWith(ArtifactLinks.file(VIDEO))) {
                parts.add(response);
              }
            });
    window.go(ArtifactLinks.preview(VIDEO));
    Locator video = window.page().locator("video");

    video.evaluate("video => { video.muted = true; return video.play(); }");
    awaitTime(window, 0, 60);
    video.evaluate("video => { video.currentTime = video.duration * 0.9; }");
    awaitTime(window, 500, 600);

    assertThat(parts).extracting(Response::status).containsOnly(206);
    assertThat(parts)
        .extracting(part -> part.request().allHeaders().getOrDefault("range", ""))
        .first()
        .isEqualTo("bytes=0-");
    assertThat(parts)
        .extracting(part -> part.request().allHeaders().getOrDefault("range", ""))
        .last()
        .asString()
        .matches("bytes=[1-9]\\d{5,}-\\d*");
  }

  private static void awaitTime(BrowserWindow window, int from, int until) {
    window
        .page()
        .waitForFunction(
            """
            ([from, until]) => {
              const video = document.querySelector('video');
              return !video.seeking && video.currentTime > from && video.currentTime < until;
            }
            """,
            List.of(from, until),
            new Page.WaitForFunctionOptions().setTimeout(8_000));
  }

  private static void openReport(BrowserWindow window) {
    window.go(ArtifactLinks.file(REPORT));
  }
}
