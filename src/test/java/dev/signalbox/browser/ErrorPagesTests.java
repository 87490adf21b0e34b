package dev.signalbox.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.sandbox.Persona;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Where a wrong address leads. */
@BrowserTest
class ErrorPagesTests {

  @Test
  void namesTheNextStepWhereThereIsNothing(Windows windows) {
    Window window = windows.signedIn(Persona.ADMIN);

    window.go("/nothing-here", 404);

    assertThat(window.heading()).hasText("There is nothing at this address");
    assertThat(window.main()).containsText("error id");
    window.press("g", "u");
    assertThat(window.heading()).hasText("Users");
  }

  @Test
  void leadsBackToTheListFromSomebodyUnknown(Windows windows) {
    Window window = windows.signedIn(Persona.ADMIN);

    window.go("/users/" + UUID.randomUUID(), 404);
    window.main().getByText("list of users").last().click();

    assertThat(window.place()).isEqualTo("/users");
  }

  @Test
  void doesNotRememberAPageThatIsNoPlace(Windows windows) {
    Window window = windows.signedIn(Persona.ADMIN);
    window.go("/nothing-here", 404);

    window.press("Control+k");

    assertThat(window.page().locator("#palette")).not().containsText("nothing at this address");
  }
}
