package dev.signalbox.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import dev.signalbox.nomad.NomadCluster;
import dev.signalbox.sandbox.Persona;
import dev.signalbox.sandbox.TestInstallation;
import dev.signalbox.sandbox.nomad.NomadStory;
import dev.signalbox.sandbox.nomad.World;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Somebody finds out why a build waits, and whether waiting is enough. */
@BrowserTest
class QueueJourneyTests {

  private static final String TOO_LARGE = "acme/infra #9";
  private static final String DEMANDING = "acme/web #118";
  private static final String NEXT = "acme/api #1052";

  private final World world = TestInstallation.nomad().world();
  private final NomadCluster cluster;

  @Autowired
  QueueJourneyTests(NomadCluster cluster) {
    this.cluster = cluster;
  }

  @BeforeEach
  void waitForTheStory() {
    TestInstallation.isSeenBy(cluster);
  }

  @Test
  void findsOutWhyABuildNeverFits(Windows windows) {
    Window window = windows.signedIn(Persona.VIEWER).go("/").settled();
    figure(window, "Waiting").click();
    assertThat(window.heading()).hasText("Queue");
    assertThat(window.page().locator("#queue-truth"))
        .hasText(
            "3 waiting, oldest 2 h 10 min · 1 never fits · 1 is ruled out everywhere"
                + " · 1 waits for room");

    assertThat(window.row(TOO_LARGE))
        .containsText("Never fits: needs 96.0 GiB, the largest client has 61.0 GiB.");
    assertThat(window.row(TOO_LARGE)).containsText("You can start a client of type");
    assertThat(window.row(DEMANDING))
        .containsText("are ruled out by what it demands: ${attr.cpu.arch} = arm64 rules out");
    assertThat(window.row(DEMANDING))
        .containsText("You can give a client what is demanded, or demand less.");
    assertThat(window.row(NEXT))
        .containsText("Waits for room, it is next: memory or CPU is short on 12 clients");

    window.link("Never fits").click();
    assertThat(window.page().locator("tr[data-key]")).hasCount(1);
    window.link(TOO_LARGE).click();
    assertThat(window.heading()).hasText(TOO_LARGE);
    assertThat(why(window))
        .containsText("Never fits: needs 96.0 GiB, the largest client has 61.0 GiB.");
    assertThat(why(window)).containsText("or choose a smaller resource class");
    assertThat(why(window)).containsText("It needs 96.0 GiB");
    window.settled();
    assertThat(window.main()).containsText("no place for build: memory is short on");
  }

  @Test
  void findsOutByKeyboardAloneThatABuildIsNext(Windows windows) {
    Window window = windows.signedIn(Persona.VIEWER).go("/").settled();
    window.tabTo(figure(window, "Waiting")).press("Enter");
    assertThat(window.heading()).hasText("Queue");

    window.tabTo(window.page().getByLabel("Name or id"));
    window.page().keyboard().type("api-1052");
    window.press("Enter");
    assertThat(window.page().locator("tr[data-key]")).hasCount(1);
    window.tabTo(window.link(NEXT)).press("Enter");
    assertThat(window.heading()).hasText(NEXT);
    assertThat(why(window))
        .containsText("Waits for room, it is next: memory or CPU is short on 12 clients");

    window.tabTo(window.link("The whole queue")).press("Enter");
    assertThat(window.heading()).hasText("Queue");
  }

  @Test
  void seesTheReasonGoWhenThereIsRoom(Windows windows) {
    Window window = windows.signedIn(Persona.VIEWER).go("/nomad/job?id=" + NomadStory.NEVER_FITS);
    assertThat(why(window)).isVisible();
    assertThat(window.page().locator("[data-live-mark]")).hasText("Live");

    world.addClient("nomad-client-ffff", 64_000, 131_072);

    assertThat(why(window)).hasCount(0);
    assertThat(window.main()).containsText("nomad-client-ffff");
    assertThat(window.page().locator(".sb-news")).hasCount(0);
  }

  private static Locator figure(Window window, String label) {
    return window
        .main()
        .locator("a.sb-figure")
        .filter(new Locator.FilterOptions().setHasText(label));
  }

  private static Locator why(Window window) {
    return window.page().locator("section[aria-labelledby=why]");
  }
}
