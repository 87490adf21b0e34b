package dev.signalbox.accounts.access;

import dev.signalbox.accounts.MembershipDue;
import dev.signalbox.accounts.github.GitHubAddress;
import dev.signalbox.settings.Settings;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Says who may use the installation: to its ingress by pass, to its services by GitHub id. */
@Component
public class InstallationAccess {

  private final Visits visits;
  private final ApplicationEventPublisher events;
  private final Clock clock;
  private final String instance;

  InstallationAccess(
      Visits visits, ApplicationEventPublisher events, Clock clock, Settings settings) {
    this.visits = visits;
    this.events = events;
    this.clock = clock;
    this.instance = GitHubAddress.of(settings.github().url()).instance();
  }

  /**
   * Whether the person with this numeric GitHub id may use the installation now, signed in or not.
   * Nobody is whoever has never signed in.
   */
  public AccessAnswer forGitHubId(long githubId) {
    return answer(visits.ofGitHubId(instance, githubId));
  }

  AccessAnswer forPass(byte[] hash) {
    return answer(visits.withPass(hash));
  }

  /** People who only ever use the installation are looked at again by asking here. */
  private AccessAnswer answer(Optional<Visit> visit) {
    Instant now = clock.instant();
    visit
        .filter(one -> one.due(now))
        .ifPresent(one -> events.publishEvent(new MembershipDue(one.account())));
    return visit.map(one -> one.judge(now)).orElseGet(AccessAnswer.Nobody::new);
  }
}
