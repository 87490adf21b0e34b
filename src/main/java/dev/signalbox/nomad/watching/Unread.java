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

  void add(Client client) {
    remove(client.id());
    (client.draining() ? urgent : others).add(client.id());
  }

  /** Puts back what could not be read. */
  void again(List<String> ids) {
    others.addAll(ids);
  }

  void remove(String id) {
    urgent.remove(id);
    others.remove(id);
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
