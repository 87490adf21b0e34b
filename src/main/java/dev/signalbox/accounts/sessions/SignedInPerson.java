package dev.signalbox.accounts.sessions;

import dev.signalbox.accounts.Operator;
import dev.signalbox.accounts.Role;
import dev.signalbox.audit.Actor;
import dev.signalbox.audit.CurrentActor;
import dev.signalbox.live.StreamOwner;
import dev.signalbox.live.StreamOwners;
import dev.signalbox.web.CurrentVisitor;
import dev.signalbox.web.Moment;
import dev.signalbox.web.Visitor;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;

/** Answers the foundations' questions about the signed-in person. */
@Component
class SignedInPerson implements CurrentActor, CurrentVisitor, StreamOwners {

  private final Sessions sessions;

  SignedInPerson(Sessions sessions) {
    this.sessions = sessions;
  }

  @Override
  public Actor actor() {
    @Nullable Authentication who = SecurityContextHolder.getContext().getAuthentication();
    // a browser's session or an API token: either way it is the person who acts
    return who != null && who.getPrincipal() instanceof Operator operator
        ? Actor.user(operator.id().toString(), operator.login())
        : Actor.CONSOLE;
  }

  @Override
  public Optional<Visitor> visitor() {
    return SignedIn.current()
        .map(
            signedIn -> {
              Operator operator = signedIn.operator();
              return new Visitor(
                  operator.login(),
                  operator.name(),
                  operator.role().word(),
                  operator.role() != Role.MEMBER,
                  whyNoChanges(signedIn));
            });
  }

  @Override
  public Optional<StreamOwner> current() {
    return SignedIn.current().map(s -> new StreamOwner(s.operator().id(), s.session().id()));
  }

  @Override
  public Set<StreamOwner> stillWelcome(Set<StreamOwner> owners) {
    Set<String> live =
        sessions.live(owners.stream().map(StreamOwner::session).collect(Collectors.toSet()));
    return owners.stream()
        .filter(owner -> live.contains(owner.session()))
        .collect(Collectors.toSet());
  }

  private static @Nullable String whyNoChanges(SignedIn signedIn) {
    return switch (signedIn.operator().role()) {
      case VIEWER -> "Your role is viewer, which changes nothing. An admin can change your role.";
      case MEMBER -> "Your role is member, which has no console.";
      case ADMIN ->
          signedIn.standing() == Standing.FULL
              ? null
              : "GitHub has not confirmed your membership since "
                  + Moment.timeOfDay(signedIn.session().confirmedAt())
                  + ". Changes are off until it answers.";
    };
  }
}
