package dev.signalbox.nomad.wire;

import dev.signalbox.nomad.wire.Ask.Limits;
import dev.signalbox.outside.OutsideWorldException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads allocations that have ended one by one for when they began and ended, where neither an
 * event nor the list tells. Each once, and of many the newest: the others do without.
 */
final class EndedAlone {

  private static final int MOST = 200;

  private final Wire wire;
  private final FewAtATime few;
  private Set<String> known = Set.of();

  EndedAlone(Wire wire, FewAtATime few) {
    this.wire = wire;
    this.few = few;
  }

  /** These have ended, and there is no more to be had of them. */
  synchronized void know(Set<String> ended) {
    known = ended;
  }

  synchronized boolean knows(String id) {
    return known.contains(id);
  }

  /** The same, with their times as far as they can be had. */
  List<AllocationJson> withTimes(List<AllocationJson> ended) {
    List<AllocationJson> newest =
        ended.stream()
            .sorted(Comparator.comparingLong(AllocationJson::modifyTime).reversed())
            .limit(MOST)
            .toList();
    Map<String, AllocationJson> read = HashMap.newHashMap(newest.size());
    few.each(newest, this::read, one -> one.ifPresent(told -> read.put(told.id(), told)));
    return ended.stream().map(one -> read.getOrDefault(one.id(), one)).toList();
  }

  /** The list is worth having without it. */
  private Optional<AllocationJson> read(AllocationJson one) {
    try {
      return Optional.of(
          wire.ask(
              Ask.get(
                      "allocation-times",
                      "read when the allocation " + one.id() + " ended",
                      Limits.DETAIL,
                      "allocation",
                      one.id())
                  .needing("read-job"),
              answer -> NomadJson.one(answer.body().readAllBytes(), AllocationJson.class)));
    } catch (OutsideWorldException e) {
      return Optional.empty();
    }
  }
}
