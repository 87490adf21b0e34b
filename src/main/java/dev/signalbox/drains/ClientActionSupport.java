package dev.signalbox.drains;

import dev.signalbox.audit.CurrentActor;
import dev.signalbox.nomad.Client;
import dev.signalbox.nomad.ClusterState;
import dev.signalbox.nomad.NomadQueries;
import dev.signalbox.nomad.NomadQueries.ClientDetail;
import dev.signalbox.nomad.ResourceType;
import dev.signalbox.nomad.ui.ActionRedirect;
import dev.signalbox.nomad.ui.NomadLinks;
import dev.signalbox.remote.RemoteSystemException;
import dev.signalbox.web.FlashMessage;
import dev.signalbox.web.ObjectNotFoundException;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Shared steps of the controllers that change a client. */
@Component
class ClientActionSupport {

  private final ClusterState cluster;
  private final NomadQueries queries;
  private final CurrentActor actors;
  private final ActionRedirect redirect;

  ClientActionSupport(
      ClusterState cluster, NomadQueries queries, CurrentActor actors, ActionRedirect redirect) {
    this.cluster = cluster;
    this.queries = queries;
    this.actors = actors;
    this.redirect = redirect;
  }

  /**
   * Reads the client from Nomad, or from the snapshot if Nomad fails.
   *
   * @throws ObjectNotFoundException if Nomad has no such client
   */
  Client client(String id) {
    Optional<Client> known = cluster.snapshot().client(id);
    try {
      return queries
          .client(id)
          .map(ClientDetail::client)
          .orElseThrow(
              () -> new ObjectNotFoundException("client", id, "/nomad/clients", "clients"));
    } catch (RemoteSystemException e) {
      return known.orElseThrow(() -> e);
    }
  }

  OperationContext context(@Nullable String reason) {
    return new OperationContext(
        actors.actor(), reason == null ? "" : reason.strip(), UUID.randomUUID());
  }

  /** Redirects to the client's page, after waiting until the snapshot contains the change. */
  String redirectToClient(String id, FlashMessage flash, long index, HttpServletResponse response) {
    return redirect.redirect(NomadLinks.client(id), flash, ResourceType.CLIENTS, index, response);
  }
}
