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

  /**
   * Returns the client's name from the snapshot, or from Nomad if the snapshot has no such client.
   */
  String name(String id) {
    return cluster.snapshot().client(id).orElseGet(() -> client(id)).name();
  }

  OperationContext context(@Nullable String reason) {
    return new OperationContext(
        actors.actor(), reason == null ? "" : reason.strip(), UUID.randomUUID());
  }

  /** Redirects to the client's page after a change, once the snapshot contains it. */
  String succeeded(Client client, String message, long index, HttpServletResponse response) {
    return redirect.redirect(
        NomadLinks.client(client.id()),
        FlashMessage.success(message),
        ResourceType.CLIENTS,
        index,
        response);
  }

  /** Redirects to the client's page, which shows why nothing has changed. */
  String refused(Client client, String message, HttpServletResponse response) {
    return redirect.redirect(NomadLinks.client(client.id()), FlashMessage.error(message), response);
  }

  /** Redirects to the list of clients after a client has disappeared. */
  String gone(String id, HttpServletResponse response) {
    return redirect.redirect(
        "/nomad/clients",
        FlashMessage.error("Client " + id + " no longer exists in Nomad."),
        response);
  }

  /** Redirects to the list of clients once the snapshot contains a removal. */
  String removed(Client client, long index, HttpServletResponse response) {
    return redirect.redirect(
        "/nomad/clients",
        FlashMessage.success("Removed " + client.name() + " from Nomad."),
        ResourceType.CLIENTS,
        index,
        response);
  }
}
