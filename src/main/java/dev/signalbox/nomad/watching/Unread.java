package dev.signalbox.nomad.watching;

import dev.signalbox.nomad.Client;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Clients that have to be read alone, those that are drained first: lists tell no deadline. */
final class Unread {

  private final Set<String> urgent = new LinkedHashSet<>();
  private final Set<String> others = new LinkedHashSet<>();
  private final Set<String> later = new LinkedHashSet<>();

  void add(Client client) {
    remove(client.id());
    (client.draining() ? urgent : others).add(client.id());
  }

  /** Puts back what could not be read; meanwhile it may have become urgent. */
  void again(List<String> ids) {
    ids.stream().filter(id -> !urgent.contains(id)).forEach(others::add);
  }

  /** Lays aside whoever could not be read, until they are taken up again. */
  void later(List<String> ids) {
    ids.stream().filter(id -> !urgent.contains(id) && !others.contains(id)).forEach(later::add);
  }

  void takeUpAgain() {
    others.addAll(later);
    later.clear();
  }

  void remove(String id) {
    urgent.remove(id);
    others.remove(id);
    later.remove(id);
  }

  boolean isEmpty() {
    return urgent.isEmpty() && others.isEmpty();
  }

  /** Takes at most so many, for somebody to read them. */
  List<String> take(int most) {
    List<String> taken = new ArrayList<>(most);
    take(urgent, most, taken);
    take(others, most, taken);
    return taken;
  }

  private static void take(Set<String> from, int most, List<String> taken) {
    Iterator<String> ids = from.iterator();
    while (ids.hasNext() && taken.size() < most) {
      taken.add(ids.next());
      ids.remove();
    }
  }
}
