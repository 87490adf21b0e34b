package dev.signalbox.nomad.watching;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Things of one kind, each as new as it was ever heard of: events come twice, and beside lists that
 * are older or newer than they are.
 */
final class Shelf<K, T> {

  private final ToLongFunction<T> indexOf;
  private final Map<K, T> things = new HashMap<>();

  /** When what was taken away went, for lists under way that still hold it. */
  private final Map<K, Long> gone = new HashMap<>();

  private Map<K, T> lastCopy = Map.of();
  private boolean changed;

  Shelf(ToLongFunction<T> indexOf) {
    this.indexOf = indexOf;
  }

  @Nullable T get(K key) {
    return things.get(key);
  }

  Collection<T> all() {
    return things.values();
  }

  boolean changed() {
    return changed;
  }

  /** Whether an event says something new of a thing. */
  boolean isNews(K key, T thing) {
    @Nullable T known = things.get(key);
    long index = indexOf.applyAsLong(thing);
    return known == null ? gone.getOrDefault(key, -1L) < index : indexOf.applyAsLong(known) < index;
  }

  /**
   * Whether a list may say something of a thing: it is as new as what is known, or what is known
   * must be wrong, for a list of that index holds at least that.
   */
  boolean mayBeNews(K key, T thing, long upTo) {
    @Nullable T known = things.get(key);
    if (known == null) {
      return isNews(key, thing);
    }
    long index = indexOf.applyAsLong(known);
    return index <= indexOf.applyAsLong(thing) || index <= upTo;
  }

  void put(K key, T thing) {
    @Nullable T before = things.put(key, thing);
    changed |= !thing.equals(before);
  }

  /** Takes away what an event of this index says is gone; what is newer stays. */
  @Nullable T remove(K key, long index) {
    @Nullable T known = things.get(key);
    if (known != null && indexOf.applyAsLong(known) > index) {
      return null;
    }
    gone.merge(key, index, Math::max);
    return drop(key);
  }

  @Nullable T drop(K key) {
    @Nullable T known = things.remove(key);
    changed |= known != null;
    return known;
  }

  /** Drops what is no newer than a list and not in it; the servers forget without a word. */
  List<T> retain(Set<K> listed, long upTo) {
    List<T> dropped = new ArrayList<>();
    Iterator<Map.Entry<K, T>> entries = things.entrySet().iterator();
    while (entries.hasNext()) {
      Map.Entry<K, T> entry = entries.next();
      if (!listed.contains(entry.getKey()) && indexOf.applyAsLong(entry.getValue()) <= upTo) {
        dropped.add(entry.getValue());
        entries.remove();
      }
    }
    changed |= !dropped.isEmpty();
    gone.values().removeIf(index -> index <= upTo);
    return dropped;
  }

  /** A copy for a view; the last one again where nothing changed. */
  Map<K, T> copy() {
    if (changed) {
      lastCopy = new HashMap<>(things);
      changed = false;
    }
    return lastCopy;
  }
}
