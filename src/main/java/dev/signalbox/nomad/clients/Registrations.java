package dev.signalbox.nomad.clients;

import dev.signalbox.nomad.Allocation;
import dev.signalbox.nomad.Client;
import dev.signalbox.nomad.ClusterView;
import dev.signalbox.nomad.Job;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * When some clients registered, as near as can be told. Nomad keeps no such time, but its index
 * counts up with all that happens: a client is older than every allocation with a greater index,
 * and younger than every one with a smaller.
 */
final class Registrations {

  private final long[] indexes;
  private final @Nullable Instant[] earliestAbove;
  private final @Nullable Instant[] latestBelow;

  /** One look at everything, however many clients are asked after. */
  private Registrations(ClusterView view, List<Client> clients) {
    indexes = clients.stream().mapToLong(Client::createIndex).sorted().distinct().toArray();
    earliestAbove = new @Nullable Instant[indexes.length];
    latestBelow = new @Nullable Instant[indexes.length];
    for (Allocation allocation : view.allocations()) {
      above(allocation.createIndex(), allocation.createdAt());
      below(allocation.createIndex(), allocation.createdAt());
    }
    for (Job job : view.jobs()) {
      // the time is that of its last version: never earlier than its index, but perhaps later; of
      // builds there are many, and their allocations tell the same
      if (!job.type().equals("batch")) {
        above(job.createIndex(), job.submittedAt());
      }
    }
    for (int i = indexes.length - 2; i >= 0; i--) {
      earliestAbove[i] = earlier(earliestAbove[i], earliestAbove[i + 1]);
    }
    for (int i = 1; i < indexes.length; i++) {
      latestBelow[i] = later(latestBelow[i], latestBelow[i - 1]);
    }
  }

  static Registrations of(ClusterView view, List<Client> clients) {
    return new Registrations(view, clients);
  }

  /** It was there then, or null where nothing tells. */
  @Nullable Instant atLatest(Client client) {
    int place = Arrays.binarySearch(indexes, client.createIndex());
    return earlier(place < 0 ? null : earliestAbove[place], client.statusSince());
  }

  /** It was not there yet then, or null where nothing tells. */
  @Nullable Instant notBefore(Client client) {
    int place = Arrays.binarySearch(indexes, client.createIndex());
    return place < 0 ? null : latestBelow[place];
  }

  /** Something is younger than the last client with a smaller index, and all before that one. */
  private void above(long index, Instant at) {
    int found = Arrays.binarySearch(indexes, index);
    int place = (found < 0 ? -found - 1 : found) - 1;
    if (place >= 0) {
      earliestAbove[place] = earlier(earliestAbove[place], at);
    }
  }

  /** Something is older than the first client with a greater index, and all after that one. */
  private void below(long index, Instant at) {
    int found = Arrays.binarySearch(indexes, index);
    int place = found < 0 ? -found - 1 : found + 1;
    if (place < indexes.length) {
      latestBelow[place] = later(latestBelow[place], at);
    }
  }

  private static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return other.isBefore(one) ? other : one;
  }

  private static @Nullable Instant later(@Nullable Instant one, @Nullable Instant other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return other.isAfter(one) ? other : one;
  }
}
