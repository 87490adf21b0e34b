package dev.signalbox.queue;

import dev.signalbox.nomad.Evaluation;
import dev.signalbox.nomad.JobKey;
import dev.signalbox.nomad.PlacementFailure;
import dev.signalbox.nomad.Resources;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A queued job.
 *
 * @param since when it was queued
 * @param order Raft index at which it was queued; orders jobs of the same priority
 * @param evaluation its open evaluation, or null if none was created yet
 * @param groups task groups with queued allocations; empty before the first evaluation
 * @param jobModifyIndex modify index of the job spec, which changes with the requested resources
 */
public record WaitingJob(
    JobKey job,
    String name,
    String type,
    int priority,
    PlacementScope scope,
    Instant since,
    long order,
    @Nullable Evaluation evaluation,
    List<Group> groups,
    long jobModifyIndex) {

  /** Whether the job was evaluated and could not be placed. */
  public boolean isBlocked() {
    return evaluation != null && evaluation.status() == Evaluation.Status.BLOCKED;
  }

  /** Returns the number of its queued allocations, at least 1. */
  public int count() {
    return Math.max(1, groups.stream().mapToInt(Group::count).sum());
  }

  /** Whether the requested resources of all groups are known without reading the job spec. */
  boolean hasKnownResources() {
    return groups.stream().noneMatch(group -> group.requested().equals(Resources.NONE));
  }

  /**
   * Returns a copy in which missing requested resources are filled in.
   *
   * @param specResources returns the resources of a group from the job spec, or {@link
   *     Resources#NONE} if it was not read; then the partial values from the scheduler are used
   */
  WaitingJob withResources(BiFunction<WaitingJob, String, Resources> specResources) {
    if (hasKnownResources()) {
      return this;
    }
    return withGroups(
        group ->
            group.requested().equals(Resources.NONE)
                ? new Group(
                    group.name(),
                    group.count(),
                    group.failure(),
                    group.resources(specResources.apply(this, group.name())))
                : group);
  }

  private WaitingJob withGroups(UnaryOperator<Group> change) {
    return new WaitingJob(
        job,
        name,
        type,
        priority,
        scope,
        since,
        order,
        evaluation,
        groups.stream().map(change).toList(),
        jobModifyIndex);
  }

  /** Whether the scheduler excluded clients because of a driver, without naming it. */
  boolean lacksDrivers() {
    return groups.stream().anyMatch(Group::lacksDrivers);
  }

  /**
   * Returns a copy with the names of the missing drivers.
   *
   * @param missing returns the missing drivers of a group; empty if they are unknown
   */
  WaitingJob withMissingDrivers(BiFunction<WaitingJob, String, List<String>> missing) {
    return lacksDrivers()
        ? withGroups(group -> group.withMissingDrivers(missing.apply(this, group.name())))
        : this;
  }

  /**
   * A task group with queued allocations.
   *
   * @param count number of queued allocations
   * @param failure placement failure, or null if unknown
   * @param requested requested resources of one allocation; {@link Resources#NONE} while unknown.
   *     If only the scheduler's values are known, resources that are not exhausted are 0.
   */
  public record Group(
      String name, int count, @Nullable PlacementFailure failure, Resources requested) {

    private boolean lacksDrivers() {
      return failure != null
          && failure.constraints().containsKey(PlacementFailureText.MISSING_DRIVERS);
    }

    private Group withMissingDrivers(List<String> drivers) {
      return failure == null || drivers.isEmpty() || !lacksDrivers()
          ? this
          : new Group(name, count, failure.withConstraints(named(failure, drivers)), requested);
    }

    private static Map<String, Integer> named(PlacementFailure failure, List<String> drivers) {
      Map<String, Integer> constraints = new HashMap<>(failure.constraints());
      @Nullable Integer clients = constraints.remove(PlacementFailureText.MISSING_DRIVERS);
      constraints.put(
          PlacementFailureText.MISSING_DRIVER + String.join(", ", drivers),
          Objects.requireNonNullElse(clients, 0));
      return constraints;
    }

    private Resources resources(Resources specResources) {
      return failure == null || !specResources.equals(Resources.NONE)
          ? specResources
          : failure.requested();
    }
  }
}
