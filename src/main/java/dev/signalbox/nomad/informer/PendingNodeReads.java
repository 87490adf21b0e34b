package dev.signalbox.nomad.informer;

import dev.signalbox.nomad.Client;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Ids of clients to be fetched. Draining ones come first, because lists omit the deadline. */
final class PendingNodeReads {

  private final Set<String> urgent = new LinkedHashSet<>();
  private final Set<String> others = new LinkedHashSet<>();
  private final Set<String> postponed = new LinkedHashSet<>();

  void add(Client client) {
    remove(client.id());
    (client.draining() ? urgent : others).add(client.id());
  }

  /** Adds a client that is to be fetched before all others. */
  void addUrgent(String id) {
    remove(id);
    urgent.add(id);
  }

  /** Adds ids that were not read, unless they have become urgent meanwhile. */
  void addBack(List<String> ids) {
    ids.stream().filter(id -> !urgent.contains(id)).forEach(others::add);
  }

  /** Postpones ids that could not be read until {@link #resumePostponed}. */
  void postpone(List<String> ids) {
    ids.stream().filter(id -> !urgent.contains(id) && !others.contains(id)).forEach(postponed::add);
  }

  void resumePostponed() {
    others.addAll(postponed);
    postponed.clear();
  }

  void remove(String id) {
    urgent.remove(id);
    others.remove(id);
    postponed.remove(id);
  }

  boolean isEmpty() {
    return urgent.isEmpty() && others.isEmpty();
  }

  /** Removes and returns up to {@code max} ids. */
  List<String> pollBatch(int max) {
    List<String> taken = new ArrayList<>(max);
    pollBatch(urgent, max, taken);
    pollBatch(others, max, taken);
    return taken;
  }

  private static void pollBatch(Set<String> from, int max, List<String> taken) {
    Iterator<String> ids = from.iterator();
    while (ids.hasNext() && taken.size() < max) {
      taken.add(ids.next());
      ids.remove();
    }
  }
}
