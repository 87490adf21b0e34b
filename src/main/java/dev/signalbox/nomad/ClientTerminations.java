package dev.signalbox.nomad;

import dev.signalbox.web.StatusLabel;
import java.time.Instant;
import java.util.Optional;

/** Termination requests for clients. */
public interface ClientTerminations {

  /** Returns the open termination request of a client, if there is one. */
  Optional<OpenTermination> openOf(String clientId);

  /**
   * The progress of a request.
   *
   * @param status the status badge, as in the list of requests
   * @param since when the request entered that status
   */
  record OpenTermination(StatusLabel status, Instant since) {}
}
