package dev.signalbox.sandbox.kubernetes;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** The objects of one resource with their recent changes. Not thread-safe. */
final class ObjectTable {

  private static final int MAX_HISTORY = 20_000;

  final TreeMap<String, ObjectNode> objects = new TreeMap<>();
  private final ArrayDeque<ObjectEvent> history = new ArrayDeque<>();
  private final List<ObjectWatch> watches = new ArrayList<>();
  private long forgottenVersion;

  /** Returns the objects of a namespace by key, or all objects if the namespace is empty. */
  NavigableMap<String, ObjectNode> in(String namespace) {
    return namespace.isEmpty()
        ? objects
        : objects.subMap(namespace + "/", true, namespace + "0", false);
  }

  static String key(String namespace, String name) {
    return namespace.isEmpty() ? name : namespace + "/" + name;
  }

  void publish(ObjectEvent event) {
    history.add(event);
    if (history.size() > MAX_HISTORY) {
      forgottenVersion = history.remove().version();
    }
    watches.forEach(watch -> watch.add(event));
  }

  /** Forgets all changes up to a version, as the compaction of etcd does. */
  void compact(long version) {
    history.clear();
    forgottenVersion = version;
  }

  boolean isForgotten(long version) {
    return version < forgottenVersion;
  }

  /**
   * Opens a watch.
   *
   * @param from the version after which changes are sent; null for all current objects first
   */
  ObjectWatch watch(@Nullable Long from, long now, Consumer<ObjectWatch> end) {
    ObjectWatch watch = new ObjectWatch(end);
    if (from == null) {
      objects
          .values()
          .forEach(o -> watch.add(new ObjectEvent(now, ObjectEvent.Type.ADDED, null, o)));
    } else {
      history.stream().filter(event -> event.version() > from).forEach(watch::add);
    }
    watches.add(watch);
    return watch;
  }

  void remove(ObjectWatch watch) {
    watches.remove(watch);
  }

  List<ObjectWatch> watches() {
    return List.copyOf(watches);
  }
}
