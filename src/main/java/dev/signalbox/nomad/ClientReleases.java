package dev.signalbox.nomad;

import dev.signalbox.web.Status;
import java.time.Instant;
import java.util.Optional;

/** Clients whose machines somebody asked to have. */
public interface ClientReleases {

  /** The release of the client that goes on, if one does. */
  Optional<OnItsWay> openOf(String clientId);

  /**
   * How far it is.
   *
   * @param status in a word, as the list of releases says it
   * @param since since when it is there
   */
  record OnItsWay(Status status, Instant since) {}
}
