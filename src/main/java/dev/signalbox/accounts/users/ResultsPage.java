package dev.signalbox.accounts.users;

import dev.signalbox.web.Flash;
import dev.signalbox.web.Status;
import dev.signalbox.web.Tone;
import java.util.List;

/** What came of an act on several people, person by person. */
record ResultsPage(String title, String truth, List<Line> results) {

  static ResultsPage of(String title, List<Line> results) {
    long done = results.stream().filter(line -> line.status().tone() == Tone.OK).count();
    return new ResultsPage(
        title,
        done == results.size()
            ? "All " + done + " done"
            : done + " done, " + (results.size() - done) + " left as they were",
        results);
  }

  /** One person's result. */
  record Line(String name, String url, Status status, String words) {

    static Line of(PersonRow row, Flash told) {
      return new Line(
          row.displayName(),
          "/users/" + row.id(),
          told.tone() == Tone.OK ? Status.ok("Done") : Status.warn("Left"),
          told.message());
    }
  }
}
