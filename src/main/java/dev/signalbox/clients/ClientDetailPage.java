package dev.signalbox.clients;

import dev.signalbox.nomad.ClientHistory.PastEvent;
import dev.signalbox.nomad.NomadQueries.ClientDetail;
import dev.signalbox.nomad.NomadQueries.ClientEvent;
import dev.signalbox.nomad.ui.NomadLinks;
import dev.signalbox.web.FirstRows;
import dev.signalbox.web.ProblemPanel;
import dev.signalbox.web.RawText;
import dev.signalbox.web.TimestampView;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * View model of the details of a client: attributes, metadata, events and the raw JSON.
 *
 * @param problem why only the stored events are available, or null
 * @param query search text for attributes and metadata, or an empty string
 * @param events events from Nomad merged with the stored ones, newest first
 * @param newest whether this is the first page of events
 * @param older URL of the next page of older events, or null
 */
record ClientDetailPage(
    String id,
    String name,
    String url,
    String query,
    FirstRows<Pair> attributes,
    FirstRows<Pair> meta,
    List<EventLine> events,
    boolean newest,
    @Nullable String older,
    @Nullable ProblemPanel problem,
    RawText raw) {

  private static final int MAX_ROWS = 500;
  private static final int MAX_CHARS = 400;

  static ClientDetailPage of(
      ClientDetail detail, StoredClientEvents.Page stored, String words, Clock clock) {
    String search = words.trim().toLowerCase(Locale.ROOT);
    return new ClientDetailPage(
        detail.client().id(),
        ClientsPage.nameOf(detail.client()),
        NomadLinks.client(detail.client().id()),
        words.trim(),
        pairs(detail.attributes(), search),
        pairs(detail.meta(), search),
        // Nomad keeps only the last 10 events, so they belong on the first page
        stored.newest()
            ? events(detail, stored.events(), clock)
            : lines(stored.events().stream(), clock),
        stored.newest(),
        stored.older(),
        null,
        detail.raw());
  }

  /** Creates the page with stored events only, for when Nomad returned no details. */
  static ClientDetailPage without(
      String id, String name, ProblemPanel problem, StoredClientEvents.Page stored, Clock clock) {
    return new ClientDetailPage(
        id,
        name,
        NomadLinks.client(id),
        "",
        new FirstRows<>(List.of(), null),
        new FirstRows<>(List.of(), null),
        lines(stored.events().stream(), clock),
        stored.newest(),
        stored.older(),
        problem,
        new RawText("", null));
  }

  private static FirstRows<Pair> pairs(Map<String, String> all, String search) {
    List<Map.Entry<String, String>> found =
        all.entrySet().stream()
            .filter(
                entry ->
                    search.isEmpty()
                        || entry.getKey().toLowerCase(Locale.ROOT).contains(search)
                        || entry.getValue().toLowerCase(Locale.ROOT).contains(search))
            .toList();
    return FirstRows.of(
        found.stream()
            .map(
                entry ->
                    new Pair(
                        RawText.shorten(entry.getKey(), MAX_CHARS),
                        RawText.shorten(entry.getValue(), MAX_CHARS))),
        found.size(),
        MAX_ROWS);
  }

  private static List<EventLine> events(ClientDetail detail, List<PastEvent> past, Clock clock) {
    Stream<PastEvent> current =
        detail.events().stream().map(event -> toPastEvent(event, detail.client().name()));
    return lines(Stream.concat(current, past.stream()), clock);
  }

  private static PastEvent toPastEvent(ClientEvent event, String name) {
    return new PastEvent(event.at(), name, event.subsystem(), event.message(), event.details());
  }

  /**
   * Sorts events newest first. An event that is both in Nomad and in the database appears once:
   * events with the same second and message count as equal.
   */
  static List<EventLine> lines(Stream<PastEvent> events, Clock clock) {
    Map<String, PastEvent> unique = new LinkedHashMap<>();
    events.forEach(
        event ->
            unique.putIfAbsent(
                event.at().truncatedTo(ChronoUnit.SECONDS) + " " + event.message(), event));
    return unique.values().stream()
        .sorted(Comparator.comparing(PastEvent::at).reversed())
        .map(event -> EventLine.of(event, clock))
        .toList();
  }

  record Pair(String name, String value) {}

  /**
   * One event of the client.
   *
   * @param details names and values, comma-separated, or an empty string
   */
  record EventLine(TimestampView at, String subsystem, String message, String details) {

    static EventLine of(PastEvent event, Clock clock) {
      return new EventLine(
          TimestampView.of(event.at(), clock),
          event.subsystem(),
          event.message(),
          event.details().entrySet().stream()
              .sorted(Map.Entry.comparingByKey())
              .map(entry -> entry.getKey() + ": " + entry.getValue())
              .collect(Collectors.joining(", ")));
    }
  }
}
