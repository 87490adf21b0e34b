package dev.signalbox.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Request;
import dev.signalbox.sandbox.Persona;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Limits the number of requests and bytes of a page with and without a cache. */
@BrowserTest
class PageWeightTests {

  @ParameterizedTest
  @ValueSource(strings = {"/", "/users", "/audit"})
  void staysWithinTheLimitsWithAndWithoutACache(String path, BrowserWindows windows) {
    BrowserWindow signedIn = windows.signedIn(Persona.ADMIN).go("/").awaitSettled();
    BrowserWindow fresh =
        windows.open(BrowserWindows.options().setStorageState(signedIn.context().storageState()));

    List<Request> cold = load(fresh, path);
    List<Request> warm = load(fresh, path);

    // panels of the overview are loaded separately, so that a slow one doesn't delay the others
    assertThat(cold)
        .filteredOn(request -> !request.url().contains("/overview/panels/"))
        .hasSizeLessThanOrEqualTo(12);
    assertThat(bytes(cold)).as("cold").isLessThanOrEqualTo(180_000);
    assertThat(bytes(warm)).as("warm").isLessThanOrEqualTo(25_000);
    assertThat(cold).allMatch(request -> request.url().startsWith(ListeningConsole.ADDRESS));
  }

  private static List<Request> load(BrowserWindow window, String path) {
    List<Request> requests = new ArrayList<>();
    // the size of a request that never finishes, such as the event stream, is never available
    window.page().onRequestFinished(requests::add);
    window.go(path).awaitSettled();
    return List.copyOf(requests);
  }

  private static long bytes(List<Request> requests) {
    return requests.stream().mapToLong(request -> request.sizes().responseBodySize).sum();
  }
}
