package dev.signalbox.audit.search;

import dev.signalbox.web.ListUrl;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The actions with their number of events, grouped by their first word. The numbers are those of
 * the filter except for its action; they are left out where they would be of other events.
 */
record ActionTree(List<Group> groups) {

  static ActionTree of(List<EventCount> counts, ListUrl url) {
    return of(counts, true, url);
  }

  /** Returns the tree for a filter whose events are not counted. */
  static ActionTree withoutCounts(List<EventCount> all, ListUrl url) {
    return of(all, false, url);
  }

  private static ActionTree of(List<EventCount> counts, boolean isCounted, ListUrl url) {
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
                        isCounted ? "%,d".formatted(events) : null,
                        events,
                        KnownActions.title(action),
                        url.with("action", action).toString(),
                        url.has("action", action))));
    return new ActionTree(
        groups.entrySet().stream().map(entry -> Group.of(entry, isCounted, url)).toList());
  }

  private static String firstWord(String action) {
    int dot = action.indexOf('.');
    return dot < 0 ? action : action.substring(0, dot);
  }

  /**
   * Actions with the same first word.
   *
   * @param events the number of events, or null if they are not counted
   * @param open whether the group or one of its actions is selected
   */
  record Group(
      String name,
      @Nullable String events,
      String url,
      boolean on,
      boolean open,
      List<Leaf> leaves) {

    static Group of(Map.Entry<String, List<Leaf>> entry, boolean isCounted, ListUrl url) {
      String all = entry.getKey() + ".";
      boolean on = url.has("action", all);
      return new Group(
          entry.getKey(),
          isCounted
              ? "%,d".formatted(entry.getValue().stream().mapToLong(Leaf::number).sum())
              : null,
          url.with("action", all).toString(),
          on,
          on || entry.getValue().stream().anyMatch(Leaf::on),
          entry.getValue());
    }
  }

  /** One action with its number of events, or null if they are not counted. */
  record Leaf(
      String name,
      @Nullable String events,
      long number,
      String description,
      String url,
      boolean on) {}
}
