package dev.signalbox.nomad.drains;

import dev.signalbox.nomad.Allocation;
import dev.signalbox.nomad.BuildTimes;
import dev.signalbox.nomad.ServerVersion;
import dev.signalbox.web.Moment;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a deadline means for the builds of a client, before anybody drains it: which of them would
 * be killed, when, and what this Nomad does to them. The force time is by the servers' clock, so it
 * is as exact as the two clocks agree.
 *
 * @param heading the consequence in a few words
 * @param sentence all of it
 * @param builds those that would be killed first, then by when they end
 * @param forceAt when what is left is stopped, or null for never
 */
record DeadlineConsequence(
    String heading, String sentence, List<Build> builds, @Nullable Instant forceAt) {

  private static final int NAMED = 3;

  /**
   * One build of the client.
   *
   * @param endsBy when nineteen of twenty like it have ended, or null where that is not known or
   *     past
   * @param killed whether it may still run at the force time
   */
  record Build(Allocation allocation, @Nullable Instant endsBy, boolean killed) {}

  /**
   * The consequence.
   *
   * @param version the lowest of the servers
   * @param builds what has not ended there, without system jobs
   * @param system what has not ended there of jobs that run on every client, empty where those are
   *     left alone
   * @param times how long such a build takes here, as far as that is known
   */
  static DeadlineConsequence of(
      ServerVersion version,
      List<Allocation> builds,
      List<Allocation> system,
      DeadlineChoice choice,
      Function<Allocation, Optional<BuildTimes.Durations>> times,
      Instant now) {
    @Nullable Instant forceAt = choice.deadline() == null ? null : now.plus(choice.deadline());
    List<Build> judged = judged(builds, choice, times, now);
    String sentence = sentence(version, judged, choice, forceAt, now);
    return new DeadlineConsequence(
        heading(judged.size(), !system.isEmpty(), choice, forceAt, now),
        system.isEmpty()
            ? sentence
            : judged.isEmpty() ? stopped(system) : sentence + " " + stopped(system),
        judged,
        forceAt);
  }

  /** Each with its fate, were the drain to begin now; those first that would be killed. */
  static List<Build> judged(
      List<Allocation> builds,
      DeadlineChoice choice,
      Function<Allocation, Optional<BuildTimes.Durations>> times,
      Instant now) {
    @Nullable Instant forceAt = choice.deadline() == null ? null : now.plus(choice.deadline());
    return builds.stream()
        .map(build -> judged(build, times.apply(build), forceAt, choice.atOnce(), now))
        .sorted(
            Comparator.comparing((Build build) -> !build.killed())
                .thenComparing(
                    build -> Objects.requireNonNullElse(build.endsBy(), Instant.MAX),
                    Comparator.reverseOrder())
                .thenComparing(build -> build.allocation().id()))
        .toList();
  }

  /** What becomes of jobs that run on every client, where they are not left alone. */
  static String stopped(List<Allocation> system) {
    List<String> jobs =
        system.stream().map(allocation -> allocation.job().id()).distinct().sorted().toList();
    int more = jobs.size() - NAMED;
    return "What runs on every client is stopped last: "
        + jobs.stream().limit(NAMED).collect(Collectors.joining(", "))
        + (more > 0 ? " and " + more + " more." : ".");
  }

  private static Build judged(
      Allocation build,
      Optional<BuildTimes.Durations> times,
      @Nullable Instant forceAt,
      boolean atOnce,
      Instant now) {
    Instant began = Objects.requireNonNullElse(build.startedAt(), build.createdAt());
    @Nullable Instant endsBy =
        times.map(known -> began.plus(known.nearlyAll())).filter(now::isBefore).orElse(null);
    boolean late = forceAt != null && (endsBy == null || endsBy.isAfter(forceAt));
    return new Build(build, endsBy, atOnce || late);
  }

  private static String heading(
      int builds, boolean system, DeadlineChoice choice, @Nullable Instant forceAt, Instant now) {
    if (builds == 0) {
      return "This client takes no new builds; " + (system ? "none" : "nothing") + " runs on it";
    }
    String running = builds == 1 ? "the running one" : builds + " running ones";
    if (forceAt == null) {
      return "This client takes no new builds; "
          + running
          + (builds == 1 ? " finishes first" : " finish first");
    }
    if (choice.atOnce()) {
      return builds == 1
          ? "The build on this client is killed at once"
          : "All " + builds + " builds on this client are killed at once";
    }
    return "This client takes no new builds; "
        + running
        + (builds == 1 ? " has until " : " have until ")
        + time(forceAt, now);
  }

  private static String sentence(
      ServerVersion version,
      List<Build> all,
      DeadlineChoice choice,
      @Nullable Instant forceAt,
      Instant now) {
    List<Build> killed = all.stream().filter(Build::killed).toList();
    if (all.isEmpty()) {
      return "The drain is complete at once.";
    }
    if (forceAt == null) {
      return finishing(all, now);
    }
    if (killed.isEmpty()) {
      return "By past builds "
          + (all.size() == 1 ? "it ends" : "all " + all.size() + " end")
          + " before "
          + time(forceAt, now)
          + ". Should one still run then, it is killed. "
          + fate(version, killed);
    }
    List<String> parts = new ArrayList<>();
    parts.add(
        choice.atOnce()
            ? builds(killed.size())
                + (killed.size() == 1 ? " is killed" : " are killed")
                + (killed.size() > NAMED ? ", among them " : ": ")
                + names(killed)
                + "."
            : killedAt(killed, forceAt, now));
    parts.add(fate(version, killed));
    parts.add("Without a deadline: " + lowered(finishing(all, now)));
    return String.join(" ", parts);
  }

  /** Those that would be killed at the force time; what of it is a guess. */
  static String killedAt(List<Build> killed, Instant forceAt, Instant now) {
    String words =
        builds(killed.size())
            + " would be killed at "
            + time(forceAt, now)
            + (killed.size() > NAMED ? ", among them " : ": ")
            + names(killed)
            + ".";
    long unknown = killed.stream().filter(build -> build.endsBy() == null).count();
    return unknown == 0
        ? words
        : words
            + " How long "
            + (unknown == killed.size()
                ? unknown == 1 ? "it takes" : "they take"
                : unknown + " of them " + (unknown == 1 ? "takes" : "take"))
            + " is not known, so "
            + (unknown == 1 ? "it counts" : "they count")
            + " as killed.";
  }

  /** What happens when nobody is in a hurry. */
  static String finishing(List<Build> all, Instant now) {
    String who = all.size() == 1 ? "It finishes" : "All " + all.size() + " finish";
    List<Instant> ends =
        all.stream().map(Build::endsBy).filter(Objects::nonNull).map(Instant.class::cast).toList();
    if (ends.isEmpty()) {
      return who + "; how long that takes is not known.";
    }
    Duration longest = Duration.between(now, ends.stream().max(Comparator.naturalOrder()).get());
    String by = "by past builds that takes up to " + Moment.length(longest);
    int unknown = all.size() - ends.size();
    return unknown == 0
        ? who + "; " + by + "."
        : who + "; " + by + ", and for " + unknown + " of them it is not known.";
  }

  /** What Nomad does to a batch build whose client ran out of time. */
  static String fate(ServerVersion version, List<Build> killed) {
    String nomad = "Nomad " + version.major() + "." + version.minor();
    boolean service =
        killed.stream().anyMatch(build -> build.allocation().jobType().equals("service"));
    String words;
    if (version.equals(ServerVersion.UNKNOWN)) {
      words =
          "What becomes of a killed build is not known for these servers; expect it to be lost.";
    } else if (version.isAtLeast(2, 0, 4)) {
      words =
          nomad
              + " stops a killed build and does not replace it, even where the client takes builds"
              + " again before it has stopped.";
    } else if (version.isAtLeast(1, 11, 0)) {
      words =
          nomad
              + " stops a killed build and does not replace it; but where the client takes builds"
              + " again before it has stopped, another one is started beside it.";
    } else if (runsAgain(version)) {
      words =
          nomad
              + " counts a killed build as failed and runs it again from its start where there is"
              + " room.";
    } else {
      words =
          nomad
              + " starts a killed build again elsewhere; where no client has room at that moment it"
              + " ends as complete, unfinished.";
    }
    return service ? words + " A service among them is started elsewhere." : words;
  }

  /** 1.10.3, and the vendor's other edition from 1.9.11 and 1.8.15 on; its numbers are its own. */
  private static boolean runsAgain(ServerVersion version) {
    return version.isAtLeast(1, 10, 3)
        || (version.isAtLeast(1, 9, 11) && version.minor() == 9)
        || (version.isAtLeast(1, 8, 15) && version.minor() == 8);
  }

  private static String names(List<Build> killed) {
    return killed.stream()
        .limit(NAMED)
        .map(build -> build.allocation().job().id())
        .collect(Collectors.joining(", "));
  }

  static String builds(int count) {
    return count == 1 ? "1 build" : count + " builds";
  }

  static String lowered(String sentence) {
    return sentence.substring(0, 1).toLowerCase(Locale.ROOT) + sentence.substring(1);
  }

  private static String time(Instant at, Instant now) {
    return Duration.between(now, at).toHours() < 12
        ? Moment.timeOfDay(at)
        : Moment.timeOfDay(at) + " on " + Moment.day(at);
  }
}
