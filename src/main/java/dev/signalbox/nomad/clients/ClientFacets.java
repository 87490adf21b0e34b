package dev.signalbox.nomad.clients;

import dev.signalbox.nomad.ClusterView;
import dev.signalbox.web.Chip;
import dev.signalbox.web.ListUrl;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How many clients each choice of a filter would show, the rest of the filter left as it is.
 *
 * @param others driver trouble and safe to terminate, by the names of their parameters
 */
record ClientFacets(
    Map<ClientKind, Long> kinds,
    Map<String, Long> classes,
    Map<String, Long> datacenters,
    Map<String, Long> pools,
    Map<String, Long> versions,
    Map<String, Long> others) {

  /** More choices than this help nobody, and weigh on the page; the search finds the rest. */
  private static final int MOST = 40;

  static ClientFacets of(ClusterView view, ClientFilter filter) {
    return filter.isAny()
        ? view.derived(ClientFacets.class, any -> counted(any, filter))
        : counted(view, filter);
  }

  private static ClientFacets counted(ClusterView view, ClientFilter filter) {
    ClientFacets facets =
        new ClientFacets(
            new EnumMap<>(ClientKind.class),
            new HashMap<>(),
            new HashMap<>(),
            new HashMap<>(),
            new HashMap<>(),
            new HashMap<>());
    ClientLines.of(view).byName().forEach(line -> filter.count(line, facets));
    return facets;
  }

  /** The states as links, then what a person looks for across them. */
  List<Chip> chips(ListUrl url) {
    List<Chip> chips = new ArrayList<>();
    chips.add(
        new Chip(
            "All",
            kinds.values().stream().mapToLong(Long::longValue).sum(),
            url.with("state", null).toString(),
            url.value("state").isEmpty()));
    Arrays.stream(ClientKind.values())
        .filter(kind -> kind.usual() || kinds.containsKey(kind) || url.has("state", kind.word()))
        .map(kind -> chip(kind.label(), kinds.getOrDefault(kind, 0L), url, "state", kind.word()))
        .forEach(chips::add);
    add(chips, "Safe to terminate", url, "safe", "yes");
    add(chips, "Any driver trouble", url, "drivers", "trouble");
    return chips;
  }

  /** The choices that are too many for links; those that leave no choice are left out. */
  List<Choice> choices(ListUrl url) {
    return List.of(
            choice("class", "Class", "Any class", classes, url),
            choice("dc", "Datacenter", "Any datacenter", datacenters, url),
            choice("pool", "Pool", "Any pool", pools, url),
            choice("version", "Version", "Any version", versions, url))
        .stream()
        .filter(choice -> choice.options().size() > 1 || !url.value(choice.name()).isEmpty())
        .toList();
  }

  private void add(List<Chip> chips, String label, ListUrl url, String name, String value) {
    long count = others.getOrDefault(name, 0L);
    if (count > 0 || url.has(name, value)) {
      chips.add(chip(label, count, url, name, value));
    }
  }

  /** A press on the one that is on takes it off. */
  private static Chip chip(String label, long count, ListUrl url, String name, String value) {
    boolean on = url.has(name, value);
    return new Chip(label, count, url.with(name, on ? null : value).toString(), on);
  }

  private static Choice choice(
      String name, String label, String any, Map<String, Long> counts, ListUrl url) {
    List<Option> options =
        counts.entrySet().stream()
            .sorted(
                Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                    .thenComparing(Map.Entry.comparingByKey()))
            .limit(MOST)
            .map(
                entry ->
                    new Option(
                        entry.getKey(),
                        entry.getKey() + " (" + entry.getValue() + ")",
                        url.has(name, entry.getKey())))
            .toList();
    return new Choice(name, label, any, options);
  }

  /** A select of the form. */
  public record Choice(String name, String label, String any, List<Option> options) {}

  public record Option(String value, String label, boolean on) {}
}
