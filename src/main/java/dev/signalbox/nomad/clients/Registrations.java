package dev.signalbox.nomad.clients;

import dev.signalbox.nomad.Allocation;
import dev.signalbox.nomad.Client;
import dev.signalbox.nomad.ClusterView;
import dev.signalbox.nomad.Job;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * When clients registered, as near as can be told. Nomad keeps no such time, but its index counts
 * up with all that happens: a client is older than every allocation with a greater index, and
 * younger than every one with a smaller.
 */
final class Registrations {

  private final long[] indexes;

  /** Of each of these the earliest time at which something of it, or of a greater one, was. */
  private final Instant[] earliestFrom;

  /** And the latest of it, or of a smaller one; null where only the other is told. */
  private final @Nullable Instant[] latestUpTo;

  private Registrations(ClusterView view) {
    List<Witness> witnesses = witnesses(view);
    int count = witnesses.size();
    indexes = new long[count];
    earliestFrom = new Instant[count];
    latestUpTo = new @Nullable Instant[count];
    @Nullable Instant latest = null;
    for (int i = 0; i < count; i++) {
      Witness one = witnesses.get(i);
      indexes[i] = one.index();
      latest = one.atThatTime() ? later(latest, one.at()) : latest;
      latestUpTo[i] = latest;
    }
    @Nullable Instant earliest = null;
    for (int i = count - 1; i >= 0; i--) {
      Instant at = witnesses.get(i).at();
      earliest = earliest == null || at.isBefore(earliest) ? at : earliest;
      earliestFrom[i] = earliest;
    }
  }

  private static List<Witness> witnesses(ClusterView view) {
    List<Witness> all = new ArrayList<>(view.allocations().size());
    for (Allocation allocation : view.allocations()) {
      all.add(new Witness(allocation.createIndex(), allocation.createdAt(), true));
    }
    for (Job job : view.jobs()) {
      // the time is that of its last version: never earlier than its index, but perhaps later; of
      // builds there are many, and their allocations tell the same
      if (!job.type().equals("batch")) {
        all.add(new Witness(job.createIndex(), job.submittedAt(), false));
      }
    }
    all.sort(Comparator.comparingLong(Witness::index));
    return all;
  }

  static Registrations of(ClusterView view) {
    return view.derived(Registrations.class, Registrations::new);
  }

  /** It was there then, or null where nothing tells. */
  @Nullable Instant atLatest(Client client) {
    int after = firstAfter(client.createIndex());
    return earlier(after == indexes.length ? null : earliestFrom[after], client.statusSince());
  }

  /** It was not there yet then, or null where nothing tells. */
  @Nullable Instant notBefore(Client client) {
    int before = firstAfter(client.createIndex() - 1) - 1;
    return before < 0 ? null : latestUpTo[before];
  }

  /** Where the first witness with a greater index stands. */
  private int firstAfter(long index) {
    int place = Arrays.binarySearch(indexes, index);
    if (place < 0) {
      return -place - 1;
    }
    while (place < indexes.length && indexes[place] == index) {
      place++;
    }
    return place;
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
   * Something that came to be at an index.
   *
   * @param atThatTime whether the time is of the index itself, not perhaps later
   */
  private record Witness(long index, Instant at, boolean atThatTime) {}
}
