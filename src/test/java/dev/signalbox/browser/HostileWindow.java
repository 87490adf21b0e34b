package dev.signalbox.browser;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.TimeoutError;
import com.microsoft.playwright.options.Cookie;
import dev.signalbox.artifacts.ArtifactLinks;
import dev.signalbox.sandbox.Persona;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The browser of a signed-in admin that opens hostile files, and what they could read in it. */
final class HostileWindow {

  private static final JsonMapper JSON = new JsonMapper();
  private static final String ARTIFACTS = ListeningConsole.ADDRESS + "/artifacts/";

  /** Errors of Chromium for a download, which leaves the page as it is. */
  private static final List<String> NOT_SHOWN = List.of("net::ERR_ABORTED", "Download is starting");

  /** Secrets of the console that scripts in its pages can read. */
  private static final String STORE_SECRETS =
      """
      secret => {
        document.cookie = 'secret=' + secret;
        localStorage.setItem('secret', secret);
        sessionStorage.setItem('secret', secret);
      }
      """;

  private final BrowserWindow window;
  private final List<JsonNode> reports = new ArrayList<>();
  private final List<Request> requests = new ArrayList<>();
  private final Map<String, Response> responses = new HashMap<>();
  private final List<String> cookies;

  private HostileWindow(BrowserWindow window) {
    this.window = window;
    // violations of policies are what the files are for
    window.errors().expect("");
    window.signIn(Persona.ADMIN).go("/").page().evaluate(STORE_SECRETS, HostileScript.SECRET);
    cookies = cookies();
    BrowserContext context = window.context();
    context.onConsoleMessage(
        message -> {
          if (message.text().startsWith(HostileScript.REPORT)) {
            reports.add(JSON.readTree(message.text().substring(HostileScript.REPORT.length())));
          }
        });
    context.onRequest(requests::add);
    context.onResponse(response -> responses.put(response.url(), response));
  }

  static HostileWindow open(BrowserWindows windows) {
    return new HostileWindow(windows.open(BrowserWindows.options().setAcceptDownloads(false)));
  }

  Page page() {
    return window.page();
  }

  /** Opens a file. */
  void open(String key) {
    try {
      page().navigate(url(key));
    } catch (PlaywrightException e) {
      if (NOT_SHOWN.stream().noneMatch(e.toString()::contains)) {
        throw e;
      }
    }
  }

  /** Returns the response to a file that was opened. */
  Response response(String key) {
    return Objects.requireNonNull(responses.get(url(key)), () -> "no response for " + key);
  }

  /** Waits until the script of a file has tried everything. */
  boolean awaitReport(int first) {
    try {
      page()
          .waitForCondition(
              () ->
                  reports.subList(first, reports.size()).stream()
                      .anyMatch(report -> report.has("complete")),
              new Page.WaitForConditionOptions().setTimeout(2_000));
      return true;
    } catch (TimeoutError e) {
      return false;
    }
  }

  /** Returns what scripts have reported until now. */
  List<JsonNode> reports() {
    return reports;
  }

  /** Returns the requests to the console that were sent with a cookie and were successful. */
  List<String> authenticatedRequests() {
    // reading headers processes events, which add requests
    return List.copyOf(requests).stream()
        .filter(request -> request.url().startsWith(ListeningConsole.ADDRESS))
        .filter(request -> !(request.isNavigationRequest() && isArtifact(request)))
        // the headers of a request without a response may never be reported
        .filter(request -> request.existingResponse() != null && request.failure() == null)
        .filter(request -> request.allHeaders().containsKey("cookie"))
        .map(request -> request.method() + " " + request.url())
        .toList();
  }

  /** Returns whether the cookies of the console are the same as before. */
  boolean hasSameCookies() {
    return cookies().equals(cookies);
  }

  /** Returns the number of service workers of the console's origin; opens one of its pages. */
  int serviceWorkers() {
    window.go("/artifact-files");
    return (Integer)
        page().evaluate("async () => (await navigator.serviceWorker.getRegistrations()).length");
  }

  static String url(String key) {
    return ListeningConsole.ADDRESS + ArtifactLinks.file(key);
  }

  private static boolean isArtifact(Request request) {
    return request.url().startsWith(ARTIFACTS);
  }

  private List<String> cookies() {
    return window.context().cookies().stream()
        .map((Cookie cookie) -> cookie.name)
        .filter(name -> !name.equals("flash"))
        .sorted()
        .toList();
  }
}
