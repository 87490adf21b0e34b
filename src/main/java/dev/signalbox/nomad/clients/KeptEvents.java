package dev.signalbox.nomad.clients;

import dev.signalbox.nomad.ClientPast;
import dev.signalbox.nomad.ClientPast.PastEvent;
import dev.signalbox.nomad.ClientPast.Place;
import dev.signalbox.nomad.NomadLinks;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What is kept of a client, a page at a time, newest first. */
@Component
class KeptEvents {

  static final int PAGE = 100;

  private static final Pattern PLACE = Pattern.compile("(\\d{1,16})\\.(\\d{1,6})");

  private final Optional<ClientPast> past;

  KeptEvents(Optional<ClientPast> past) {
    this.past = past;
  }

  /**
   * A page of them.
   *
   * @param text a place as an earlier page's address has it; what is none is passed over
   */
  Page of(String clientId, String text) {
    @Nullable Place from = place(text);
    List<PastEvent> found = past.map(kept -> kept.of(clientId, from, PAGE + 1)).orElse(List.of());
    List<PastEvent> shown = found.subList(0, Math.min(PAGE, found.size()));
    return new Page(
        shown,
        from == null,
        found.size() > PAGE
            ? NomadLinks.client(clientId) + "/detail?before=" + text(shown, from)
            : null);
  }

  private static @Nullable Place place(String text) {
    Matcher place = PLACE.matcher(text);
    return place.matches()
        ? new Place(
            Instant.EPOCH.plus(Long.parseLong(place.group(1)), ChronoUnit.MICROS),
            Integer.parseInt(place.group(2)))
        : null;
  }

  /** Where the next page goes on: several may have happened in the last one's moment. */
  private static String text(List<PastEvent> shown, @Nullable Place from) {
    Instant last = shown.getLast().at();
    long skip = shown.stream().filter(event -> event.at().equals(last)).count();
    if (from != null && from.at().equals(last)) {
      skip += from.skip();
    }
    return ChronoUnit.MICROS.between(Instant.EPOCH, last) + "." + skip;
  }

  /**
   * Some of them.
   *
   * @param newest whether they are the first
   * @param older where those before them are, or null where there are none
   */
  record Page(List<PastEvent> events, boolean newest, @Nullable String older) {}
}
