package dev.signalbox.clients;

import dev.signalbox.nomad.ClusterSnapshot;
import dev.signalbox.web.FilterChip;
import dev.signalbox.web.ListUrl;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Facet counts of the client list: how many clients each filter value would show while the rest of
 * the filter stays the same.
 *
 * @param others counts for unhealthy drivers and safe to terminate, by query parameter
 */
record ClientFacets(
    Map<ClientStateGroup, Long> kinds,
    Map<String, Long> classes,
    Map<String, Long> datacenters,
    Map<String, Long> pools,
    Map<String, Long> versions,
    Map<String, Long> others) {

  /** Maximum number of options per select; clients beyond it are found with the search. */
  private static final int MAX_OPTIONS = 40;

  static ClientFacets of(ClusterSnapshot snapshot, ClientFilter filter) {
    return filter.isAny()
        ? snapshot.derived(ClientFacets.class, any -> counted(any, filter))
        : counted(snapshot, filter);
  }

  private static ClientFacets counted(ClusterSnapshot snapshot, ClientFilter filter) {
    ClientFacets facets =
        new ClientFacets(
            new EnumMap<>(ClientStateGroup.class),
            new HashMap<>(),
            new HashMap<>(),
            new HashMap<>(),
            new HashMap<>(),
            new HashMap<>());
    ClientIndex.of(snapshot).byName().forEach(entry -> filter.count(entry, facets));
    return facets;
  }

  /** Returns the chips: the states, then filters that apply across states. */
  List<FilterChip> chips(ListUrl url) {
    List<FilterChip> chips = new ArrayList<>();
    chips.add(
        new FilterChip(
            "All",
            kinds.values().stream().mapToLong(Long::longValue).sum(),
            url.with("state", null).toString(),
            url.value("state").isEmpty()));
    Arrays.stream(ClientStateGroup.values())
        .filter(
            kind ->
                kind.isAlwaysShown() || kinds.containsKey(kind) || url.has("state", kind.code()))
        .map(kind -> chip(kind.label(), kinds.getOrDefault(kind, 0L), url, "state", kind.code()))
        .forEach(chips::add);
    add(chips, "Safe to terminate", url, "safe", "yes");
    add(chips, "Unhealthy driver, any state", url, "drivers", "unhealthy");
    return chips;
  }

  /** Returns the selects of the filter form; a select with a single option is left out. */
  List<Choice> choices(ListUrl url) {
    return List.of(
            choice("class", "Class", "Any class", classes, url),
            choice("dc", "Datacenter", "Any datacenter", datacenters, url),
            choice("pool", "Node pool", "Any node pool", pools, url),
            choice("version", "Version", "Any version", versions, url))
        .stream()
        .filter(choice -> choice.options().size() > 1 || !url.value(choice.name()).isEmpty())
        .toList();
  }

  private void add(List<FilterChip> chips, String label, ListUrl url, String name, String value) {
    long count = others.getOrDefault(name, 0L);
    if (count > 0 || url.has(name, value)) {
      chips.add(chip(label, count, url, name, value));
    }
  }

  /** Creates a chip; an active chip links to the list without its filter. */
  private static FilterChip chip(String label, long count, ListUrl url, String name, String value) {
    boolean on = url.has(name, value);
    return new FilterChip(label, count, url.with(name, on ? null : value).toString(), on);
  }

  private static Choice choice(
      String name, String label, String any, Map<String, Long> counts, ListUrl url) {
    List<Option> options =
        counts.entrySet().stream()
            .sorted(
                Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                    .thenComparing(Map.Entry.comparingByKey()))
            .limit(MAX_OPTIONS)
            .map(
                entry ->
                    new Option(
                        entry.getKey(),
                        entry.getKey() + " (" + entry.getValue() + ")",
                        url.has(name, entry.getKey())))
            .toList();
    return new Choice(name, label, any, options);
  }

  /** A select of the filter form. */
  public record Choice(String name, String label, String any, List<Option> options) {}

  public record Option(String value, String label, boolean on) {}
}
