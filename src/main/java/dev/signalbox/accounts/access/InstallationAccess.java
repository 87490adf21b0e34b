package dev.signalbox.accounts.access;

import dev.signalbox.accounts.MembershipCheckDue;
import dev.signalbox.github.GitHubProperties;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Decides who can access the CI server: by pass for its ingress, by GitHub id for services. */
@Component
public class InstallationAccess {

  private final AccessCheckQueries queries;
  private final ApplicationEventPublisher events;
  private final Clock clock;
  private final String instance;

  InstallationAccess(
      AccessCheckQueries queries,
      ApplicationEventPublisher events,
      Clock clock,
      GitHubProperties settings) {
    this.queries = queries;
    this.events = events;
    this.clock = clock;
    this.instance = settings.address().instance();
  }

  /**
   * Returns whether the user with this numeric GitHub id can access the CI server, whether signed
   * in or not. Users who have never signed in are {@link AccessDecision.Unauthenticated}.
   */
  public AccessDecision forGitHubId(long githubId) {
    return decide(queries.findByGitHubId(instance, githubId));
  }

  /** Returns whether the user of an account can access the CI server, whether signed in or not. */
  AccessDecision forAccount(UUID account) {
    return decide(queries.findByAccount(account));
  }

  AccessDecision forPass(byte[] hash) {
    return decide(queries.findByPass(hash));
  }

  /** Also triggers the periodic membership check of users who never open the console. */
  private AccessDecision decide(Optional<AccessCheck> check) {
    Instant now = clock.instant();
    check
        .filter(found -> found.isMembershipDue(now))
        .ifPresent(found -> events.publishEvent(new MembershipCheckDue(found.account())));
    return check.map(found -> found.decide(now)).orElseGet(AccessDecision.Unauthenticated::new);
  }
}
