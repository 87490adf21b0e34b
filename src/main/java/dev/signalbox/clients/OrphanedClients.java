package dev.signalbox.clients;

import dev.signalbox.nomad.Client;
import dev.signalbox.nomad.ClientState;
import dev.signalbox.web.AttentionItem;
import dev.signalbox.web.TimestampView;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Clients that need attention, grouped by problem. A client whose start time is unknown is
 * included, because it may have been in this state for long.
 *
 * @param ineligible ineligible for more than a day without a drain
 * @param down down and not purged
 * @param disconnected disconnected; their builds may reconnect
 * @param drained drained more than an hour ago and still registered, so probably still billed
 * @param blockingAutoscaler starting or draining for more than 30 min, which can block an
 *     autoscaler
 */
record OrphanedClients(
    List<ClientEntry> ineligible,
    List<ClientEntry> down,
    List<ClientEntry> disconnected,
    List<ClientEntry> drained,
    List<ClientEntry> blockingAutoscaler) {

  static final String URL = "/nomad/clients/orphaned";

  /** Maximum number of clients named in a sentence. */
  private static final int MAX_NAMED = 3;

  private static final Duration MAX_INELIGIBLE = Duration.ofDays(1);
  private static final Duration MAX_DRAINED = Duration.ofHours(1);
  private static final Duration MAX_TRANSITION = Duration.ofMinutes(30);

  static OrphanedClients of(ClientIndex index, Clock clock) {
    Instant now = clock.instant();
    List<ClientEntry> notReady = index.notReady();
    return new OrphanedClients(
        inGroup(notReady, ClientStateGroup.INELIGIBLE)
            .filter(entry -> longerThan(MAX_INELIGIBLE, entry, now))
            .toList(),
        // at once: its builds are lost
        inGroup(notReady, ClientStateGroup.DOWN).toList(),
        inGroup(notReady, ClientStateGroup.DISCONNECTED).toList(),
        inGroup(notReady, ClientStateGroup.DRAINED)
            .filter(entry -> longerThan(MAX_DRAINED, entry, now))
            .toList(),
        Stream.concat(
                inGroup(notReady, ClientStateGroup.DRAINING).filter(entry -> since(entry) != null),
                inGroup(notReady, ClientStateGroup.STARTING))
            .filter(entry -> longerThan(MAX_TRANSITION, entry, now))
            .toList());
  }

  int count() {
    return ineligible.size()
        + down.size()
        + disconnected.size()
        + drained.size()
        + blockingAutoscaler.size();
  }

  /** Returns the clients as items that need attention, one per problem. */
  List<AttentionItem> items(Clock clock) {
    List<AttentionItem> items = new ArrayList<>();
    if (!down.isEmpty()) {
      int lost = down.stream().mapToInt(ClientEntry::lost).sum();
      items.add(
          AttentionItem.ofFailure(
              "Down",
              down.size(),
              named(down, "down", clock)
                  + (lost == 0 ? "" : lost == 1 ? ", 1 build lost" : ", " + lost + " builds lost"),
              lost == 0 ? null : "Nomad reschedules the builds that allow it.",
              "Check the machine, or purge the client if it no longer exists.",
              URL + "#down"));
    }
    add(
        items,
        "Disconnected",
        new Group(disconnected, "disconnected", "disconnected"),
        "Builds there may resume or be lost.",
        "Check the network between the client and the servers.",
        clock);
    add(
        items,
        "Autoscaler",
        new Group(blockingAutoscaler, transition(blockingAutoscaler), "blocking-autoscaler"),
        "May be blocking the autoscaler.",
        "Check the client, then mark it eligible or terminate its machine.",
        clock);
    add(
        items,
        "Ineligible",
        new Group(ineligible, "ineligible", "ineligible"),
        null,
        "Mark it eligible, or drain and terminate it.",
        clock);
    add(
        items,
        "Drained",
        new Group(drained, "drained and still registered", "drained"),
        null,
        "Terminate its machine, or mark it eligible.",
        clock);
    return items;
  }

  private static String transition(List<ClientEntry> entries) {
    return entries.stream()
        .map(entry -> entry.stateGroup().label().toLowerCase(Locale.ROOT))
        .distinct()
        .collect(Collectors.joining(" or "));
  }

  private static void add(
      List<AttentionItem> items,
      String status,
      Group group,
      @Nullable String impact,
      String advice,
      Clock clock) {
    if (!group.entries().isEmpty()) {
      items.add(
          AttentionItem.ofNotice(
              status,
              group.entries().size(),
              named(group.entries(), group.condition(), clock),
              impact,
              advice,
              URL + "#" + group.anchor()));
    }
  }

  /** Clients with the same condition, and the anchor of their list. */
  private record Group(List<ClientEntry> entries, String condition, String anchor) {}

  /** Returns "client-1 down for 39 min", or "2 clients down, longest for 39 min: a, b". */
  private static String named(List<ClientEntry> entries, String condition, Clock clock) {
    String length =
        entries.stream()
            .map(OrphanedClients::since)
            .filter(Objects::nonNull)
            .min(Comparator.naturalOrder())
            .map(since -> TimestampView.formatDuration(Duration.between(since, clock.instant())))
            .orElse("");
    List<String> names = entries.stream().map(entry -> ClientsPage.nameOf(entry.client())).toList();
    if (names.size() == 1) {
      return names.getFirst() + " " + condition + (length.isEmpty() ? "" : " for " + length);
    }
    return "%,d clients %s%s: %s%s"
        .formatted(
            names.size(),
            condition,
            length.isEmpty() ? "" : ", longest for " + length,
            String.join(", ", names.subList(0, Math.min(MAX_NAMED, names.size()))),
            names.size() > MAX_NAMED ? " and %,d more".formatted(names.size() - MAX_NAMED) : "");
  }

  /**
   * Returns one sentence about these clients, such as "1 client needs attention: client-1
   * ineligible for 2 d", or an empty string if there are none.
   */
  String sentence(Clock clock) {
    return switch (count()) {
      case 0 -> "";
      case 1 -> "1 client needs attention: " + items(clock).getFirst().sentence();
      default -> "%,d clients need attention".formatted(count());
    };
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
