package dev.signalbox.accounts.sessions;

import dev.signalbox.accounts.MembershipCheckDue;
import dev.signalbox.accounts.Operator;
import dev.signalbox.accounts.Role;
import dev.signalbox.audit.Actor;
import dev.signalbox.audit.CurrentActor;
import dev.signalbox.github.GitHubProperties;
import dev.signalbox.live.StreamOwner;
import dev.signalbox.live.StreamOwnerResolver;
import dev.signalbox.web.AccessNotice;
import dev.signalbox.web.CurrentUser;
import dev.signalbox.web.CurrentUserProvider;
import dev.signalbox.web.TimestampView;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;

/** Provides the signed-in user to the audit, web and live modules. */
@Component
class CurrentOperator implements CurrentActor, CurrentUserProvider, StreamOwnerResolver {

  private final ConsoleSessionRepository sessions;
  private final ApplicationEventPublisher events;
  private final boolean requiresGitHub;
  private final Clock clock;

  CurrentOperator(
      ConsoleSessionRepository sessions,
      ApplicationEventPublisher events,
      GitHubProperties settings,
      Clock clock) {
    this.sessions = sessions;
    this.events = events;
    this.requiresGitHub = settings.requiredForReauthentication();
    this.clock = clock;
  }

  @Override
  public Actor actor() {
    @Nullable Authentication authentication =
        SecurityContextHolder.getContext().getAuthentication();
    // The principal is an Operator for browser sessions and for API tokens.
    return authentication != null && authentication.getPrincipal() instanceof Operator operator
        ? Actor.user(operator.id().toString(), operator.login())
        : Actor.SYSTEM;
  }

  @Override
  public Optional<CurrentUser> currentUser() {
    return OperatorAuthentication.current()
        .map(signedIn -> user(signedIn, readOnlyReason(signedIn)));
  }

  @Override
  public Optional<CurrentUser> nomadUser() {
    return OperatorAuthentication.current()
        .map(
            signedIn ->
                user(signedIn, signedIn.mayChangeNomad() ? null : readOnlyReason(signedIn)));
  }

  @Override
  public Optional<AccessNotice> accessNotice() {
    Optional<OperatorAuthentication> current = OperatorAuthentication.current();
    Optional<AccessNotice> oneTimeCode =
        current
            .map(OperatorAuthentication::session)
            .map(LiveSession::endsAt)
            .map(this::oneTimeCode);
    if (oneTimeCode.isPresent()) {
      return oneTimeCode;
    }
    return current
        .filter(signedIn -> signedIn.operator().role() == Role.ADMIN)
        .filter(signedIn -> signedIn.membershipStatus() != MembershipStatus.FULL)
        .map(
            signedIn ->
                signedIn.mayChangeNomad()
                    ? new AccessNotice(
                        unconfirmedSince(signedIn)
                            + " You can change clients and jobs only. The audit log marks your"
                            + " actions as unconfirmed.",
                        null)
                    : new AccessNotice(
                        "Read-only: " + unconfirmedSince(signedIn),
                        requiresGitHub ? null : "/sign-in/unconfirmed"));
  }

  private AccessNotice oneTimeCode(Instant endsAt) {
    return new AccessNotice(
        "You signed in with a one-time code at %s. This session ends at %s (in %s). The audit log marks your actions."
            .formatted(
                TimestampView.timeOfDay(endsAt.minus(SessionRules.ONE_TIME_CODE)),
                TimestampView.timeOfDay(endsAt),
                TimestampView.formatDuration(Duration.between(clock.instant(), endsAt))),
        null);
  }

  private static CurrentUser user(
      OperatorAuthentication signedIn, @Nullable String readOnlyReason) {
    Operator operator = signedIn.operator();
    return new CurrentUser(
        operator.login(),
        operator.name(),
        operator.role().label(),
        operator.role() != Role.MEMBER,
        readOnlyReason);
  }

  @Override
  public Optional<StreamOwner> current() {
    return OperatorAuthentication.current().map(CurrentOperator::owner);
  }

  /** Also triggers the membership checks, which a user who only watches would never trigger. */
  @Override
  public Set<StreamOwner> stillAuthorized(Set<StreamOwner> owners) {
    Instant now = clock.instant();
    List<OperatorAuthentication> valid =
        sessions
            .findAll(owners.stream().map(StreamOwner::session).collect(Collectors.toSet()))
            .stream()
            .flatMap(session -> SessionRules.authenticate(session, now).stream())
            .toList();
    valid.stream()
        .filter(signedIn -> SessionRules.isMembershipDue(signedIn.session(), now))
        .map(signedIn -> new MembershipCheckDue(signedIn.operator().id()))
        .distinct()
        .forEach(events::publishEvent);
    Set<StreamOwner> authorized =
        valid.stream().map(CurrentOperator::owner).collect(Collectors.toSet());
    return owners.stream().filter(authorized::contains).collect(Collectors.toSet());
  }

  static StreamOwner owner(OperatorAuthentication signedIn) {
    Operator operator = signedIn.operator();
    return new StreamOwner(operator.id(), signedIn.session().id(), operator.role().name());
  }

  private static @Nullable String readOnlyReason(OperatorAuthentication signedIn) {
    return switch (signedIn.operator().role()) {
      case VIEWER -> "Read-only: your role is viewer.";
      case MEMBER -> "No console access: your role is member.";
      case ADMIN ->
          signedIn.membershipStatus() == MembershipStatus.FULL
              ? null
              : "Read-only: " + unconfirmedSince(signedIn);
    };
  }

  private static String unconfirmedSince(OperatorAuthentication signedIn) {
    return "GitHub has not confirmed your membership since "
        + TimestampView.timeOfDay(signedIn.session().confirmedAt())
        + ".";
  }
}
