package dev.signalbox.clients;

import dev.signalbox.nomad.Client;
import dev.signalbox.nomad.ClientState;
import dev.signalbox.web.TimestampView;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Clients that need attention, grouped by problem. A client whose start time is unknown is
 * included, because it may have been in this state for long.
 *
 * @param ineligible ineligible for more than a day without a drain
 * @param down down for more than an hour and not purged
 * @param drained drained more than an hour ago and still registered, so probably still billed
 * @param blockingAutoscaler starting or draining for more than 30 min, which can block an
 *     autoscaler
 */
record OrphanedClients(
    List<ClientEntry> ineligible,
    List<ClientEntry> down,
    List<ClientEntry> drained,
    List<ClientEntry> blockingAutoscaler) {

  private static final Duration MAX_INELIGIBLE = Duration.ofDays(1);
  private static final Duration MAX_DOWN_OR_DRAINED = Duration.ofHours(1);
  private static final Duration MAX_TRANSITION = Duration.ofMinutes(30);

  static OrphanedClients of(ClientIndex index, Clock clock) {
    Instant now = clock.instant();
    List<ClientEntry> notReady = index.notReady();
    return new OrphanedClients(
        inGroup(notReady, ClientStateGroup.INELIGIBLE)
            .filter(entry -> longerThan(MAX_INELIGIBLE, entry, now))
            .toList(),
        inGroup(notReady, ClientStateGroup.DOWN)
            .filter(entry -> longerThan(MAX_DOWN_OR_DRAINED, entry, now))
            .toList(),
        inGroup(notReady, ClientStateGroup.DRAINED)
            .filter(entry -> longerThan(MAX_DOWN_OR_DRAINED, entry, now))
            .toList(),
        Stream.concat(
                inGroup(notReady, ClientStateGroup.DRAINING).filter(entry -> since(entry) != null),
                inGroup(notReady, ClientStateGroup.STARTING))
            .filter(entry -> longerThan(MAX_TRANSITION, entry, now))
            .toList());
  }

  int count() {
    return ineligible.size() + down.size() + drained.size() + blockingAutoscaler.size();
  }

  /**
   * Returns one sentence about these clients, such as "1 client needs attention: client-1,
   * ineligible for 2 d", or an empty string if there are none.
   */
  String sentence(Clock clock) {
    List<ClientEntry> all =
        Stream.of(blockingAutoscaler, down, ineligible, drained).flatMap(List::stream).toList();
    return switch (all.size()) {
      case 0 -> "";
      case 1 -> "1 client needs attention: " + described(all.getFirst(), clock);
      default -> "%,d clients need attention".formatted(all.size());
    };
  }

  private static String described(ClientEntry entry, Clock clock) {
    @Nullable Instant since = since(entry);
    String state =
        ClientsPage.nameOf(entry.client())
            + ", "
            + entry.stateGroup().label().toLowerCase(Locale.ROOT);
    return since == null
        ? state
        : state + " for " + TimestampView.formatDuration(Duration.between(since, clock.instant()));
  }

  /** Returns when the client entered its state, or null if that is unknown. */
  static @Nullable Instant since(ClientEntry entry) {
    return switch (entry.state()) {
      case ClientState.Ineligible ineligible -> ineligible.since();
      case ClientState.Down down -> down.since();
      case ClientState.Drained drained -> drained.since();
      case ClientState.Draining draining -> drainingSince(entry);
      default -> entry.client().statusSince();
    };
  }

  private static @Nullable Instant drainingSince(ClientEntry entry) {
    Client.@Nullable Drain drain = entry.client().drain();
    if (drain != null && drain.startedAt() != null) {
      return drain.startedAt();
    }
    Client.@Nullable LastDrain last = entry.client().lastDrain();
    return last == null ? null : last.startedAt();
  }

  private static Stream<ClientEntry> inGroup(List<ClientEntry> entries, ClientStateGroup kind) {
    return entries.stream().filter(entry -> entry.stateGroup() == kind);
  }

  private static boolean longerThan(Duration limit, ClientEntry entry, Instant now) {
    @Nullable Instant since = since(entry);
    return since == null || since.isBefore(now.minus(limit));
  }
}
