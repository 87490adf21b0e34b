package dev.signalbox.clients;

import dev.signalbox.nomad.Client;
import dev.signalbox.nomad.ClusterSnapshot;
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
 * All clients of a snapshot, computed once per snapshot.
 *
 * @param byName all clients sorted by name, then by id
 * @param notReady clients that are not ready, in the same order
 * @param counts number of clients per state
 */
record ClientIndex(
    List<ClientEntry> byName, List<ClientEntry> notReady, Map<ClientStateGroup, Integer> counts) {

  private static final Comparator<ClientEntry> BY_NAME =
      Comparator.comparing(
              (ClientEntry entry) -> entry.client().name(), String::compareToIgnoreCase)
          .thenComparing(entry -> entry.client().id());

  static ClientIndex of(ClusterSnapshot snapshot) {
    return snapshot.derived(ClientIndex.class, ClientIndex::build);
  }

  /** Starts from the previous order: sorting a list that is nearly sorted takes linear time. */
  private static ClientIndex build(ClusterSnapshot snapshot, @Nullable ClientIndex previous) {
    List<ClientEntry> entries = new ArrayList<>(snapshot.clients().size());
    if (previous != null) {
      for (ClientEntry entry : previous.byName) {
        snapshot
            .client(entry.client().id())
            .ifPresent(client -> entries.add(ClientEntry.of(client, snapshot, entry)));
      }
    }
    Set<String> known = HashSet.newHashSet(entries.size());
    entries.forEach(entry -> known.add(entry.client().id()));
    for (Client client : snapshot.clients()) {
      if (!known.contains(client.id())) {
        entries.add(ClientEntry.of(client, snapshot));
      }
    }
    entries.sort(BY_NAME);
    Map<ClientStateGroup, Integer> counts = new EnumMap<>(ClientStateGroup.class);
    entries.forEach(entry -> counts.merge(entry.stateGroup(), 1, Integer::sum));
    return new ClientIndex(
        Collections.unmodifiableList(entries),
        entries.stream().filter(entry -> entry.stateGroup() != ClientStateGroup.READY).toList(),
        counts);
  }

  int count(ClientStateGroup kind) {
    return counts.getOrDefault(kind, 0);
  }
}
