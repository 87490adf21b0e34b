package dev.signalbox.nomad.informer;

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
 * Stores the newest version of each object of one type, by modify index. Events may be repeated and
 * may arrive before or after lists that are older or newer.
 */
final class VersionedStore<K, T> {

  private final ToLongFunction<T> indexOf;
  private final Map<K, T> objects = new HashMap<>();

  /** Index of the removal by key, for lists in progress that still contain the object. */
  private final Map<K, Long> removedAt = new HashMap<>();

  private Map<K, T> lastCopy = Map.of();
  private boolean isChanged;

  VersionedStore(ToLongFunction<T> indexOf) {
    this.indexOf = indexOf;
  }

  @Nullable T get(K key) {
    return objects.get(key);
  }

  Collection<T> all() {
    return objects.values();
  }

  boolean isChanged() {
    return isChanged;
  }

  /** Whether an event is newer than the known object or its removal. */
  boolean isNewer(K key, T object) {
    @Nullable T known = objects.get(key);
    long knownIndex = known == null ? removedAt.getOrDefault(key, -1L) : indexOf.applyAsLong(known);
    return knownIndex < indexOf.applyAsLong(object);
  }

  /**
   * Whether a list entry is to be applied: if it is not older than the known object, or if the list
   * ({@code upTo}) is at least as new as the known object, which then must be wrong.
   */
  boolean isApplicable(K key, T object, long upTo) {
    @Nullable T known = objects.get(key);
    if (known == null) {
      return isNewer(key, object);
    }
    long index = indexOf.applyAsLong(known);
    return index <= indexOf.applyAsLong(object) || index <= upTo;
  }

  void put(K key, T object) {
    @Nullable T before = objects.put(key, object);
    isChanged |= !object.equals(before);
  }

  /** Applies a removal event with this index; a newer object is kept. */
  @Nullable T remove(K key, long index) {
    @Nullable T known = objects.get(key);
    if (known != null && indexOf.applyAsLong(known) > index) {
      return null;
    }
    removedAt.merge(key, index, Math::max);
    return drop(key);
  }

  @Nullable T drop(K key) {
    @Nullable T known = objects.remove(key);
    isChanged |= known != null;
    return known;
  }

  /** Removes objects not in a list and not newer; garbage collection sends no events. */
  List<T> retain(Set<K> listed, long upTo) {
    List<T> dropped = new ArrayList<>();
    Iterator<Map.Entry<K, T>> entries = objects.entrySet().iterator();
    while (entries.hasNext()) {
      Map.Entry<K, T> entry = entries.next();
      if (!listed.contains(entry.getKey()) && indexOf.applyAsLong(entry.getValue()) <= upTo) {
        dropped.add(entry.getValue());
        entries.remove();
      }
    }
    isChanged |= !dropped.isEmpty();
    removedAt.values().removeIf(index -> index <= upTo);
    return dropped;
  }

  /** Returns a copy for a snapshot; the previous copy if nothing has changed. */
  Map<K, T> copy() {
    if (isChanged) {
      lastCopy = new HashMap<>(objects);
      isChanged = false;
    }
    return lastCopy;
  }
}
