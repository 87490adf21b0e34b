package dev.signalbox.nomad.drains.release;

import dev.signalbox.nomad.ClientReleases;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The releases that go on, for pages of clients. */
@Component
class OpenReleases implements ClientReleases {

  private final Releases releases;

  OpenReleases(Releases releases) {
    this.releases = releases;
  }

  @Override
  public Optional<OnItsWay> openOf(String clientId) {
    return releases
        .latest(clientId)
        .filter(Release::open)
        .map(release -> new OnItsWay(ReleasesPage.status(release), release.stateSince()));
  }
}
