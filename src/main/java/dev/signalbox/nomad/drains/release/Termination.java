package dev.signalbox.nomad.drains.release;

import dev.signalbox.nomad.Allocation;
import dev.signalbox.nomad.Client;
import dev.signalbox.nomad.ClientState;
import dev.signalbox.nomad.ClusterView;
import dev.signalbox.nomad.NomadCluster;
import dev.signalbox.nomad.NomadDetails;
import dev.signalbox.nomad.NomadDetails.ClientDetail;
import dev.signalbox.nomad.NomadDetails.ClientEvent;
import dev.signalbox.nomad.SafeToTerminate;
import dev.signalbox.nomad.Trust;
import dev.signalbox.nomad.drains.Readiness;
import dev.signalbox.outside.OutsideWorldException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Decides whether a machine may be terminated: by the client as Nomad tells it now, and by the
 * allocations of a view that is at least as new. Without Nomad it still says no, but never yes.
 */
@Component
class Termination {

  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final String STALE =
      "The picture of the cluster is not up to date, so nothing is said that could kill a build.";

  private final NomadCluster cluster;
  private final NomadDetails details;
  private final Clock clock;

  Termination(NomadCluster cluster, NomadDetails details, Clock clock) {
    this.cluster = cluster;
    this.details = details;
    this.clock = clock;
  }

  /** The verdict on whatever goes by that. */
  Verdict verdict(String asked) {
    return switch (Lookup.of(asked, cluster.view())) {
      case Lookup.Found found -> verdict(found.client());
      case Lookup.Several several -> new Verdict.Ambiguous(several.clients());
      case Lookup.Nothing nothing -> unknown(asked, nothing.surely());
    };
  }

  private Verdict verdict(Client known) {
    Optional<ClientDetail> fresh;
    try {
      fresh = details.client(known.id());
    } catch (OutsideWorldException e) {
      return withoutNomad(known, e);
    }
    if (!Readiness.holds(cluster.trust())) {
      return onlyNo(fresh.map(ClientDetail::client).orElse(known), STALE);
    }
    if (fresh.isEmpty()) {
      return gone();
    }
    Client client = fresh.get().client();
    if (!covers(client)) {
      return onlyNo(client, "The picture of the cluster is behind this client; ask again.");
    }
    return said(client, wasCompleted(fresh.get().events()), true);
  }

  private Verdict unknown(String asked, boolean surely) {
    if (!Readiness.holds(cluster.trust())) {
      return new Verdict.Unknown(STALE);
    }
    try {
      // it may have come since; only whole ids can be asked for
      Optional<ClientDetail> fresh = isId(asked) ? details.client(asked) : Optional.empty();
      if (fresh.isPresent()) {
        Client client = fresh.get().client();
        return covers(client)
            ? said(client, wasCompleted(fresh.get().events()), true)
            : onlyNo(client, "The picture of the cluster is behind this client; ask again.");
      }
    } catch (OutsideWorldException e) {
      return new Verdict.Unknown("Nomad did not answer: " + e.answered());
    }
    return surely || isId(asked)
        ? gone()
        : new Verdict.Unknown("Not all clients were read whole yet; ask again.");
  }

  private Verdict withoutNomad(Client known, OutsideWorldException failure) {
    return onlyNo(known, "Nomad did not answer: " + failure.answered());
  }

  /** From data that may be old: it may say no, and else it says nothing. */
  private Verdict onlyNo(Client client, String why) {
    Verdict.Said said = said(client, false, false);
    return said.safe() instanceof SafeToTerminate.No ? said : new Verdict.Unknown(why);
  }

  private Verdict.Said said(Client client, boolean told, boolean live) {
    List<Allocation> left = cluster.view().buildsOn(client.id());
    return new Verdict.Said(
        client,
        ClientState.of(client, left),
        SafeToTerminate.of(client, left, told),
        live ? clock.instant() : cluster.trust().asOf(),
        live);
  }

  private Verdict gone() {
    return new Verdict.Said(
        null,
        new ClientState.Gone(),
        SafeToTerminate.of(null, List.of(), false),
        asOf(cluster.trust()),
        true);
  }

  private static @Nullable Instant asOf(Trust trust) {
    return trust.asOf();
  }

  /** Whether the view is as new as what was read, waiting a little for it. */
  private boolean covers(Client client) {
    return holds(cluster.view(), client)
        || (cluster.awaits(client.modifyIndex(), PATIENCE) && holds(cluster.view(), client));
  }

  private static boolean holds(ClusterView view, Client client) {
    return view.client(client.id())
        .filter(seen -> seen.modifyIndex() >= client.modifyIndex())
        .isPresent();
  }

  /** For servers that keep no last drain: the newest event of one says that it is over. */
  private static boolean wasCompleted(List<ClientEvent> events) {
    return events.stream()
        .filter(event -> event.subsystem().equals("Drain"))
        .findFirst()
        .filter(event -> event.message().toLowerCase(Locale.ROOT).contains("drain complete"))
        .isPresent();
  }

  private static boolean isId(String asked) {
    return asked.matches("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
  }
}
