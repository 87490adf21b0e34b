package dev.signalbox.accounts.membership;

import dev.signalbox.accounts.Registration;
import dev.signalbox.accounts.Registration.RequiredOrganization;
import dev.signalbox.accounts.RegistrationRules;
import dev.signalbox.accounts.github.GitHub;
import dev.signalbox.accounts.github.MembershipAnswer;
import dev.signalbox.accounts.github.MembershipAnswer.Active;
import dev.signalbox.accounts.github.MembershipAnswer.AppRestricted;
import dev.signalbox.accounts.github.MembershipAnswer.InvitationPending;
import dev.signalbox.accounts.github.MembershipAnswer.NoAnswer;
import dev.signalbox.accounts.github.MembershipAnswer.NotMember;
import dev.signalbox.accounts.github.MembershipAnswer.RateLimited;
import dev.signalbox.accounts.github.MembershipAnswer.ScopeMissing;
import dev.signalbox.accounts.github.MembershipAnswer.SsoRequired;
import dev.signalbox.accounts.github.MembershipAnswer.TokenRevoked;
import dev.signalbox.accounts.github.MembershipAnswer.Unchanged;
import dev.signalbox.secrets.Secret;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Asks GitHub about the required organisations, one call each, and stops at the first that holds.
 * Whatever GitHub leaves open keeps the door closed.
 */
@Component
public class OrganizationGate {

  private final GitHub gitHub;
  private final RegistrationRules rules;

  OrganizationGate(GitHub gitHub, RegistrationRules rules) {
    this.gitHub = gitHub;
    this.rules = rules;
  }

  /** Asks for somebody at the door. */
  public Finding ask(Secret token) {
    Registration registration = rules.current();
    if (registration.anyone()) {
      return new Finding.Belongs(Optional.empty(), Optional.empty(), null);
    }
    List<MembershipAnswer> answers = new ArrayList<>();
    for (RequiredOrganization required : registration.organizations()) {
      String organization = required.name();
      MembershipAnswer answer = gitHub.membership(token, organization, null);
      if (answer instanceof Active active) {
        if (rules.isTheOneMeant(required, active.organizationId())) {
          return new Finding.Belongs(
              Optional.of(organization), Optional.of(active.organizationId()), active.etag());
        }
        // somebody else took the name of an organisation that was renamed or deleted
        answers.add(new NotMember(organization));
      } else {
        answers.add(answer);
      }
    }
    return answers.stream().allMatch(OrganizationGate::decides)
        ? new Finding.Outside(answers)
        : new Finding.Undecided(answers);
  }

  /** Whether GitHub said something about the person, rather than nothing at all. */
  static boolean decides(MembershipAnswer answer) {
    return switch (answer) {
      case Active a -> true;
      case Unchanged u -> true;
      case InvitationPending p -> true;
      case NotMember n -> true;
      case AppRestricted r -> true;
      case SsoRequired s -> true;
      case ScopeMissing s -> true;
      case TokenRevoked t -> true;
      case RateLimited r -> false;
      case NoAnswer n -> false;
    };
  }

  /** What the answers come to. */
  public sealed interface Finding {

    /**
     * An active member of a required organisation, or of none where none is required.
     *
     * @param etag to ask more cheaply next time
     */
    record Belongs(
        Optional<String> organization, Optional<Long> organizationId, @Nullable String etag)
        implements Finding {}

    /** Every answer says no. */
    record Outside(List<MembershipAnswer> answers) implements Finding {}

    /** None says yes, and at least one says nothing. */
    record Undecided(List<MembershipAnswer> answers) implements Finding {}
  }
}
