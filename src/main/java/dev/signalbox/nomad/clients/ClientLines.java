package dev.signalbox.nomad.clients;

import dev.signalbox.nomad.ClusterView;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

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

  private static ClientLines make(ClusterView view) {
    List<ClientLine> lines =
        view.clients().stream().map(client -> ClientLine.of(client, view)).sorted(BY_NAME).toList();
    Map<ClientKind, Integer> counts = new EnumMap<>(ClientKind.class);
    lines.forEach(line -> counts.merge(line.kind(), 1, Integer::sum));
    return new ClientLines(
        lines, lines.stream().filter(line -> line.kind() != ClientKind.READY).toList(), counts);
  }

  int count(ClientKind kind) {
    return counts.getOrDefault(kind, 0);
  }
}
