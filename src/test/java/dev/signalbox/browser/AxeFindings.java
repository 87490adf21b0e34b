package dev.signalbox.browser;

import com.deque.html.axecore.args.AxeRunOptions;
import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import java.util.List;

/** Violations of accessibility rules that axe finds in the open page. */
final class AxeFindings {

  private AxeFindings() {}

  /** Runs all rules. */
  static List<String> of(BrowserWindow window) {
    return findings(axe(window));
  }

  /** Runs only some rules. */
  static List<String> of(BrowserWindow window, List<String> rules) {
    return findings(axe(window).withRules(rules));
  }

  /** Reports only violations: describing the elements that pass takes almost half of the time. */
  private static AxeBuilder axe(BrowserWindow window) {
    AxeRunOptions violations = new AxeRunOptions();
    violations.setResultTypes(List.of("violations"));
    return new AxeBuilder(window.page()).setLegacyMode(true).options(violations);
  }

  private static List<String> findings(AxeBuilder axe) {
    return axe.analyze().getViolations().stream().map(AxeFindings::describe).toList();
  }

  private static String describe(Rule rule) {
    return "%s %s: %s"
        .formatted(
            rule.getImpact(),
            rule.getId(),
            rule.getNodes().stream()
                .limit(3)
                .map(node -> node.getHtml() + " " + node.getFailureSummary())
                .toList());
  }
}
