package dev.signalbox.nomad.clients;

import dev.signalbox.nomad.Allocation;
import dev.signalbox.nomad.Client;
import dev.signalbox.nomad.ClusterView;
import dev.signalbox.nomad.Job;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * When clients registered, as near as can be told. Nomad keeps no such time, but its index counts
 * up with all that happens: a client is older than every allocation with a greater index, and
 * younger than every one with a smaller.
 */
final class Registrations {

  private final List<Point> allocations;
  private final List<Point> all;
  private final List<Instant> earliestFrom;

  private Registrations(List<Point> allocations, List<Point> all) {
    this.allocations = allocations;
    this.all = all;
    List<Instant> earliest = new ArrayList<>(all.stream().map(Point::at).toList());
    for (int i = earliest.size() - 2; i >= 0; i--) {
      if (earliest.get(i + 1).isBefore(earliest.get(i))) {
        earliest.set(i, earliest.get(i + 1));
      }
    }
    this.earliestFrom = earliest;
  }

  static Registrations of(ClusterView view) {
    List<Point> allocations = sorted(view.allocations().stream().map(Registrations::point));
    // a job's time is that of its last version: later than its index, never earlier
    Stream<Point> jobs =
        view.jobs().stream().filter(job -> !job.type().equals("batch")).map(Registrations::point);
    return new Registrations(allocations, sorted(Stream.concat(allocations.stream(), jobs)));
  }

  /** It was there then, or null where nothing tells. */
  @Nullable Instant atLatest(Client client) {
    int next = above(all, client.createIndex());
    @Nullable Instant known = next < all.size() ? earliestFrom.get(next) : null;
    @Nullable Instant touched = client.statusSince();
    if (known == null || touched == null) {
      return known == null ? touched : known;
    }
    return known.isBefore(touched) ? known : touched;
  }

  /** It was not there yet then, or null where nothing tells. */
  @Nullable Instant notBefore(Client client) {
    int next = above(allocations, client.createIndex());
    return next == 0 ? null : allocations.get(next - 1).at();
  }

  /** The place of the first point with a greater index. */
  private static int above(List<Point> points, long index) {
    int found =
        Collections.binarySearch(
            points, new Point(index, Instant.MAX), Comparator.comparingLong(Point::index));
    int place = found < 0 ? -found - 1 : found;
    while (place < points.size() && points.get(place).index() <= index) {
      place++;
    }
    return place;
  }

  private static List<Point> sorted(Stream<Point> points) {
    return points.sorted(Comparator.comparingLong(Point::index)).toList();
  }

  private static Point point(Allocation allocation) {
    return new Point(allocation.createIndex(), allocation.createdAt());
  }

  private static Point point(Job job) {
    return new Point(job.createIndex(), job.submittedAt());
  }

  private record Point(long index, Instant at) {}
}
