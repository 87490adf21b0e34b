package dev.signalbox.drains;

import dev.signalbox.nomad.Allocation;
import dev.signalbox.nomad.BuildDurations;
import dev.signalbox.nomad.JobKey;
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
 * are killed, when, and whether this version of Nomad reschedules them. Allocations of service jobs
 * are not builds here: Nomad moves them to other clients as soon as the drain starts, whatever the
 * deadline. Nomad computes the force time by its servers' clock, so the time shown here is off by
 * the difference between the clocks.
 *
 * @param heading the effect in a few words
 * @param sentence the effect in full
 * @param builds all builds: those to be killed first, then by estimated end, latest first
 * @param services allocations of service jobs, which move to other clients
 * @param forceAt when the remaining builds are killed, or null for never
 */
record DeadlineImpact(
    String heading,
    String sentence,
    List<BuildForecast> builds,
    List<Allocation> services,
    @Nullable Instant forceAt) {

  private static final int MAX_NAMED = 3;

  /**
   * One build of the client.
   *
   * @param name the name of its job
   * @param endsBy estimated end: the start plus the p95 duration of similar builds; null if there
   *     is no estimate or if it is in the past
   * @param killed whether the build may still be running at the force time
   */
  record BuildForecast(
      Allocation allocation, String name, @Nullable Instant endsBy, boolean killed) {}

  /**
   * Computes the effect.
   *
   * @param version the lowest version of the servers
   * @param running unfinished allocations of the client, without system jobs
   * @param system unfinished allocations of system jobs, empty if those are ignored
   * @param times duration statistics of a build, empty if there are none
   * @param names the names of jobs
   */
  static DeadlineImpact of(
      ServerVersion version,
      List<Allocation> running,
      List<Allocation> system,
      DeadlineChoice choice,
      Function<Allocation, Optional<BuildDurations.Durations>> times,
      Function<JobKey, String> names,
      Instant now) {
    @Nullable Instant forceAt = choice.deadline() == null ? null : now.plus(choice.deadline());
    List<Allocation> services = services(running);
    List<BuildForecast> forecasts = forecast(running, choice, times, names, now);
    List<String> parts = new ArrayList<>();
    if (!forecasts.isEmpty() || (services.isEmpty() && system.isEmpty())) {
      parts.add(sentence(version, forecasts, choice, forceAt, now));
    }
    if (!services.isEmpty()) {
      parts.add(servicesImpact(services, names));
    }
    if (!system.isEmpty()) {
      parts.add(systemJobsImpact(system, names));
    }
    return new DeadlineImpact(
        heading(forecasts, services, !system.isEmpty(), choice, forceAt, now),
        String.join(" ", parts),
        forecasts,
        services,
        forceAt);
  }

  /** Whether the drain kills builds, as far as this can be estimated. */
  boolean killsBuilds() {
    return builds.stream().anyMatch(BuildForecast::killed);
  }

  static List<Allocation> services(List<Allocation> running) {
    return running.stream().filter(DeadlineImpact::isService).toList();
  }

  private static boolean isService(Allocation allocation) {
    return allocation.jobType().equals("service");
  }

  /**
   * Estimates each build as if the drain started now; builds to be killed come first. Allocations
   * of service jobs are omitted.
   */
  static List<BuildForecast> forecast(
      List<Allocation> running,
      DeadlineChoice choice,
      Function<Allocation, Optional<BuildDurations.Durations>> times,
      Function<JobKey, String> names,
      Instant now) {
    @Nullable Instant forceAt = choice.deadline() == null ? null : now.plus(choice.deadline());
    return running.stream()
        .filter(allocation -> !isService(allocation))
        .map(
            build ->
                forecast(
                    build,
                    names.apply(build.job()),
                    times.apply(build),
                    forceAt,
                    choice.isImmediate(),
                    now))
        .sorted(
            Comparator.comparing((BuildForecast build) -> !build.killed())
                .thenComparing(
                    build -> Objects.requireNonNullElse(build.endsBy(), Instant.MAX),
                    Comparator.reverseOrder())
                .thenComparing(build -> build.allocation().id()))
        .toList();
  }

  static String servicesImpact(List<Allocation> services, Function<JobKey, String> names) {
    return (services.size() == 1 ? "1 service moves" : services.size() + " services move")
        + " to another client as soon as the drain starts: "
        + names(services, names)
        + ".";
  }

  /** The effect on system jobs, if they are not ignored. */
  static String systemJobsImpact(List<Allocation> system, Function<JobKey, String> names) {
    return "System jobs are stopped last: " + names(system, names) + ".";
  }

  private static String names(List<Allocation> allocations, Function<JobKey, String> names) {
    return limited(
        allocations.stream()
            .map(allocation -> names.apply(allocation.job()))
            .distinct()
            .sorted()
            .toList());
  }

  private static String limited(List<String> names) {
    int more = names.size() - MAX_NAMED;
    return names.stream().limit(MAX_NAMED).collect(Collectors.joining(", "))
        + (more > 0 ? " and " + more + " more" : "");
  }

  private static BuildForecast forecast(
      Allocation build,
      String name,
      Optional<BuildDurations.Durations> times,
      @Nullable Instant forceAt,
      boolean immediate,
      Instant now) {
    Instant startedAt = Objects.requireNonNullElse(build.startedAt(), build.createdAt());
    @Nullable Instant endsBy =
        times.map(known -> startedAt.plus(known.p95())).filter(now::isBefore).orElse(null);
    boolean late = forceAt != null && (endsBy == null || endsBy.isAfter(forceAt));
    return new BuildForecast(build, name, endsBy, immediate || late);
  }

  private static String heading(
      List<BuildForecast> all,
      List<Allocation> services,
      boolean system,
      DeadlineChoice choice,
      @Nullable Instant forceAt,
      Instant now) {
    int builds = all.size();
    if (builds == 0) {
      return "No new builds; "
          + (!services.isEmpty()
              ? "running services move to other clients"
              : system ? "only system jobs are running" : "nothing is running");
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
          + killedBuildsImpact(version);
    }
    List<String> parts = new ArrayList<>();
    parts.add(
        choice.isImmediate() ? "These are killed: " + names(killed) + "." : estimate(killed, now));
    parts.add(killedBuildsImpact(version));
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
  static String killedBuildsImpact(ServerVersion version) {
    String nomadVersion = "Nomad " + version.major() + "." + version.minor();
    if (version.equals(ServerVersion.UNKNOWN)) {
      return "The version of the servers is unknown; expect killed builds to be lost.";
    }
    if (version.isAtLeast(2, 0, 4)) {
      return "Killed builds are not rescheduled ("
          + nomadVersion
          + "), even if the client is marked eligible before they have stopped.";
    }
    if (version.isAtLeast(1, 11, 0)) {
      return "Killed builds are not rescheduled ("
          + nomadVersion
          + "), unless the client is marked eligible before they have stopped.";
    }
    if (restartsLater(version)) {
      return "Killed builds count as failed and are restarted from the beginning when there is"
          + " capacity ("
          + nomadVersion
          + ").";
    }
    return "Killed builds are restarted on another client ("
        + nomadVersion
        + "). If no client has capacity at that moment, they are marked complete although"
        + " they did not finish.";
  }

  /** Fixed in 1.10.3; backported to Nomad Enterprise 1.9.11 and 1.8.15. */
  private static boolean restartsLater(ServerVersion version) {
    return version.isAtLeast(1, 10, 3)
        || (version.isAtLeast(1, 9, 11) && version.minor() == 9)
        || (version.isAtLeast(1, 8, 15) && version.minor() == 8);
  }

  private static String names(List<BuildForecast> killed) {
    return limited(killed.stream().map(BuildForecast::name).toList());
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
