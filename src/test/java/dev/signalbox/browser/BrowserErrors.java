package dev.signalbox.browser;

import com.microsoft.playwright.BrowserContext;
import java.util.ArrayList;
import java.util.List;

/** Errors and policy violations that the browser reports for the pages of a window. */
final class BrowserErrors {

  /** Chromium does not log violations whose error a listener catches. */
  private static final String LOG_POLICY_VIOLATIONS =
      """
      document.addEventListener('securitypolicyviolation', function (event) {
        console.error('Policy violated: ' + event.violatedDirective + ' ' + event.blockedURI
          + ' ' + event.sourceFile + ':' + event.lineNumber + ' ' + event.sample);
      });
      """;

  private final List<String> reported = new ArrayList<>();
  private final List<String> expected = new ArrayList<>();

  static BrowserErrors of(BrowserContext context) {
    BrowserErrors errors = new BrowserErrors();
    context.addInitScript(LOG_POLICY_VIOLATIONS);
    context.onConsoleMessage(
        message -> {
          boolean ownPage = message.location().startsWith(ListeningConsole.ADDRESS);
          if (message.type().equals("error") && ownPage) {
            errors.reported.add(message.text() + " (" + message.location() + ")");
          }
        });
    context.onWebError(error -> errors.reported.add("Uncaught: " + error.error()));
    return errors;
  }

  /** Ignores errors that contain the text. */
  void expect(String part) {
    expected.add(part);
  }

  List<String> unexpected() {
    return reported.stream()
        .filter(message -> expected.stream().noneMatch(message::contains))
        .toList();
  }
}
