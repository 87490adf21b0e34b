package dev.signalbox.accounts.users;

import dev.signalbox.web.FlashMessage;
import dev.signalbox.web.StatusLabel;
import dev.signalbox.web.StatusTone;
import java.util.List;

/** View model of the results of a bulk action. */
record ResultsPage(String title, String summary, List<Line> results) {

  /**
   * Creates the page.
   *
   * @param participle what was done, such as "suspended"
   */
  static ResultsPage of(String participle, List<Line> results) {
    long done = results.stream().filter(line -> line.status().tone() == StatusTone.OK).count();
    long skipped = results.size() - done;
    return new ResultsPage(
        "Results",
        skipped == 0
            ? done + (done == 1 ? " user " : " users ") + participle
            : done + " " + participle + ", " + skipped + " skipped",
        results);
  }

  /** The result for one user. */
  record Line(String name, String url, StatusLabel status, String message) {

    static Line of(UserRow row, FlashMessage message) {
      return new Line(
          row.displayName(),
          "/users/" + row.id(),
          message.tone() == StatusTone.OK ? StatusLabel.ok("Done") : StatusLabel.warn("Skipped"),
          message.message());
    }
  }
}
