package dev.signalbox.accounts.membership;

import dev.signalbox.accounts.MembershipDue;
import dev.signalbox.accounts.Registration;
import dev.signalbox.accounts.Registration.RequiredOrganization;
import dev.signalbox.accounts.RegistrationRules;
import dev.signalbox.accounts.github.GitHub;
import dev.signalbox.accounts.github.MembershipAnswer;
import dev.signalbox.accounts.github.MembershipAnswer.Active;
import dev.signalbox.accounts.github.MembershipAnswer.NoAnswer;
import dev.signalbox.accounts.github.MembershipAnswer.NotMember;
import dev.signalbox.accounts.github.MembershipAnswer.TokenRevoked;
import dev.signalbox.accounts.github.MembershipAnswer.Unchanged;
import dev.signalbox.accounts.membership.Memberships.Question;
import dev.signalbox.accounts.membership.OrganizationGate.Finding;
import dev.signalbox.outside.OutsideWorldException;
import dev.signalbox.secrets.Secret;
import jakarta.annotation.PreDestroy;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Asks GitHub again about people who are active, beside their requests and never in them. A clear
 * no cuts access at once; silence leaves the last answer standing for as long as the sessions'
 * {@code Standing} says.
 */
@Component
class Revalidation {

  private final ExecutorService askers = Executors.newVirtualThreadPerTaskExecutor();
  private final Memberships memberships;
  private final RegistrationRules rules;
  private final OrganizationGate gate;
  private final GitHub gitHub;
  private final AccessRevocation revocation;
  private final OrganizationsCheck organizations;

  Revalidation(
      Memberships memberships,
      RegistrationRules rules,
      OrganizationGate gate,
      GitHub gitHub,
      AccessRevocation revocation,
      OrganizationsCheck organizations) {
    this.memberships = memberships;
    this.rules = rules;
    this.gate = gate;
    this.gitHub = gitHub;
    this.revocation = revocation;
    this.organizations = organizations;
  }

  @EventListener
  void on(MembershipDue due) {
    askers.execute(() -> revalidate(due.account()));
  }

  @PreDestroy
  void stopAsking() {
    askers.shutdown();
  }

  void revalidate(UUID account) {
    memberships.take(account).ifPresent(question -> conclude(account, question));
  }

  private void conclude(UUID account, Question question) {
    @Nullable Secret token = question.token();
    if (token == null) {
      revocation.revoke(account, "token revoked");
      return;
    }
    Registration registration = rules.current();
    Optional<RequiredOrganization> admittedBy = admittedBy(question, registration);
    if (!registration.anyone() && admittedBy.isEmpty()) {
      // the rules changed: what admitted the person counts no more
      askTheOthers(account, token, new NotMember(String.valueOf(question.organization())));
      return;
    }
    MembershipAnswer answer =
        admittedBy
            .map(required -> gitHub.membership(token, required.name(), question.etag()))
            .orElseGet(() -> whetherStillValid(token));
    if (answer instanceof Unchanged || isStillTheOneMeant(answer, admittedBy)) {
      memberships.confirmed(account, answer instanceof Active active ? active.etag() : null);
      organizations.now(account, token);
    } else if (answer instanceof TokenRevoked) {
      revocation.revoke(account, word(answer));
    } else if (OrganizationGate.decides(answer)) {
      askTheOthers(account, token, answer);
    } else {
      memberships.unanswered(account, word(answer));
    }
  }

  private static Optional<RequiredOrganization> admittedBy(
      Question question, Registration registration) {
    @Nullable String organization = question.organization();
    return registration.organizations().stream()
        .filter(required -> required.name().equalsIgnoreCase(organization))
        // an answer of "unchanged" speaks of the organisation that was asked about then
        .filter(required -> Objects.equals(required.githubId(), question.organizationId()))
        .findFirst();
  }

  private MembershipAnswer whetherStillValid(Secret token) {
    try {
      return gitHub.stillValid(token).isPresent() ? new Unchanged("") : new TokenRevoked("");
    } catch (OutsideWorldException e) {
      return new NoAnswer("", e.answered());
    }
  }

  private boolean isStillTheOneMeant(
      MembershipAnswer answer, Optional<RequiredOrganization> admittedBy) {
    return answer instanceof Active active
        && admittedBy
            .filter(required -> rules.isTheOneMeant(required, active.organizationId()))
            .isPresent();
  }

  /** Whoever left one required organisation may be in another. */
  private void askTheOthers(UUID account, Secret token, MembershipAnswer answer) {
    switch (gate.ask(token)) {
      case Finding.Belongs belongs -> {
        memberships.confirm(account, belongs, token);
        organizations.now(account, token);
      }
      case Finding.Outside outside -> revocation.revoke(account, word(answer));
      case Finding.Undecided undecided -> memberships.unanswered(account, word(answer));
    }
  }

  /** The answer as one word for the log: {@code NotMember} becomes {@code not member}. */
  private static String word(MembershipAnswer answer) {
    return answer
        .getClass()
        .getSimpleName()
        .replaceAll("(?<=[a-z])(?=[A-Z])", " ")
        .toLowerCase(Locale.ROOT);
  }
}
