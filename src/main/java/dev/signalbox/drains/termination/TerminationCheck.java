package dev.signalbox.drains.termination;

import dev.signalbox.drains.CapacityReserve;
import dev.signalbox.nomad.Allocation;
import dev.signalbox.nomad.Client;
import dev.signalbox.nomad.ClientState;
import dev.signalbox.nomad.ClusterSnapshot;
import dev.signalbox.nomad.ClusterState;
import dev.signalbox.nomad.NomadQueries;
import dev.signalbox.nomad.NomadQueries.ClientDetail;
import dev.signalbox.nomad.NomadQueries.ClientEvent;
import dev.signalbox.nomad.ResourceType;
import dev.signalbox.nomad.SyncStatus;
import dev.signalbox.nomad.TerminationSafety;
import dev.signalbox.remote.RemoteSystemException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Checks whether a machine is safe to terminate. The snapshot alone is only enough for a no,
 * because it may be limited to a namespace and, while Nomad is polled, its lists differ in age.
 * Before a yes the client and its allocations in all namespaces are read from Nomad.
 */
@Component
class TerminationCheck {

  private static final Duration MAX_WAIT = Duration.ofSeconds(2);
  private static final String STALE =
      "Nomad data is stale, so it is unknown whether builds are running.";

  private final ClusterState cluster;
  private final NomadQueries queries;
  private final Clock clock;

  TerminationCheck(ClusterState cluster, NomadQueries queries, Clock clock) {
    this.cluster = cluster;
    this.queries = queries;
    this.clock = clock;
  }

  /** Decides for the client that matches the id or name. */
  TerminationDecision decide(String idOrName) {
    return switch (ClientLookup.of(idOrName, cluster.snapshot())) {
      case ClientLookup.Found found ->
          found.ambiguity() == null
              ? decide(found.client(), idOrName)
              : new TerminationDecision.Unknown(found.ambiguity());
      case ClientLookup.Ambiguous several -> new TerminationDecision.Ambiguous(several.clients());
      case ClientLookup.NoMatch nothing -> unknown(idOrName, nothing.ambiguity());
    };
  }

  private TerminationDecision decide(Client known, String idOrName) {
    Optional<ClientDetail> fresh;
    try {
      fresh = queries.client(known.id());
    } catch (RemoteSystemException e) {
      return withoutNomad(known, e);
    }
    if (!CapacityReserve.isFresh(cluster.syncStatus())) {
      return noOrUnknown(fresh.map(ClientDetail::client).orElse(known), STALE);
    }
    if (fresh.isEmpty()) {
      // the machine may have registered again under a new node id
      return ClientLookup.isId(idOrName)
          ? gone()
          : new TerminationDecision.Unknown(
              known.name() + " was just removed from Nomad. Try again.");
    }
    return decide(fresh.get());
  }

  private TerminationDecision unknown(String idOrName, @Nullable String ambiguity) {
    if (!CapacityReserve.isFresh(cluster.syncStatus())) {
      return new TerminationDecision.Unknown(STALE);
    }
    if (ClientLookup.isId(idOrName)) {
      try {
        // it may have registered after the snapshot
        return queries.client(idOrName).map(this::decide).orElseGet(this::gone);
      } catch (RemoteSystemException e) {
        return new TerminationDecision.Unknown("Nomad request failed: " + e.response());
      }
    }
    if (ambiguity != null) {
      return new TerminationDecision.Unknown(ambiguity);
    }
    return cluster.syncStatus().state() == SyncStatus.State.LIVE
        ? gone()
        : new TerminationDecision.Unknown(
            "No client matches "
                + idOrName
                + ". While Nomad is polled, clients that have just registered may be missing.");
  }

  private TerminationDecision decide(ClientDetail fresh) {
    Client client = fresh.client();
    if (!covers(client)) {
      return noOrUnknown(
          client, "The latest state of this client is not available yet. Try again.");
    }
    boolean completed = wasCompleted(fresh.events());
    TerminationDecision.Decided bySnapshot =
        decided(client, cluster.snapshot().buildsOn(client.id()), completed, true);
    if (bySnapshot.safe() instanceof TerminationSafety.Unsafe) {
      return bySnapshot;
    }
    try {
      return decided(client, queries.buildsOn(client.id()), completed, true);
    } catch (RemoteSystemException e) {
      return new TerminationDecision.Unknown(
          "Could not read the client's allocations: " + e.response());
    }
  }

  private TerminationDecision withoutNomad(Client known, RemoteSystemException failure) {
    return noOrUnknown(known, "Nomad request failed: " + failure.response());
  }

  /** Decides from data that may be stale: the answer is no or unknown. */
  private TerminationDecision noOrUnknown(Client client, String why) {
    TerminationDecision.Decided decided =
        decided(client, cluster.snapshot().buildsOn(client.id()), false, false);
    return decided.safe() instanceof TerminationSafety.Unsafe
        ? decided
        : new TerminationDecision.Unknown(why);
  }

  private TerminationDecision.Decided decided(
      Client client, List<Allocation> left, boolean completed, boolean live) {
    return new TerminationDecision.Decided(
        client,
        ClientState.of(client, left),
        TerminationSafety.of(
            client, left, cluster.snapshot().systemAllocationsOn(client.id()), completed),
        live ? clock.instant() : cluster.syncStatus().confirmedAt(),
        live);
  }

  private TerminationDecision gone() {
    return new TerminationDecision.Decided(
        null,
        new ClientState.Gone(),
        TerminationSafety.of(null, List.of(), List.of(), false),
        asOf(cluster.syncStatus()),
        true);
  }

  private static @Nullable Instant asOf(SyncStatus syncStatus) {
    return syncStatus.confirmedAt();
  }

  /** Whether the snapshot contains the state that was read, after a short wait. */
  private boolean covers(Client client) {
    return contains(cluster.snapshot(), client)
        || (cluster.awaitIndex(ResourceType.CLIENTS, client.modifyIndex(), MAX_WAIT)
            && contains(cluster.snapshot(), client));
  }

  private static boolean contains(ClusterSnapshot snapshot, Client client) {
    return snapshot
        .client(client.id())
        .filter(seen -> seen.modifyIndex() >= client.modifyIndex())
        .isPresent();
  }

  /** Whether the newest drain event is a completion, for servers that store no last drain. */
  private static boolean wasCompleted(List<ClientEvent> events) {
    return events.stream()
        .filter(event -> event.subsystem().equals("Drain"))
        .findFirst()
        .filter(event -> event.message().toLowerCase(Locale.ROOT).contains("drain complete"))
        .isPresent();
  }
}
