package dev.signalbox.nomad.clients;

import dev.signalbox.nomad.ClientPast.PastEvent;
import dev.signalbox.nomad.NomadDetails.ClientDetail;
import dev.signalbox.nomad.NomadDetails.ClientEvent;
import dev.signalbox.nomad.NomadLinks;
import dev.signalbox.web.Moment;
import dev.signalbox.web.Problem;
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
 * What Nomad tells of one client when it is asked for it alone, ready to print.
 *
 * @param problem why nothing is known but the events, or null
 * @param words what attributes and meta are searched for, or the empty text
 * @param events those of Nomad and those kept here as one, newest first
 * @param newest whether they are the first of all
 * @param older where those before them are, or null
 */
record ClientDetailPage(
    String id,
    String name,
    String url,
    String words,
    List<Pair> attributes,
    List<Pair> meta,
    List<EventLine> events,
    boolean newest,
    @Nullable String older,
    @Nullable Problem problem,
    String raw) {

  static ClientDetailPage of(ClientDetail detail, KeptEvents.Page kept, String words, Clock clock) {
    String asked = words.trim().toLowerCase(Locale.ROOT);
    return new ClientDetailPage(
        detail.client().id(),
        ClientsPage.nameOf(detail.client()),
        NomadLinks.client(detail.client().id()),
        words.trim(),
        pairs(detail.attributes(), asked),
        pairs(detail.meta(), asked),
        // Nomad's own ten are among the newest
        kept.newest() ? events(detail, kept.events(), clock) : lines(kept.events().stream(), clock),
        kept.newest(),
        kept.older(),
        null,
        detail.raw());
  }

  /** What is kept here stands also while Nomad tells nothing. */
  static ClientDetailPage without(
      String id, String name, Problem problem, KeptEvents.Page kept, Clock clock) {
    return new ClientDetailPage(
        id,
        name,
        NomadLinks.client(id),
        "",
        List.of(),
        List.of(),
        lines(kept.events().stream(), clock),
        kept.newest(),
        kept.older(),
        problem,
        "");
  }

  private static List<Pair> pairs(Map<String, String> all, String asked) {
    return all.entrySet().stream()
        .filter(
            entry ->
                asked.isEmpty()
                    || entry.getKey().toLowerCase(Locale.ROOT).contains(asked)
                    || entry.getValue().toLowerCase(Locale.ROOT).contains(asked))
        .map(entry -> new Pair(entry.getKey(), entry.getValue()))
        .toList();
  }

  private static List<EventLine> events(ClientDetail detail, List<PastEvent> past, Clock clock) {
    Stream<PastEvent> now =
        detail.events().stream().map(event -> told(event, detail.client().name()));
    return lines(Stream.concat(now, past.stream()), clock);
  }

  private static PastEvent told(ClientEvent event, String name) {
    return new PastEvent(event.at(), name, event.subsystem(), event.message(), event.details());
  }

  /** Newest first; what is told twice, by Nomad and from here, stands there once. */
  static List<EventLine> lines(Stream<PastEvent> events, Clock clock) {
    Map<String, PastEvent> each = new LinkedHashMap<>();
    events.forEach(
        event ->
            each.putIfAbsent(
                event.at().truncatedTo(ChronoUnit.SECONDS) + " " + event.message(), event));
    return each.values().stream()
        .sorted(Comparator.comparing(PastEvent::at).reversed())
        .map(event -> EventLine.of(event, clock))
        .toList();
  }

  /** A name and its value. */
  record Pair(String name, String value) {}

  /**
   * Something that happened to it.
   *
   * @param details name and value of each, or the empty text
   */
  record EventLine(Moment at, String subsystem, String message, String details) {

    static EventLine of(PastEvent event, Clock clock) {
      return new EventLine(
          Moment.of(event.at(), clock),
          event.subsystem(),
          event.message(),
          event.details().entrySet().stream()
              .sorted(Map.Entry.comparingByKey())
              .map(entry -> entry.getKey() + ": " + entry.getValue())
              .collect(Collectors.joining(", ")));
    }
  }
}
