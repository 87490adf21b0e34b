package dev.signalbox.audit.search;

import dev.signalbox.web.ListUrl;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Every action with its number of events, grouped by its first word. */
record ActionTree(List<Group> groups) {

  static ActionTree of(List<EventCount> counts, ListUrl url) {
    Map<String, Long> actions =
        counts.stream()
            .collect(
                Collectors.groupingBy(
                    EventCount::action, TreeMap::new, Collectors.summingLong(EventCount::events)));
    Map<String, List<Leaf>> groups = new TreeMap<>();
    actions.forEach(
        (action, events) ->
            groups
                .computeIfAbsent(firstWord(action), key -> new ArrayList<>())
                .add(
                    new Leaf(
                        action,
                        "%,d".formatted(events),
                        events,
                        KnownActions.title(action),
                        url.with("action", action).toString(),
                        url.has("action", action))));
    return new ActionTree(groups.entrySet().stream().map(entry -> Group.of(entry, url)).toList());
  }

  private static String firstWord(String action) {
    int dot = action.indexOf('.');
    return dot < 0 ? action : action.substring(0, dot);
  }

  /**
   * Actions with the same first word.
   *
   * @param open whether the group or one of its actions is selected
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

  /** One action with its number of events. */
  record Leaf(
      String name, String events, long number, String description, String url, boolean on) {}
}
