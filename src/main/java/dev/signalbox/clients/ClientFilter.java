package dev.signalbox.clients;

import dev.signalbox.web.InvalidParametersException;
import dev.signalbox.web.ListParameters;
import dev.signalbox.web.ListUrl;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Filter for the client list, read from the query string.
 *
 * @param query search text in lower case; empty matches all
 * @param stateGroup state, or null for any; the other nullable components likewise
 */
record ClientFilter(
    String query,
    @Nullable ClientStateGroup stateGroup,
    @Nullable String nodeClass,
    @Nullable String datacenter,
    @Nullable String pool,
    @Nullable String version,
    @Nullable UtilizationLevel utilizationLevel,
    boolean driverTrouble,
    boolean safe) {

  /** Value in the query string for clients without a class or node pool. */
  static final String NONE = "(none)";

  /** Query parameters that filter the list. */
  static final Set<String> FILTERS =
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

  static final ListParameters PARAMETERS =
      ListParameters.ofTexts("q", "class", "dc", "pool", "version")
          .choice(
              "state",
              Arrays.stream(ClientStateGroup.values()).map(ClientStateGroup::code).toList())
          .choice(
              "full", Arrays.stream(UtilizationLevel.values()).map(UtilizationLevel::code).toList())
          .choice("drivers", List.of("unhealthy"))
          .choice("safe", List.of("yes"))
          .sort(ClientOrder.columns());

  /**
   * Reads the filter.
   *
   * @throws InvalidParametersException if a value is unreadable
   */
  static ClientFilter of(ListUrl any) {
    ListUrl url = PARAMETERS.require(any);
    return new ClientFilter(
        url.value("q").trim().toLowerCase(Locale.ROOT),
        ClientStateGroup.fromCode(url.value("state")).orElse(null),
        parameter(url, "class"),
        parameter(url, "dc"),
        parameter(url, "pool"),
        parameter(url, "version"),
        UtilizationLevel.fromCode(url.value("full")).orElse(null),
        url.has("drivers", "unhealthy"),
        url.has("safe", "yes"));
  }

  /** Returns the value for the query string: the value itself, or {@link #NONE} if empty. */
  static String parameterValue(String value) {
    return value.isEmpty() ? NONE : value;
  }

  /** Returns the clients that match, in the same order. */
  List<ClientEntry> of(List<ClientEntry> entries) {
    return isAny() ? entries : entries.stream().filter(entry -> misses(entry) == 0).toList();
  }

  /** Whether all clients match. */
  boolean isAny() {
    return equals(ANY);
  }

  /** Returns which parts of the filter do not match, as a bit set. */
  private int misses(ClientEntry entry) {
    if ((utilizationLevel != null && entry.utilizationLevel() != utilizationLevel)
        || (!query.isEmpty() && !entry.matches(query))) {
      return REST;
    }
    int misses = 0;
    if (stateGroup != null && entry.stateGroup() != stateGroup) {
      misses |= KIND;
    }
    if (differs(nodeClass, entry.client().nodeClass())) {
      misses |= CLASS;
    }
    if (differs(datacenter, entry.client().datacenter())) {
      misses |= DATACENTER;
    }
    if (differs(pool, entry.client().pool())) {
      misses |= POOL;
    }
    if (differs(version, entry.client().version())) {
      misses |= VERSION;
    }
    if (driverTrouble && !entry.hasUnhealthyDriver()) {
      misses |= DRIVERS;
    }
    if (safe && !entry.isSafeToTerminate()) {
      misses |= SAFE;
    }
    return misses;
  }

  /**
   * Adds a client to the count of each facet value that would show it while the other parts of the
   * filter stay the same.
   */
  void count(ClientEntry entry, ClientFacets facets) {
    int misses = misses(entry);
    if (without(misses, KIND)) {
      facets.kinds().merge(entry.stateGroup(), 1L, Long::sum);
    }
    if (without(misses, CLASS)) {
      add(facets.classes(), entry.client().nodeClass());
    }
    if (without(misses, DATACENTER)) {
      add(facets.datacenters(), entry.client().datacenter());
    }
    if (without(misses, POOL)) {
      add(facets.pools(), entry.client().pool());
    }
    if (without(misses, VERSION)) {
      add(facets.versions(), entry.client().version());
    }
    if (without(misses, DRIVERS) && entry.hasUnhealthyDriver()) {
      facets.others().merge("drivers", 1L, Long::sum);
    }
    if (without(misses, SAFE) && entry.isSafeToTerminate()) {
      facets.others().merge("safe", 1L, Long::sum);
    }
  }

  private static void add(Map<String, Long> counts, String value) {
    counts.merge(parameterValue(value), 1L, Long::sum);
  }

  private static boolean without(int misses, int part) {
    return (misses & ~part) == 0;
  }

  private static boolean differs(@Nullable String expected, String value) {
    return expected != null && !expected.equals(parameterValue(value));
  }

  private static @Nullable String parameter(ListUrl url, String name) {
    String value = url.value(name);
    return value.isEmpty() ? null : value;
  }
}
