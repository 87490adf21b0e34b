package dev.signalbox.audit;

import dev.signalbox.audit.AuditFilter.Place;
import dev.signalbox.web.Empty;
import dev.signalbox.web.ListUrl;
import dev.signalbox.web.Moment;
import dev.signalbox.web.PageOf;
import dev.signalbox.web.Status;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The audit log, ready to print. */
record AuditPage(
    String truth,
    ListUrl url,
    List<String> actions,
    PageOf<Line> events,
    boolean filtered,
    @Nullable Empty empty) {

  static final int PAGE = 50;

  /**
   * Builds the page.
   *
   * @param found one more than a page where there are more
   */
  static AuditPage of(ListUrl url, List<String> actions, List<AuditEvent> found, Clock clock) {
    boolean back = !url.value("after").isEmpty();
    boolean more = found.size() > PAGE;
    List<AuditEvent> shown =
        !more ? found : back ? found.subList(1, found.size()) : found.subList(0, PAGE);
    boolean newer = back ? more : !url.value("before").isEmpty();
    boolean older = back || more;
    boolean filtered = !url.with("x", null).parameters().isEmpty();
    return new AuditPage(
        truth(shown, filtered),
        url,
        actions,
        new PageOf<>(
            shown.stream().map(event -> Line.of(event, clock)).toList(),
            newer && !shown.isEmpty()
                ? url.at("after", Place.of(shown.getFirst())).toString()
                : null,
            older && !shown.isEmpty()
                ? url.at("before", Place.of(shown.getLast())).toString()
                : null),
        filtered,
        shown.isEmpty() ? empty(filtered, url) : null);
  }

  private static String truth(List<AuditEvent> shown, boolean filtered) {
    if (shown.isEmpty()) {
      return filtered ? "No event fits the filter" : "No event yet";
    }
    long failed = shown.stream().filter(event -> !event.success()).count();
    return "Newest first · "
        + (failed == 0
            ? "all on this page succeeded"
            : failed == 1 ? "1 on this page failed" : failed + " on this page failed");
  }

  private static Empty empty(boolean filtered, ListUrl url) {
    return filtered
        ? new Empty(
            "No event fits this filter",
            "There may be others.",
            "Clear the filter",
            url.cleared().toString())
        : new Empty(
            "Nothing has happened yet", "Every change stands here from now on.", null, null);
  }

  /** One event in the list. */
  record Line(
      String id,
      String url,
      String action,
      String actor,
      String target,
      String targetType,
      Moment at,
      Status outcome) {

    static Line of(AuditEvent event, Clock clock) {
      return new Line(
          event.id().toString(),
          "/audit/" + event.id(),
          event.action(),
          event.actorName() == null ? event.actorId() : event.actorName(),
          event.targetName() == null ? event.targetId() : event.targetName(),
          event.targetType(),
          Moment.of(event.occurredAt(), clock),
          AuditPage.outcome(event.success()));
    }
  }

  static Status outcome(boolean success) {
    return success ? Status.ok("Done") : Status.bad("Failed");
  }
}
