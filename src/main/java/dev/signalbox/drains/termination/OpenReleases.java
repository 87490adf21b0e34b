package dev.signalbox.drains.termination;

import dev.signalbox.nomad.ClientTerminations;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Provides the releases in progress to the client pages. */
@Component
class OpenReleases implements ClientTerminations {

  private final TerminationRequests releases;

  OpenReleases(TerminationRequests releases) {
    this.releases = releases;
  }

  @Override
  public Optional<OpenTermination> openOf(String clientId) {
    return releases
        .findLatest(clientId)
        .filter(TerminationRequest::isOpen)
        .map(release -> new OpenTermination(ReleasesPage.status(release), release.stateSince()));
  }
}
