package dev.signalbox.accounts.membership;

import dev.signalbox.accounts.Accounts;
import dev.signalbox.accounts.MembershipDue;
import dev.signalbox.accounts.Person;
import dev.signalbox.accounts.github.GitHub;
import dev.signalbox.accounts.github.MembershipAnswer;
import dev.signalbox.accounts.github.MembershipAnswer.Active;
import dev.signalbox.accounts.github.MembershipAnswer.NoAnswer;
import dev.signalbox.accounts.github.MembershipAnswer.TokenRevoked;
import dev.signalbox.accounts.github.MembershipAnswer.Unchanged;
import dev.signalbox.accounts.membership.Memberships.Question;
import dev.signalbox.accounts.membership.OrganizationGate.Finding;
import dev.signalbox.audit.Actor;
import dev.signalbox.audit.AuditLog;
import dev.signalbox.audit.Target;
import dev.signalbox.outside.OutsideWorldException;
import dev.signalbox.secrets.Secret;
import jakarta.annotation.PreDestroy;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Asks GitHub again about people who are active, beside their requests and never in them. A clear
 * no cuts access at once; silence leaves the last answer standing for as long as the sessions'
 * {@code Standing} says.
 */
@Component
class Revalidation {

  private final ExecutorService askers = Executors.newVirtualThreadPerTaskExecutor();
  private final Memberships memberships;
  private final Organizations organizations;
  private final OrganizationGate gate;
  private final GitHub gitHub;
  private final Accounts accounts;
  private final AuditLog audit;
  private final TransactionTemplate transaction;

  Revalidation(
      Memberships memberships,
      Organizations organizations,
      OrganizationGate gate,
      GitHub gitHub,
      Accounts accounts,
      AuditLog audit,
      TransactionTemplate transaction) {
    this.memberships = memberships;
    this.organizations = organizations;
    this.gate = gate;
    this.gitHub = gitHub;
    this.accounts = accounts;
    this.audit = audit;
    this.transaction = transaction;
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

  /** Ends a person's access because GitHub said so, and tells the audit log why. */
  void cut(UUID account, String cause) {
    Person person = accounts.find(account).orElseThrow();
    transaction.executeWithoutResult(
        status -> {
          memberships.over(account, cause);
          accounts.cut(account);
          audit.record(
              Actor.CONSOLE,
              "user.access_revoked",
              Target.of("user", account.toString(), person.login()),
              true,
              Map.of("cause", cause));
        });
  }

  private void conclude(UUID account, Question question) {
    @Nullable Secret token = question.token();
    if (token == null) {
      cut(account, "token revoked");
      return;
    }
    MembershipAnswer answer = ask(question, token);
    if (answer instanceof Unchanged || isStillTheOneMeant(answer)) {
      memberships.confirmed(account, answer instanceof Active active ? active.etag() : null);
    } else if (answer instanceof TokenRevoked) {
      cut(account, word(answer));
    } else if (OrganizationGate.decides(answer)) {
      askTheOthers(account, token, answer);
    } else {
      memberships.unanswered(account, word(answer));
    }
  }

  private MembershipAnswer ask(Question question, Secret token) {
    @Nullable String organization = question.organization();
    if (organization != null) {
      return gitHub.membership(token, organization, question.etag());
    }
    try {
      return gitHub.stillValid(token).isPresent() ? new Unchanged("") : new TokenRevoked("");
    } catch (OutsideWorldException e) {
      return new NoAnswer("", e.answered());
    }
  }

  private boolean isStillTheOneMeant(MembershipAnswer answer) {
    return answer instanceof Active active
        && organizations.isTheOneMeant(active.organization(), active.organizationId());
  }

  /** Whoever left one required organisation may be in another. */
  private void askTheOthers(UUID account, Secret token, MembershipAnswer answer) {
    switch (gate.ask(token)) {
      case Finding.Belongs belongs -> memberships.confirm(account, belongs, token);
      case Finding.Outside outside -> cut(account, word(answer));
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
