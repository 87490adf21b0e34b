package dev.signalbox.sandbox.github;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** How often each path was asked for, whichever form of the API address was used. */
final class Requests {

  /** Where Enterprise Server has its API ("Resources in the REST API"). */
  static final String ENTERPRISE = "/api/v3";

  private final Map<String, Integer> counts = new ConcurrentHashMap<>();

  void count(String path) {
    counts.merge(withoutForm(path), 1, Integer::sum);
  }

  int of(String path) {
    return counts.getOrDefault(withoutForm(path), 0);
  }

  void forget() {
    counts.clear();
  }

  private static String withoutForm(String path) {
    return path.startsWith(ENTERPRISE + "/") ? path.substring(ENTERPRISE.length()) : path;
  }
}
