package dev.signalbox.audit.search;

import dev.signalbox.web.ListUrl;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Every action with its count, those that begin alike under one heading. */
record ActionTree(List<Group> groups) {

  static ActionTree of(List<Tally> tallies, ListUrl url) {
    Map<String, Long> actions =
        tallies.stream()
            .collect(
                Collectors.groupingBy(
                    Tally::action, TreeMap::new, Collectors.summingLong(Tally::events)));
    Map<String, List<Leaf>> groups = new TreeMap<>();
    actions.forEach(
        (action, events) ->
            groups
                .computeIfAbsent(begin(action), key -> new ArrayList<>())
                .add(
                    new Leaf(
                        action,
                        "%,d".formatted(events),
                        events,
                        KnownActions.description(action),
                        url.with("action", action).toString(),
                        url.has("action", action))));
    return new ActionTree(groups.entrySet().stream().map(entry -> Group.of(entry, url)).toList());
  }

  private static String begin(String action) {
    int dot = action.indexOf('.');
    return dot < 0 ? action : action.substring(0, dot);
  }

  /**
   * Actions that begin with the same word.
   *
   * @param open whether one of them is chosen
   */
  record Group(
      String name, String events, String url, boolean on, boolean open, List<Leaf> leaves) {

    static Group of(Map.Entry<String, List<Leaf>> entry, ListUrl url) {
      String all = entry.getKey() + ".";
      boolean on = url.has("action", all);
      return new Group(
          entry.getKey(),
          "%,d".formatted(entry.getValue().stream().mapToLong(Leaf::number).sum()),
          url.with("action", all).toString(),
          on,
          on || entry.getValue().stream().anyMatch(Leaf::on),
          entry.getValue());
    }
  }

  /** One action. */
  record Leaf(
      String name, String events, long number, String description, String url, boolean on) {}
}
