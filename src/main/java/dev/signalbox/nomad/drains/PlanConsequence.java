package dev.signalbox.nomad.drains;

import dev.signalbox.nomad.Allocation;
import dev.signalbox.nomad.BuildTimes;
import dev.signalbox.nomad.ServerVersion;
import dev.signalbox.nomad.drains.DeadlineConsequence.Build;
import dev.signalbox.web.Moment;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a deadline means for the builds of many clients that are drained one after the other. Each
 * client's deadline counts from its own turn, and nobody knows what runs there then: it is said of
 * what runs now.
 */
public final class PlanConsequence {

  private PlanConsequence() {}

  /**
   * The consequence in sentences.
   *
   * @param version the lowest of the servers
   * @param builds what has not ended on those clients, without system jobs
   * @param system what has not ended there of jobs that run on every client, empty where those are
   *     left alone
   * @param times how long such a build takes here, as far as that is known
   */
  public static String of(
      ServerVersion version,
      List<Allocation> builds,
      List<Allocation> system,
      DeadlineChoice choice,
      Function<Allocation, Optional<BuildTimes.Durations>> times,
      Instant now) {
    List<Build> all = DeadlineConsequence.judged(builds, choice, times, now);
    List<String> parts = new ArrayList<>();
    @Nullable Duration deadline = choice.deadline();
    if (deadline != null) {
      parts.add(
          "What runs on a client has "
              + Moment.length(deadline)
              + " from when its turn comes; what still runs then is killed.");
    }
    if (all.isEmpty()) {
      parts.add("Nothing runs on them now.");
    } else if (deadline == null) {
      parts.add(
          DeadlineConsequence.builds(all.size())
              + (all.size() == 1 ? " runs" : " run")
              + " on them now. "
              + DeadlineConsequence.finishing(all, now));
    } else {
      parts.add(killed(all, now.plus(deadline), now));
    }
    if (deadline != null) {
      parts.add(DeadlineConsequence.fate(version, all.stream().filter(Build::killed).toList()));
      if (!all.isEmpty()) {
        parts.add(
            "Without a deadline: "
                + DeadlineConsequence.lowered(DeadlineConsequence.finishing(all, now)));
      }
    }
    if (!system.isEmpty()) {
      parts.add(DeadlineConsequence.stopped(system));
    }
    return String.join(" ", parts);
  }

  private static String killed(List<Build> all, Instant forceAt, Instant now) {
    List<Build> killed = all.stream().filter(Build::killed).toList();
    return killed.isEmpty()
        ? "By past builds "
            + (all.size() == 1 ? "the one that runs now ends" : "all " + all.size() + " end")
            + " in time, were all clients begun now."
        : "Were all clients begun now, " + DeadlineConsequence.killedAt(killed, forceAt, now);
  }
}
