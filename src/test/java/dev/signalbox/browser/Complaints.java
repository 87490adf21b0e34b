package dev.signalbox.browser;

import com.microsoft.playwright.BrowserContext;
import java.util.ArrayList;
import java.util.List;

/** What the browser said against the pages of one window: errors, and what the policy forbade. */
final class Complaints {

  /** Chromium tells of a violation too, but not of one in a listener that swallowed it. */
  private static final String WATCH_THE_POLICY =
      """
      document.addEventListener('securitypolicyviolation', function (event) {
        console.error('Policy violated: ' + event.violatedDirective + ' ' + event.blockedURI
          + ' ' + event.sourceFile + ':' + event.lineNumber + ' ' + event.sample);
      });
      """;

  private final List<String> heard = new ArrayList<>();
  private final List<String> expected = new ArrayList<>();

  static Complaints of(BrowserContext context) {
    Complaints complaints = new Complaints();
    context.addInitScript(WATCH_THE_POLICY);
    context.onConsoleMessage(
        message -> {
          boolean ours = message.location().startsWith(ListeningConsole.ADDRESS);
          if (message.type().equals("error") && ours) {
            complaints.heard.add(message.text() + " (" + message.location() + ")");
          }
        });
    context.onWebError(error -> complaints.heard.add("Uncaught: " + error.error()));
    return complaints;
  }

  /** The test brings this about on purpose. */
  void expect(String part) {
    expected.add(part);
  }

  List<String> unexpected() {
    return heard.stream()
        .filter(complaint -> expected.stream().noneMatch(complaint::contains))
        .toList();
  }
}
