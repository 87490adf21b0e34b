package dev.signalbox.clients;

import dev.signalbox.nomad.Allocation;
import dev.signalbox.nomad.Client;
import dev.signalbox.nomad.ClusterSnapshot;
import dev.signalbox.nomad.Job;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Estimates when clients registered. Nomad does not record that time, but its Raft index increases
 * with every write: a client registered before each allocation with a greater create index, and
 * after each one with a smaller create index.
 */
final class RegistrationTimeEstimator {

  private final long[] indexes;

  /** Earliest time of the samples at this position or after it. */
  private final Instant[] earliestFrom;

  /** Latest exact time of the samples at this position or before it; null if there is none. */
  private final @Nullable Instant[] latestUpTo;

  private RegistrationTimeEstimator(ClusterSnapshot snapshot) {
    List<Sample> samples = samples(snapshot);
    int count = samples.size();
    indexes = new long[count];
    earliestFrom = new Instant[count];
    latestUpTo = new @Nullable Instant[count];
    @Nullable Instant latest = null;
    for (int i = 0; i < count; i++) {
      Sample one = samples.get(i);
      indexes[i] = one.index();
      latest = one.exact() ? later(latest, one.at()) : latest;
      latestUpTo[i] = latest;
    }
    @Nullable Instant earliest = null;
    for (int i = count - 1; i >= 0; i--) {
      Instant at = samples.get(i).at();
      earliest = earliest == null || at.isBefore(earliest) ? at : earliest;
      earliestFrom[i] = earliest;
    }
  }

  private static List<Sample> samples(ClusterSnapshot snapshot) {
    List<Sample> all = new ArrayList<>(snapshot.allocations().size());
    for (Allocation allocation : snapshot.allocations()) {
      all.add(new Sample(allocation.createIndex(), allocation.createdAt(), true));
    }
    for (Job job : snapshot.jobs()) {
      // submittedAt is the time of the last version, so it may be later than the create index;
      // batch jobs are numerous, and their allocations give the same information
      if (!job.type().equals("batch")) {
        all.add(new Sample(job.createIndex(), job.submittedAt(), false));
      }
    }
    all.sort(Comparator.comparingLong(Sample::index));
    return all;
  }

  static RegistrationTimeEstimator of(ClusterSnapshot snapshot) {
    return snapshot.derived(RegistrationTimeEstimator.class, RegistrationTimeEstimator::new);
  }

  /** Returns the latest possible registration time, or null if unknown. */
  @Nullable Instant latest(Client client) {
    int after = firstAfter(client.createIndex());
    return earlier(after == indexes.length ? null : earliestFrom[after], client.statusSince());
  }

  /** Returns the earliest possible registration time, or null if unknown. */
  @Nullable Instant earliest(Client client) {
    int before = firstAfter(client.createIndex() - 1) - 1;
    return before < 0 ? null : latestUpTo[before];
  }

  /** Returns the position of the first sample with a greater index. */
  private int firstAfter(long index) {
    int position = Arrays.binarySearch(indexes, index);
    if (position < 0) {
      return -position - 1;
    }
    while (position < indexes.length && indexes[position] == index) {
      position++;
    }
    return position;
  }

  private static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return other.isBefore(one) ? other : one;
  }

  private static Instant later(@Nullable Instant one, Instant other) {
    return one == null || other.isAfter(one) ? other : one;
  }

  /**
   * A Raft index with a time.
   *
   * @param exact whether the time is that of the index; otherwise it may be later
   */
  private record Sample(long index, Instant at, boolean exact) {}
}
