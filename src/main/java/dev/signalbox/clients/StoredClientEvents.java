package dev.signalbox.clients;

import dev.signalbox.nomad.ClientHistory;
import dev.signalbox.nomad.ClientHistory.Cursor;
import dev.signalbox.nomad.ClientHistory.PastEvent;
import dev.signalbox.nomad.ui.NomadLinks;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads the stored events of a client in pages of {@value #PAGE}, newest first. */
@Component
class StoredClientEvents {

  static final int PAGE = 100;

  private static final Pattern CURSOR = Pattern.compile("(\\d{1,16})\\.(\\d{1,6})");

  private final Optional<ClientHistory> history;

  StoredClientEvents(Optional<ClientHistory> history) {
    this.history = history;
  }

  /**
   * Returns a page of events.
   *
   * @param text cursor from the URL of an earlier page; an invalid cursor is ignored and the first
   *     page is returned
   */
  Page of(String clientId, String text) {
    @Nullable Cursor from = cursor(text);
    List<PastEvent> events =
        history.map(kept -> kept.eventsOf(clientId, from, PAGE + 1)).orElse(List.of());
    List<PastEvent> shown = events.subList(0, Math.min(PAGE, events.size()));
    return new Page(
        shown,
        from == null,
        events.size() > PAGE
            ? NomadLinks.client(clientId) + "/detail?before=" + text(shown, from)
            : null);
  }

  private static @Nullable Cursor cursor(String text) {
    Matcher cursor = CURSOR.matcher(text);
    return cursor.matches()
        ? new Cursor(
            Instant.EPOCH.plus(Long.parseLong(cursor.group(1)), ChronoUnit.MICROS),
            Integer.parseInt(cursor.group(2)))
        : null;
  }

  /**
   * Formats the cursor of the next page: the time of the last event in microseconds, and how many
   * events of that same time were already shown.
   */
  private static String text(List<PastEvent> shown, @Nullable Cursor from) {
    Instant last = shown.getLast().at();
    long skip = shown.stream().filter(event -> event.at().equals(last)).count();
    if (from != null && from.at().equals(last)) {
      skip += from.skip();
    }
    return ChronoUnit.MICROS.between(Instant.EPOCH, last) + "." + skip;
  }

  /**
   * A page of events.
   *
   * @param newest whether this is the first page
   * @param older URL of the next page with older events, or null if there is none
   */
  record Page(List<PastEvent> events, boolean newest, @Nullable String older) {}
}
