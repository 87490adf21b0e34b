package dev.signalbox.drains;

import dev.signalbox.drains.DeadlineImpact.BuildForecast;
import dev.signalbox.nomad.Allocation;
import dev.signalbox.nomad.BuildDurations;
import dev.signalbox.nomad.JobKey;
import dev.signalbox.nomad.ServerVersion;
import dev.signalbox.web.TimestampView;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Describes the effect of a deadline on the builds of a rolling drain. Each client's deadline
 * starts with its own drain; since the builds of that time are unknown, the description is based on
 * the builds that are running now.
 *
 * @param sentence the effect in full
 * @param killed number of builds that would be killed if all clients started draining now
 */
public record PlanImpact(String sentence, int killed) {

  /**
   * Describes the effect.
   *
   * @param version the lowest version of the servers
   * @param running unfinished allocations of the clients, without system jobs
   * @param system unfinished allocations of system jobs, empty if those are ignored
   * @param times duration statistics of a build, empty if there are none
   * @param names the names of jobs
   */
  public static PlanImpact of(
      ServerVersion version,
      List<Allocation> running,
      List<Allocation> system,
      DeadlineChoice choice,
      Function<Allocation, Optional<BuildDurations.Durations>> times,
      Function<JobKey, String> names,
      Instant now) {
    List<BuildForecast> all = DeadlineImpact.forecast(running, choice, times, names, now);
    List<BuildForecast> killed = all.stream().filter(BuildForecast::killed).toList();
    List<Allocation> services = DeadlineImpact.services(running);
    List<String> parts = new ArrayList<>();
    @Nullable Duration deadline = choice.deadline();
    if (deadline != null) {
      parts.add(
          "The builds of each client have "
              + TimestampView.formatDuration(deadline)
              + " from the start of its drain; any build still running then is killed.");
    }
    if (all.isEmpty()) {
      parts.add("No builds are running on them.");
    } else if (deadline == null) {
      parts.add(
          DeadlineImpact.builds(all.size())
              + (all.size() == 1 ? " is running" : " are running")
              + " on them; no build is killed. "
              + DeadlineImpact.finishing(all, now));
    } else {
      parts.add(killed(all, killed, now.plus(deadline), now));
    }
    if (deadline != null) {
      parts.add(DeadlineImpact.killedBuildsImpact(version));
      if (!all.isEmpty()) {
        parts.add(
            "Without a deadline: "
                + DeadlineImpact.decapitalize(DeadlineImpact.finishing(all, now)));
      }
    }
    if (!services.isEmpty()) {
      parts.add(DeadlineImpact.servicesImpact(services, names));
    }
    if (!system.isEmpty()) {
      parts.add(DeadlineImpact.systemJobsImpact(system, names));
    }
    return new PlanImpact(String.join(" ", parts), killed.size());
  }

  private static String killed(
      List<BuildForecast> all, List<BuildForecast> killed, Instant forceAt, Instant now) {
    return killed.isEmpty()
        ? "If all clients started draining now, "
            + (all.size() == 1 ? "the running build" : "all " + all.size() + " builds")
            + " should finish in time."
        : "If all clients started draining now, "
            + DeadlineImpact.builds(killed.size())
            + " would be killed at "
            + DeadlineImpact.time(forceAt, now)
            + ". "
            + DeadlineImpact.estimate(killed, now);
  }
}
