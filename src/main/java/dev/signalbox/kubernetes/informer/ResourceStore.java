package dev.signalbox.kubernetes.informer;

import dev.signalbox.kubernetes.ResourceChange;
import dev.signalbox.kubernetes.ResourceListener;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The values of one cache by name, with indexes. Thread-safe; changed by one thread only. All
 * methods take microseconds, except for the first {@link #list} after a change.
 */
final class ResourceStore<T> {

  /** A value with the identity and version of its object. */
  record Entry<T>(String uid, String resourceVersion, T value) {}

  private final Map<String, Function<? super T, ? extends Collection<String>>> indexes;
  private final Map<String, Map<String, NavigableSet<String>>> names = new HashMap<>();
  private final List<ChangeQueue<T>> queues = new ArrayList<>();
  private NavigableMap<String, Entry<T>> entries = new TreeMap<>();
  private @Nullable List<T> list;
  private long revision;

  ResourceStore(Map<String, Function<? super T, ? extends Collection<String>>> indexes) {
    this.indexes = indexes;
    indexes.keySet().forEach(index -> names.put(index, new HashMap<>()));
  }

  synchronized List<T> list() {
    @Nullable List<T> current = list;
    if (current == null) {
      current = entries.values().stream().map(Entry::value).toList();
      list = current;
    }
    return current;
  }

  synchronized Optional<T> get(String name) {
    return Optional.ofNullable(entries.get(name)).map(Entry::value);
  }

  synchronized List<T> byIndex(String index, String value) {
    @Nullable Map<String, NavigableSet<String>> byValue = names.get(index);
    if (byValue == null) {
      throw new IllegalArgumentException("There is no index " + index);
    }
    return byValue.getOrDefault(value, new TreeSet<>()).stream()
        .map(entries::get)
        .filter(Objects::nonNull)
        .map(Entry::value)
        .toList();
  }

  synchronized long revision() {
    return revision;
  }

  synchronized int size() {
    return entries.size();
  }

  /** Returns the entry of that name if it has that version, so that it isn't mapped again. */
  synchronized @Nullable Entry<T> find(String name, String resourceVersion) {
    @Nullable Entry<T> entry = entries.get(name);
    return entry != null && entry.resourceVersion().equals(resourceVersion) ? entry : null;
  }

  /** Replaces all objects by a complete list. */
  synchronized void replace(Map<String, Entry<T>> listed) {
    List<String> gone =
        entries.keySet().stream().filter(name -> !listed.containsKey(name)).toList();
    gone.forEach(this::remove);
    listed.forEach(this::put);
  }

  /** Adds or changes an object. */
  synchronized void put(String name, Entry<T> entry) {
    @Nullable Entry<T> before = entries.get(name);
    if (before != null && before.resourceVersion().equals(entry.resourceVersion())) {
      return;
    }
    if (before != null && !before.uid().equals(entry.uid())) {
      remove(name);
      before = null;
    }
    if (before != null) {
      unindex(name, before.value());
    }
    entries.put(name, entry);
    index(name, entry.value());
    changed(
        entry.uid(),
        before == null
            ? new ResourceChange.Added<>(entry.value())
            : new ResourceChange.Updated<>(before.value(), entry.value()));
  }

  /** Removes an object, if it is known. */
  synchronized void remove(String name) {
    @Nullable Entry<T> before = entries.remove(name);
    if (before != null) {
      unindex(name, before.value());
      changed(before.uid(), new ResourceChange.Deleted<>(before.value()));
    }
  }

  /** Registers a listener and queues all known objects for it. */
  synchronized ChangeQueue<T> addListener(ResourceListener<? super T> listener) {
    ChangeQueue<T> queue = new ChangeQueue<>(listener);
    entries
        .values()
        .forEach(entry -> queue.offer(entry.uid(), new ResourceChange.Added<>(entry.value())));
    queues.add(queue);
    return queue;
  }

  private void changed(String uid, ResourceChange<T> change) {
    revision++;
    list = null;
    queues.forEach(queue -> queue.offer(uid, change));
  }

  private void index(String name, T value) {
    indexes.forEach(
        (index, values) ->
            values
                .apply(value)
                .forEach(
                    key ->
                        byValue(index).computeIfAbsent(key, unused -> new TreeSet<>()).add(name)));
  }

  private void unindex(String name, T value) {
    indexes.forEach(
        (index, values) ->
            values
                .apply(value)
                .forEach(
                    key ->
                        byValue(index)
                            .computeIfPresent(
                                key,
                                (unused, set) -> set.remove(name) && set.isEmpty() ? null : set)));
  }

  private Map<String, NavigableSet<String>> byValue(String index) {
    return names.computeIfAbsent(index, unused -> new HashMap<>());
  }
}
