package dev.signalbox.drains;

import dev.signalbox.nomad.Allocation;
import dev.signalbox.nomad.BuildDurations;
import dev.signalbox.nomad.ServerVersion;
import dev.signalbox.web.TimestampView;
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
 * Describes the effect of a deadline on the builds of a client before it is drained: which builds
 * are killed, when, and whether this version of Nomad reschedules them. Nomad computes the force
 * time by its servers' clock, so the time shown here is off by the difference between the clocks.
 *
 * @param heading the effect in a few words
 * @param sentence the effect in full
 * @param builds all builds: those to be killed first, then by estimated end, latest first
 * @param forceAt when the remaining builds are killed, or null for never
 */
record DeadlineImpact(
    String heading, String sentence, List<BuildForecast> builds, @Nullable Instant forceAt) {

  private static final int MAX_NAMED = 3;

  /**
   * One build of the client.
   *
   * @param endsBy estimated end: the start plus the p95 duration of similar builds; null if there
   *     is no estimate or if it is in the past
   * @param killed whether the build may still be running at the force time
   */
  record BuildForecast(Allocation allocation, @Nullable Instant endsBy, boolean killed) {}

  /**
   * Computes the effect.
   *
   * @param version the lowest version of the servers
   * @param builds unfinished allocations of the client, without system jobs
   * @param system unfinished allocations of system jobs, empty if those are ignored
   * @param times duration statistics of a build, empty if there are none
   */
  static DeadlineImpact of(
      ServerVersion version,
      List<Allocation> builds,
      List<Allocation> system,
      DeadlineChoice choice,
      Function<Allocation, Optional<BuildDurations.Durations>> times,
      Instant now) {
    @Nullable Instant forceAt = choice.deadline() == null ? null : now.plus(choice.deadline());
    List<BuildForecast> forecasts = forecast(builds, choice, times, now);
    String sentence = sentence(version, forecasts, choice, forceAt, now);
    return new DeadlineImpact(
        heading(forecasts, !system.isEmpty(), choice, forceAt, now),
        system.isEmpty()
            ? sentence
            : forecasts.isEmpty()
                ? systemJobsImpact(system)
                : sentence + " " + systemJobsImpact(system),
        forecasts,
        forceAt);
  }

  /** Estimates each build as if the drain started now; builds to be killed come first. */
  static List<BuildForecast> forecast(
      List<Allocation> builds,
      DeadlineChoice choice,
      Function<Allocation, Optional<BuildDurations.Durations>> times,
      Instant now) {
    @Nullable Instant forceAt = choice.deadline() == null ? null : now.plus(choice.deadline());
    return builds.stream()
        .map(build -> forecast(build, times.apply(build), forceAt, choice.isImmediate(), now))
        .sorted(
            Comparator.comparing((BuildForecast build) -> !build.killed())
                .thenComparing(
                    build -> Objects.requireNonNullElse(build.endsBy(), Instant.MAX),
                    Comparator.reverseOrder())
                .thenComparing(build -> build.allocation().id()))
        .toList();
  }

  /** The effect on system jobs, if they are not ignored. */
  static String systemJobsImpact(List<Allocation> system) {
    List<String> jobs =
        system.stream().map(allocation -> allocation.job().id()).distinct().sorted().toList();
    int more = jobs.size() - MAX_NAMED;
    return "System jobs are stopped last: "
        + jobs.stream().limit(MAX_NAMED).collect(Collectors.joining(", "))
        + (more > 0 ? " and " + more + " more." : ".");
  }

  private static BuildForecast forecast(
      Allocation build,
      Optional<BuildDurations.Durations> times,
      @Nullable Instant forceAt,
      boolean immediate,
      Instant now) {
    Instant startedAt = Objects.requireNonNullElse(build.startedAt(), build.createdAt());
    @Nullable Instant endsBy =
        times.map(known -> startedAt.plus(known.p95())).filter(now::isBefore).orElse(null);
    boolean late = forceAt != null && (endsBy == null || endsBy.isAfter(forceAt));
    return new BuildForecast(build, endsBy, immediate || late);
  }

  private static String heading(
      List<BuildForecast> all,
      boolean system,
      DeadlineChoice choice,
      @Nullable Instant forceAt,
      Instant now) {
    int builds = all.size();
    if (builds == 0) {
      return "No new builds; " + (system ? "only system jobs are running" : "nothing is running");
    }
    String running = builds == 1 ? "the running one" : "the " + builds + " running ones";
    if (forceAt == null) {
      return "No new builds; " + running + (builds == 1 ? " finishes first" : " finish first");
    }
    if (choice.isImmediate()) {
      return builds == 1
          ? "The build on this client will be killed immediately"
          : "All " + builds + " builds on this client will be killed immediately";
    }
    int killed = Math.toIntExact(all.stream().filter(BuildForecast::killed).count());
    return killed == 0
        ? "No new builds; "
            + running
            + (builds == 1 ? " has until " : " have until ")
            + time(forceAt, now)
        : builds(killed) + " will be killed at " + time(forceAt, now);
  }

  private static String sentence(
      ServerVersion version,
      List<BuildForecast> all,
      DeadlineChoice choice,
      @Nullable Instant forceAt,
      Instant now) {
    List<BuildForecast> killed = all.stream().filter(BuildForecast::killed).toList();
    if (all.isEmpty()) {
      return "The drain completes immediately.";
    }
    if (forceAt == null) {
      return finishing(all, now);
    }
    if (killed.isEmpty()) {
      return (all.size() == 1 ? "The build" : "All " + all.size())
          + " should finish before "
          + time(forceAt, now)
          + ". Any build still running then is killed. "
          + killedBuildsImpact(version, killed);
    }
    List<String> parts = new ArrayList<>();
    parts.add(
        choice.isImmediate() ? "These are killed: " + names(killed) + "." : estimate(killed, now));
    parts.add(killedBuildsImpact(version, killed));
    parts.add("Without a deadline: " + decapitalize(finishing(all, now)));
    return String.join(" ", parts);
  }

  /** When the builds to be killed would have finished, as far as there is an estimate. */
  static String estimate(List<BuildForecast> killed, Instant now) {
    List<Instant> ends = ends(killed);
    boolean one = killed.size() == 1;
    if (ends.isEmpty()) {
      return "No estimate, so counted as killed: " + names(killed) + ".";
    }
    return (one ? "It is" : "They are")
        + " expected to run until "
        + time(ends.getLast(), now)
        + (ends.size() == killed.size() ? "" : " or have no estimate")
        + ": "
        + names(killed)
        + ".";
  }

  /** When the builds finish without a deadline. */
  static String finishing(List<BuildForecast> all, Instant now) {
    List<Instant> ends = ends(all);
    boolean one = all.size() == 1;
    String everyBuild = one ? "It" : "All " + all.size();
    if (ends.isEmpty()) {
      return everyBuild + " will finish; end time unknown.";
    }
    int unknown = all.size() - ends.size();
    String expected =
        " expected to finish within "
            + TimestampView.formatDuration(Duration.between(now, ends.getLast()))
            + " (based on past builds)";
    return unknown == 0
        ? everyBuild + (one ? " is" : " are") + expected + "."
        : ends.size()
            + (ends.size() == 1 ? " is" : " are")
            + expected
            + "; "
            + unknown
            + (unknown == 1 ? " has no estimate." : " have no estimate.");
  }

  /** The known estimates, in order. */
  private static List<Instant> ends(List<BuildForecast> builds) {
    return builds.stream()
        .map(BuildForecast::endsBy)
        .filter(Objects::nonNull)
        .map(Instant.class::cast)
        .sorted()
        .toList();
  }

  /** What Nomad does with a batch build that is killed by a drain's deadline. */
  static String killedBuildsImpact(ServerVersion version, List<BuildForecast> killed) {
    String nomadVersion = "Nomad " + version.major() + "." + version.minor();
    boolean service =
        killed.stream().anyMatch(build -> build.allocation().jobType().equals("service"));
    String sentence;
    if (version.equals(ServerVersion.UNKNOWN)) {
      sentence = "The version of the servers is unknown; expect killed builds to be lost.";
    } else if (version.isAtLeast(2, 0, 4)) {
      sentence =
          "Killed builds are not rescheduled ("
              + nomadVersion
              + "), even if the client is marked eligible before they have stopped.";
    } else if (version.isAtLeast(1, 11, 0)) {
      sentence =
          "Killed builds are not rescheduled ("
              + nomadVersion
              + "), unless the client is marked eligible before they have stopped.";
    } else if (restartsLater(version)) {
      sentence =
          "Killed builds count as failed and are restarted from the beginning when there is"
              + " capacity ("
              + nomadVersion
              + ").";
    } else {
      sentence =
          "Killed builds are restarted on another client ("
              + nomadVersion
              + "). If no client has capacity at that moment, they are marked complete although"
              + " they did not finish.";
    }
    return service ? sentence + " Services are rescheduled on another client." : sentence;
  }

  /** Fixed in 1.10.3; backported to Nomad Enterprise 1.9.11 and 1.8.15. */
  private static boolean restartsLater(ServerVersion version) {
    return version.isAtLeast(1, 10, 3)
        || (version.isAtLeast(1, 9, 11) && version.minor() == 9)
        || (version.isAtLeast(1, 8, 15) && version.minor() == 8);
  }

  private static String names(List<BuildForecast> killed) {
    int more = killed.size() - MAX_NAMED;
    return killed.stream()
            .limit(MAX_NAMED)
            .map(build -> build.allocation().job().id())
            .collect(Collectors.joining(", "))
        + (more > 0 ? " and " + more + " more" : "");
  }

  static String builds(int count) {
    return count == 1 ? "1 build" : count + " builds";
  }

  static String decapitalize(String sentence) {
    return sentence.substring(0, 1).toLowerCase(Locale.ROOT) + sentence.substring(1);
  }

  static String time(Instant at, Instant now) {
    return Duration.between(now, at).toHours() < 12
        ? TimestampView.timeOfDay(at)
        : TimestampView.timeOfDay(at) + " on " + TimestampView.day(at);
  }
}
