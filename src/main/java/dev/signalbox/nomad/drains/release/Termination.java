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
 * Decides whether a machine may be terminated. By the view it only says no: that may be limited to
 * a namespace, and while lists are polled each of them is as old as it is. Before a yes Nomad is
 * asked for the client and then for what runs on it, whatever its namespace.
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
      case Lookup.Found found ->
          found.doubt() == null
              ? verdict(found.client(), asked)
              : new Verdict.Unknown(found.doubt());
      case Lookup.Several several -> new Verdict.Ambiguous(several.clients());
      case Lookup.Nothing nothing -> unknown(asked, nothing.doubt());
    };
  }

  private Verdict verdict(Client known, String asked) {
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
      // what goes by a name or an instance may have registered anew
      return Lookup.isId(asked)
          ? gone()
          : new Verdict.Unknown("Nomad has just forgotten " + known.name() + "; ask again.");
    }
    return verdict(fresh.get());
  }

  private Verdict unknown(String asked, @Nullable String doubt) {
    if (!Readiness.holds(cluster.trust())) {
      return new Verdict.Unknown(STALE);
    }
    if (Lookup.isId(asked)) {
      try {
        // it may have come since
        return details.client(asked).map(this::verdict).orElseGet(this::gone);
      } catch (OutsideWorldException e) {
        return new Verdict.Unknown("Nomad did not answer: " + e.answered());
      }
    }
    if (doubt != null) {
      return new Verdict.Unknown(doubt);
    }
    return cluster.trust().state() == Trust.State.LIVE
        ? gone()
        : new Verdict.Unknown(
            "No client goes by "
                + asked
                + ", but clients that came a moment ago are not known while lists are polled.");
  }

  private Verdict verdict(ClientDetail fresh) {
    Client client = fresh.client();
    if (!covers(client)) {
      return onlyNo(client, "The picture of the cluster is behind this client; ask again.");
    }
    boolean told = wasCompleted(fresh.events());
    Verdict.Said byView = said(client, cluster.view().buildsOn(client.id()), told, true);
    if (byView.safe() instanceof SafeToTerminate.No) {
      return byView;
    }
    try {
      return said(client, details.buildsOn(client.id()), told, true);
    } catch (OutsideWorldException e) {
      return new Verdict.Unknown("Nomad did not tell what runs on it: " + e.answered());
    }
  }

  private Verdict withoutNomad(Client known, OutsideWorldException failure) {
    return onlyNo(known, "Nomad did not answer: " + failure.answered());
  }

  /** From data that may be old: it may say no, and else it says nothing. */
  private Verdict onlyNo(Client client, String why) {
    Verdict.Said said = said(client, cluster.view().buildsOn(client.id()), false, false);
    return said.safe() instanceof SafeToTerminate.No ? said : new Verdict.Unknown(why);
  }

  private Verdict.Said said(Client client, List<Allocation> left, boolean told, boolean live) {
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
}
