package dev.signalbox.nomad.clients;

import dev.signalbox.nomad.Client;
import dev.signalbox.nomad.ClusterView;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All clients of a view, made once however many pages ask.
 *
 * @param byName sorted by name, then by id
 * @param unwell those that are not simply ready, in the same order
 */
record ClientLines(
    List<ClientLine> byName, List<ClientLine> unwell, Map<ClientKind, Integer> counts) {

  private static final Comparator<ClientLine> BY_NAME =
      Comparator.comparing((ClientLine line) -> line.client().name(), String::compareToIgnoreCase)
          .thenComparing(line -> line.client().id());

  static ClientLines of(ClusterView view) {
    return view.derived(ClientLines.class, ClientLines::make);
  }

  /** Names hardly change, and what is nearly in order is sorted in no time. */
  private static ClientLines make(ClusterView view, @Nullable ClientLines before) {
    List<ClientLine> lines = new ArrayList<>(view.clients().size());
    if (before != null) {
      for (ClientLine line : before.byName) {
        view.client(line.client().id())
            .ifPresent(client -> lines.add(ClientLine.of(client, view, line)));
      }
    }
    Set<String> known = HashSet.newHashSet(lines.size());
    lines.forEach(line -> known.add(line.client().id()));
    for (Client client : view.clients()) {
      if (!known.contains(client.id())) {
        lines.add(ClientLine.of(client, view));
      }
    }
    lines.sort(BY_NAME);
    Map<ClientKind, Integer> counts = new EnumMap<>(ClientKind.class);
    lines.forEach(line -> counts.merge(line.kind(), 1, Integer::sum));
    return new ClientLines(
        Collections.unmodifiableList(lines),
        lines.stream().filter(line -> line.kind() != ClientKind.READY).toList(),
        counts);
  }

  int count(ClientKind kind) {
    return counts.getOrDefault(kind, 0);
  }
}
