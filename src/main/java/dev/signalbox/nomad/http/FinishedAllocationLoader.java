package dev.signalbox.nomad.http;

import dev.signalbox.nomad.http.NomadRequest.Limits;
import dev.signalbox.remote.RemoteSystemException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads terminal allocations one by one to get their start and end times, which lists do not have
 * without task states. Each is read once, and at most the 200 newest of a list.
 */
final class FinishedAllocationLoader {

  private static final int MAX_READS = 200;

  private final NomadTransport transport;
  private final BoundedParallel parallel;
  private Set<String> known = Set.of();

  FinishedAllocationLoader(NomadTransport transport, BoundedParallel parallel) {
    this.transport = transport;
    this.parallel = parallel;
  }

  /** Sets the allocations that don't need to be read. */
  synchronized void setKnown(Set<String> ended) {
    known = ended;
  }

  synchronized boolean isKnown(String id) {
    return known.contains(id);
  }

  /** Returns the allocations, with their times where they could be read. */
  List<AllocationJson> withTimes(List<AllocationJson> ended) {
    List<AllocationJson> newest =
        ended.stream()
            .sorted(Comparator.comparingLong(AllocationJson::modifyTime).reversed())
            .limit(MAX_READS)
            .toList();
    Map<String, AllocationJson> loaded = HashMap.newHashMap(newest.size());
    parallel.executeAll(
        newest, this::read, read -> read.ifPresent(found -> loaded.put(found.id(), found)));
    return ended.stream().map(listed -> loaded.getOrDefault(listed.id(), listed)).toList();
  }

  /** Returns empty on errors; the list is then shown without times. */
  private Optional<AllocationJson> read(AllocationJson listed) {
    try {
      return Optional.of(
          transport.send(
              NomadRequest.get(
                      "allocation-times",
                      "read when the allocation " + listed.id() + " ended",
                      Limits.DETAIL,
                      "allocation",
                      listed.id())
                  .withCapability("read-job"),
              response -> NomadJson.read(response.body().readAllBytes(), AllocationJson.class)));
    } catch (RemoteSystemException e) {
      return Optional.empty();
    }
  }
}
