package dev.signalbox.accounts.users;

import dev.signalbox.web.FlashMessage;
import dev.signalbox.web.StatusLabel;
import dev.signalbox.web.StatusTone;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * View model of the results of a bulk action.
 *
 * @param undoUrl the confirmation page of the opposite action for the changed users, or null if
 *     there is none
 */
record ResultsPage(String title, String summary, List<Line> results, @Nullable String undoUrl) {

  /**
   * Creates the page.
   *
   * @param participle what was done, such as "suspended"
   * @param undoPath the path of the opposite action, or null if there is none
   */
  static ResultsPage of(String participle, List<Line> results, @Nullable String undoPath) {
    List<Line> changed =
        results.stream().filter(line -> line.status().tone() == StatusTone.OK).toList();
    int done = changed.size();
    int skipped = results.size() - done;
    return new ResultsPage(
        "Results",
        skipped == 0
            ? done + (done == 1 ? " user " : " users ") + participle
            : done + " " + participle + ", " + skipped + " skipped",
        results,
        undoPath == null || done == 0
            ? null
            : changed.stream()
                .map(line -> "id=" + line.id())
                .collect(Collectors.joining("&", undoPath + "?", "")));
  }

  /** The result for one user. */
  record Line(UUID id, String name, StatusLabel status, String message) {

    public String url() {
      return "/users/" + id;
    }

    static Line of(UserRow row, FlashMessage message) {
      return new Line(
          row.id(),
          row.displayName(),
          message.tone() == StatusTone.OK ? StatusLabel.ok("Done") : StatusLabel.warn("Skipped"),
          message.message());
    }
  }
}
