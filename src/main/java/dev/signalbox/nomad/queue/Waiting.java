package dev.signalbox.nomad.queue;

import dev.signalbox.nomad.Evaluation;
import dev.signalbox.nomad.JobKey;
import dev.signalbox.nomad.PlacementFailure;
import dev.signalbox.nomad.Resources;
import java.time.Instant;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * A job that waits, with what is known of it.
 *
 * @param since when it began to wait
 * @param order its place among those of the same priority: the index at which it began to wait
 * @param evaluation the open one, or null where the servers made none yet
 * @param groups those of which an allocation waits; empty while nobody has looked
 * @param definition the index of its definition, which changes with what it asks for
 */
public record Waiting(
    JobKey job,
    String name,
    String type,
    int priority,
    Scope scope,
    Instant since,
    long order,
    @Nullable Evaluation evaluation,
    List<Group> groups,
    long definition) {

  /** Whether the scheduler has looked and found no place. */
  public boolean blocked() {
    return evaluation != null && evaluation.status() == Evaluation.Status.BLOCKED;
  }

  /** How many allocations of it wait; at least one. */
  public int count() {
    return Math.max(1, groups.stream().mapToInt(Group::count).sum());
  }

  /** Whether it is known what each of its groups asks for, without a look at its definition. */
  boolean measured() {
    return groups.stream().noneMatch(group -> group.asked().equals(Resources.NONE));
  }

  /**
   * The same with what its groups ask for, where that was not known.
   *
   * @param defined what one allocation of a group asks for by its definition, or {@link
   *     Resources#NONE} while that was not read; then what the scheduler told has to do
   */
  Waiting measured(BiFunction<Waiting, String, Resources> defined) {
    if (measured()) {
      return this;
    }
    return new Waiting(
        job,
        name,
        type,
        priority,
        scope,
        since,
        order,
        evaluation,
        groups.stream()
            .map(
                group ->
                    group.asked().equals(Resources.NONE)
                        ? new Group(
                            group.name(),
                            group.count(),
                            group.failure(),
                            group.told(defined.apply(this, group.name())))
                        : group)
            .toList(),
        definition);
  }

  /**
   * A group of it.
   *
   * @param count how many allocations wait
   * @param failure what the scheduler saw, or null where that is not known
   * @param asked what one allocation needs; {@link Resources#NONE} while that is not known, and
   *     with 0 for what is not short while only the scheduler has told
   */
  public record Group(String name, int count, @Nullable PlacementFailure failure, Resources asked) {

    private Resources told(Resources defined) {
      return failure == null || !defined.equals(Resources.NONE) ? defined : failure.asked();
    }
  }
}
