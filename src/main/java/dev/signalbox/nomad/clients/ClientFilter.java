package dev.signalbox.nomad.clients;

import dev.signalbox.web.ListUrl;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which clients an address asks for. What it asks for that does not exist is passed over.
 *
 * @param words lower case; empty for any
 * @param kind null for any, as the others
 */
record ClientFilter(
    String words,
    @Nullable ClientKind kind,
    @Nullable String nodeClass,
    @Nullable String datacenter,
    @Nullable String pool,
    @Nullable String version,
    @Nullable Fullness fullness,
    boolean driverTrouble,
    boolean safe) {

  /** Stands in addresses for what has no class or no pool. */
  static final String NONE = "(none)";

  /** The parameters that leave some clients out. */
  static final Set<String> PARAMETERS =
      Set.of("q", "state", "class", "dc", "pool", "version", "full", "drivers", "safe");

  private static final ClientFilter ANY =
      new ClientFilter("", null, null, null, null, null, null, false, false);

  private static final int KIND = 1;
  private static final int CLASS = 2;
  private static final int DATACENTER = 4;
  private static final int POOL = 8;
  private static final int VERSION = 16;
  private static final int DRIVERS = 32;
  private static final int SAFE = 64;
  private static final int REST = 128;

  static ClientFilter of(ListUrl url) {
    return new ClientFilter(
        url.value("q").trim().toLowerCase(Locale.ROOT),
        ClientKind.named(url.value("state")).orElse(null),
        asked(url, "class"),
        asked(url, "dc"),
        asked(url, "pool"),
        asked(url, "version"),
        Fullness.named(url.value("full")).orElse(null),
        url.has("drivers", "trouble"),
        url.has("safe", "yes"));
  }

  /** The text of something that may have none, as it stands in addresses. */
  static String named(String value) {
    return value.isEmpty() ? NONE : value;
  }

  /** Those of the lines that it takes, in their order. */
  List<ClientLine> of(List<ClientLine> lines) {
    return isAny() ? lines : lines.stream().filter(line -> misses(line) == 0).toList();
  }

  /** Whether it takes everything. */
  boolean isAny() {
    return equals(ANY);
  }

  /** Why the line is left out, a bit for each part of the filter that has choices. */
  private int misses(ClientLine line) {
    if ((fullness != null && line.fullness() != fullness)
        || (!words.isEmpty() && !line.answersTo(words))) {
      return REST;
    }
    int misses = 0;
    if (kind != null && line.kind() != kind) {
      misses |= KIND;
    }
    if (differs(nodeClass, line.client().nodeClass())) {
      misses |= CLASS;
    }
    if (differs(datacenter, line.client().datacenter())) {
      misses |= DATACENTER;
    }
    if (differs(pool, line.client().pool())) {
      misses |= POOL;
    }
    if (differs(version, line.client().version())) {
      misses |= VERSION;
    }
    if (driverTrouble && !line.driverTrouble()) {
      misses |= DRIVERS;
    }
    if (safe && !line.safe()) {
      misses |= SAFE;
    }
    return misses;
  }

  /** Counts a line for each choice that would show it, were all other parts as they are. */
  void count(ClientLine line, ClientFacets facets) {
    int misses = misses(line);
    if (without(misses, KIND)) {
      facets.kinds().merge(line.kind(), 1L, Long::sum);
    }
    if (without(misses, CLASS)) {
      add(facets.classes(), line.client().nodeClass());
    }
    if (without(misses, DATACENTER)) {
      add(facets.datacenters(), line.client().datacenter());
    }
    if (without(misses, POOL)) {
      add(facets.pools(), line.client().pool());
    }
    if (without(misses, VERSION)) {
      add(facets.versions(), line.client().version());
    }
    if (without(misses, DRIVERS) && line.driverTrouble()) {
      facets.others().merge("drivers", 1L, Long::sum);
    }
    if (without(misses, SAFE) && line.safe()) {
      facets.others().merge("safe", 1L, Long::sum);
    }
  }

  private static void add(Map<String, Long> counts, String value) {
    counts.merge(named(value), 1L, Long::sum);
  }

  private static boolean without(int misses, int part) {
    return (misses & ~part) == 0;
  }

  private static boolean differs(@Nullable String asked, String value) {
    return asked != null && !asked.equals(named(value));
  }

  private static @Nullable String asked(ListUrl url, String parameter) {
    String value = url.value(parameter);
    return value.isEmpty() ? null : value;
  }
}
