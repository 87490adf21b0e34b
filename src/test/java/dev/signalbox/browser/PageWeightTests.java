package dev.signalbox.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Request;
import dev.signalbox.sandbox.Persona;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How much a page costs to load, the first time and afterwards. */
@BrowserTest
class PageWeightTests {

  @ParameterizedTest
  @ValueSource(strings = {"/", "/users", "/audit"})
  void isLightTheFirstTimeAndNearlyNothingAfterwards(String path, Windows windows) {
    Window stranger = windows.signedIn(Persona.ADMIN).settled();
    Window fresh =
        windows.open(Windows.options().setStorageState(stranger.context().storageState()));

    List<Request> cold = load(fresh, path);
    List<Request> warm = load(fresh, path);

    assertThat(cold).hasSizeLessThanOrEqualTo(12);
    assertThat(bytes(cold)).as("cold").isLessThanOrEqualTo(180_000);
    assertThat(bytes(warm)).as("warm").isLessThanOrEqualTo(25_000);
    assertThat(cold).allMatch(request -> request.url().startsWith(ListeningConsole.ADDRESS));
  }

  private static List<Request> load(Window window, String path) {
    List<Request> requests = new ArrayList<>();
    window.page().onRequest(requests::add);
    window.go(path).settled();
    return List.copyOf(requests);
  }

  private static long bytes(List<Request> requests) {
    // the stream stays open, and what the cache has is not asked for again
    return requests.stream()
        .filter(request -> !request.url().contains("/events?"))
        .mapToLong(request -> request.sizes().responseBodySize)
        .sum();
  }
}
