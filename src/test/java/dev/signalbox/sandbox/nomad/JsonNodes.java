package dev.signalbox.sandbox.nomad;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Creates JSON nodes in the form that Nomad writes. */
final class JsonNodes {

  private JsonNodes() {}

  static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  /** Adds null members, as Nomad does for unset fields. */
  static ObjectNode nulls(ObjectNode object, String... names) {
    for (String name : names) {
      object.putNull(name);
    }
    return object;
  }

  static ObjectNode of(Map<String, String> values) {
    ObjectNode object = object();
    new TreeMap<>(values).forEach(object::put);
    return object;
  }

  /** Adds a map, or null if the map is empty. */
  static void putStrings(ObjectNode object, String name, Map<String, String> values) {
    if (values.isEmpty()) {
      object.putNull(name);
    } else {
      object.set(name, of(values));
    }
  }

  static void putCounts(ObjectNode object, String name, Map<String, Integer> values) {
    if (values.isEmpty()) {
      object.putNull(name);
    } else {
      ObjectNode counts = object.putObject(name);
      new TreeMap<>(values).forEach(counts::put);
    }
  }

  static void putTime(ObjectNode object, String name, @Nullable Instant time) {
    if (time == null) {
      object.putNull(name);
    } else {
      object.put(name, time.toString());
    }
  }

  static long nanos(Instant time) {
    return TimeUnit.SECONDS.toNanos(time.getEpochSecond()) + time.getNano();
  }
}
