package dev.signalbox.nomad.clients;

import dev.signalbox.nomad.Allocation;
import dev.signalbox.nomad.AllocationStatus;
import dev.signalbox.nomad.BuildClasses;
import dev.signalbox.nomad.ClusterView;
import dev.signalbox.nomad.Resources;
import dev.signalbox.nomad.queue.Queue;
import dev.signalbox.settings.Settings.BuildClass;
import dev.signalbox.web.Moment;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * What the cluster runs, and what it could run besides.
 *
 * @param ready clients that take builds
 * @param free what is left on those, all of them together
 * @param allocatable what they have in all
 * @param asked how many builds that run ask for what
 * @param waiting jobs that wait to be placed
 * @param oldestWait since when the first of them waits, or null
 */
public record Capacity(
    int clients,
    int ready,
    int running,
    Resources free,
    Resources allocatable,
    Map<Resources, Integer> asked,
    int waiting,
    @Nullable Instant oldestWait,
    List<Resources> rooms) {

  public static Capacity of(ClusterView view) {
    return view.derived(Capacity.class, Capacity::make);
  }

  private static Capacity make(ClusterView view) {
    List<ClientLine> lines = ClientLines.of(view).byName();
    List<ClientLine> taking = lines.stream().filter(line -> line.client().takesBuilds()).toList();
    List<Resources> rooms = taking.stream().map(ClientLine::free).toList();
    int running = 0;
    Map<Resources, Integer> asked = new HashMap<>();
    for (Allocation allocation : view.allocations()) {
      if (allocation.status() == AllocationStatus.RUNNING && !allocation.ofSystem()) {
        running++;
        asked.merge(
            new Resources(allocation.resources().cpu(), allocation.resources().memory(), 0),
            1,
            Integer::sum);
      }
    }
    Queue queue = Queue.of(view);
    return new Capacity(
        lines.size(),
        taking.size(),
        running,
        rooms.stream().map(Capacity::noLess).reduce(Resources.NONE, Resources::plus),
        taking.stream()
            .map(line -> line.client().allocatable())
            .reduce(Resources.NONE, Resources::plus),
        asked,
        queue.size(),
        queue.oldest().orElse(null),
        rooms);
  }

  /** A client that gave away more than it has leaves the others what they have. */
  private static Resources noLess(Resources free) {
    return new Resources(Math.max(0, free.cpu()), Math.max(0, free.memory()), 0);
  }

  /** How many more builds of this size fit, each on one client. */
  long fit(Resources size) {
    return rooms.stream().mapToLong(room -> room.times(size)).sum();
  }

  /** The one sentence over the list. */
  public String truth(BuildClasses classes, Clock clock) {
    StringJoiner truth = new StringJoiner(" · ");
    truth.add(ready + " of " + clients + " ready");
    truth.add(running == 1 ? "1 build running" : running + " builds running");
    @Nullable BuildClass usual = usual(classes.named());
    if (usual != null) {
      long fit = fit(BuildClasses.asks(usual));
      truth.add(
          (fit == 0 ? "no room for another" : "room for " + fit + " more")
              + " of class "
              + usual.name());
    }
    truth.add(waiting == 0 ? "nothing waits" : waiting + " waiting" + oldest(clock));
    return truth.toString();
  }

  private String oldest(Clock clock) {
    return oldestWait == null
        ? ""
        : ", oldest " + Moment.length(Duration.between(oldestWait, clock.instant()));
  }

  /** The class that most of what runs asks for, the larger of two; the smallest while none runs. */
  private @Nullable BuildClass usual(List<BuildClass> named) {
    return named.stream()
        .filter(one -> asked.containsKey(BuildClasses.asks(one)))
        .max(
            Comparator.comparingInt(
                    (BuildClass one) -> asked.getOrDefault(BuildClasses.asks(one), 0))
                .thenComparingLong(BuildClass::memory))
        .orElse(named.isEmpty() ? null : named.getFirst());
  }
}
