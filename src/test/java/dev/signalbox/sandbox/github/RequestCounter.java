package dev.signalbox.sandbox.github;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Counts requests by path. The prefix of the Enterprise Server API is ignored. */
final class RequestCounter {

  /** Path prefix of the Enterprise Server API ("Resources in the REST API"). */
  static final String ENTERPRISE = "/api/v3";

  private final Map<String, Integer> counts = new ConcurrentHashMap<>();

  void increment(String path) {
    counts.merge(withoutPrefix(path), 1, Integer::sum);
  }

  int countOf(String path) {
    return counts.getOrDefault(withoutPrefix(path), 0);
  }

  void clear() {
    counts.clear();
  }

  private static String withoutPrefix(String path) {
    return path.startsWith(ENTERPRISE + "/") ? path.substring(ENTERPRISE.length()) : path;
  }
}
