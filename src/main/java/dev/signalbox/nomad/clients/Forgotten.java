package dev.signalbox.nomad.clients;

import dev.signalbox.nomad.Client;
import dev.signalbox.nomad.ClientState;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Clients that nobody looks after any more.
 *
 * @param ineligible parked for more than a day without a drain, or nobody knows since when
 * @param ghosts down for an hour or longer, never purged
 * @param drained drained an hour ago or longer, their machines still registered and likely billed
 * @param freezing starting or draining for so long that an autoscaler may stand still because of
 *     them
 */
record Forgotten(
    List<ClientLine> ineligible,
    List<ClientLine> ghosts,
    List<ClientLine> drained,
    List<ClientLine> freezing) {

  private static final Duration PARKED = Duration.ofDays(1);
  private static final Duration AWAY = Duration.ofHours(1);
  private static final Duration STUCK = Duration.ofMinutes(30);

  static Forgotten of(ClientLines lines, Clock clock) {
    Instant now = clock.instant();
    List<ClientLine> unwell = lines.unwell();
    return new Forgotten(
        all(unwell, ClientKind.INELIGIBLE).filter(line -> longerThan(PARKED, line, now)).toList(),
        all(unwell, ClientKind.DOWN).filter(line -> longerThan(AWAY, line, now)).toList(),
        all(unwell, ClientKind.DRAINED).filter(line -> longerThan(AWAY, line, now)).toList(),
        Stream.concat(
                all(unwell, ClientKind.DRAINING).filter(line -> since(line) != null),
                all(unwell, ClientKind.STARTING))
            .filter(line -> longerThan(STUCK, line, now))
            .toList());
  }

  int count() {
    return ineligible.size() + ghosts.size() + drained.size() + freezing.size();
  }

  /** Since when a client is as it is, or null where nothing tells. */
  static @Nullable Instant since(ClientLine line) {
    return switch (line.state()) {
      case ClientState.Ineligible parked -> parked.since();
      case ClientState.Down down -> down.since();
      case ClientState.Drained drained -> drained.since();
      case ClientState.Draining draining -> drainingSince(line);
      default -> line.client().statusSince();
    };
  }

  private static @Nullable Instant drainingSince(ClientLine line) {
    Client.@Nullable Drain drain = line.client().drain();
    if (drain != null && drain.startedAt() != null) {
      return drain.startedAt();
    }
    Client.@Nullable LastDrain last = line.client().lastDrain();
    return last == null ? null : last.startedAt();
  }

  private static Stream<ClientLine> all(List<ClientLine> lines, ClientKind kind) {
    return lines.stream().filter(line -> line.kind() == kind);
  }

  /** What nobody knows the beginning of may well be long. */
  private static boolean longerThan(Duration limit, ClientLine line, Instant now) {
    @Nullable Instant since = since(line);
    return since == null || since.isBefore(now.minus(limit));
  }
}
