package dev.signalbox.nomad;

import dev.signalbox.web.Moment;
import dev.signalbox.web.Problem;
import dev.signalbox.web.Status;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * The trust in the picture, ready to print on every page of the room: {@code nomad/_trust}.
 *
 * @param status what is wrong with it in a word, or null while nothing is
 * @param words one line
 * @param problem what was tried, what came back and what can be done, or null while all is well
 */
public record TrustLine(@Nullable Status status, String words, @Nullable Problem problem) {

  private static final Duration MUCH = Duration.ofSeconds(5);

  public static TrustLine of(Trust trust, Clock clock) {
    return new TrustLine(status(trust), words(trust, clock), problem(trust, clock));
  }

  private static @Nullable Status status(Trust trust) {
    return switch (trust.state()) {
      case OFF -> Status.off("No Nomad is named");
      case STARTING -> Status.waiting("Being read for the first time");
      case STALE -> Status.bad("Stale since " + Moment.timeOfDay(trust.since()));
      case LIVE, POLLING -> trust.leaderKnown() ? null : Status.bad("No leader");
    };
  }

  private static String words(Trust trust, Clock clock) {
    StringJoiner words = new StringJoiner(" · ");
    if (!trust.servers().isEmpty()) {
      words.add("Nomad " + String.join(", ", trust.servers()));
    }
    switch (trust.state()) {
      case LIVE -> words.add("live");
      case POLLING -> words.add("asked again as it changes");
      case STALE -> words.add("tried again by itself");
      case OFF, STARTING -> {}
    }
    // what was said before nobody answered says nothing of now
    boolean told = trust.state() == Trust.State.LIVE || trust.state() == Trust.State.POLLING;
    if (told && trust.leaderKnown()) {
      words.add("leader known");
    }
    if (trust.behind().compareTo(MUCH) > 0) {
      words.add("the answering server is " + Moment.length(trust.behind()) + " behind");
    }
    @Nullable Instant asOf = trust.asOf();
    if (asOf != null) {
      words.add("as of " + Moment.of(asOf, clock).relative());
    }
    if (trust.resyncs() > 1) {
      words.add("read anew " + (trust.resyncs() - 1) + " times");
    }
    return words.toString();
  }

  private static @Nullable Problem problem(Trust trust, Clock clock) {
    if (trust.state() == Trust.State.OFF) {
      return new Problem(
          "No Nomad is named in the settings",
          "nothing: NOMAD_ADDR is not set",
          "nothing",
          "set NOMAD_ADDR to where the servers answer, such as http://nomad.acme.example:4646",
          null,
          null);
    }
    if (trust.tried() == null) {
      return null;
    }
    return new Problem(
        trust.state() == Trust.State.STALE
            ? "What you see is old: Nomad does not answer"
            : trust.asOf() == null ? "Nothing could be read yet" : "Nomad is not as it should be",
        "to " + trust.tried(),
        trust.answered() == null ? "nothing" : trust.answered(),
        trust.advice() == null ? "look at the Nomad servers" : trust.advice(),
        Moment.of(trust.since(), clock),
        null);
  }
}
