package dev.signalbox.nomad.watching;

import dev.signalbox.nomad.NomadLists.Heading;
import dev.signalbox.nomad.Trust;
import dev.signalbox.nomad.Trust.State;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** How far the view can be trusted: written at the desk, read by every page. */
final class Confidence {

  private final Clock clock;
  private State state;
  private Instant since;
  private @Nullable Instant asOf;
  private boolean leaderKnown;
  private Duration behind = Duration.ZERO;
  private List<String> servers = List.of();
  private long resyncs;
  private @Nullable Trouble trouble;
  private boolean worthTelling;
  private volatile Trust trust;

  Confidence(Clock clock, State first) {
    this.clock = clock;
    this.state = first;
    this.since = clock.instant();
    this.trust = made();
  }

  Trust trust() {
    return trust;
  }

  Instant now() {
    return clock.instant();
  }

  State state() {
    return state;
  }

  boolean leaderKnown() {
    return leaderKnown;
  }

  /** Whether pages should look again because of this; says it once. */
  boolean takeWorthTelling() {
    boolean worth = worthTelling;
    worthTelling = false;
    return worth;
  }

  /** The servers said something that fits the view. */
  void heard() {
    asOf = clock.instant();
    trust = made();
  }

  void heard(Heading heading) {
    worthTelling |= leaderKnown != heading.leaderKnown();
    leaderKnown = heading.leaderKnown();
    behind = heading.behind();
    heard();
  }

  void servers(List<String> versions) {
    worthTelling |= !servers.equals(versions);
    servers = List.copyOf(versions);
    trust = made();
  }

  /** The whole view was read anew. */
  void resynced() {
    resyncs++;
    trust = made();
  }

  /** From now on it stands so, unless it does already. */
  void becomes(State next, @Nullable Trouble why) {
    becomes(next, clock.instant(), why);
  }

  void becomes(State next, Instant from, @Nullable Trouble why) {
    if (next != state) {
      state = next;
      since = from;
      worthTelling = true;
    }
    troubled(why);
  }

  /** What is wrong, though it stands as before; null for nothing. */
  void troubled(@Nullable Trouble why) {
    worthTelling |= !Objects.equals(trouble, why);
    if (why != null && why.leaderless()) {
      leaderKnown = false;
    }
    trouble = why;
    trust = made();
  }

  private Trust made() {
    @Nullable Trouble told = trouble;
    return new Trust(
        state,
        since,
        asOf,
        leaderKnown,
        behind,
        servers,
        resyncs,
        told == null ? null : told.tried(),
        told == null ? null : told.answered(),
        told == null ? null : told.advice());
  }
}
