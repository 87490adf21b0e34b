package dev.signalbox.accounts.signin;

import dev.signalbox.accounts.AccountStatus;
import dev.signalbox.accounts.Accounts;
import dev.signalbox.accounts.Newcomer;
import dev.signalbox.accounts.Person;
import dev.signalbox.accounts.RegistrationRules;
import dev.signalbox.accounts.Role;
import dev.signalbox.accounts.github.GitHubAddress;
import dev.signalbox.accounts.github.MembershipAnswer;
import dev.signalbox.accounts.github.Profile;
import dev.signalbox.accounts.membership.Memberships;
import dev.signalbox.accounts.membership.OrganizationGate;
import dev.signalbox.accounts.membership.OrganizationGate.Finding;
import dev.signalbox.accounts.membership.OrganizationsCheck;
import dev.signalbox.audit.Actor;
import dev.signalbox.audit.AuditLog;
import dev.signalbox.audit.Target;
import dev.signalbox.secrets.Secret;
import dev.signalbox.settings.Settings;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Decides whom the door admits. GitHub is asked first, outside any transaction; then everything
 * that follows from its answers is written in one.
 */
@Component
class SignIn {

  private final OrganizationGate gate;
  private final Accounts accounts;
  private final Memberships memberships;
  private final AuditLog audit;
  private final TransactionTemplate transaction;
  private final RegistrationRules rules;
  private final OrganizationsCheck organizations;
  private final List<String> admins;
  private final String instance;

  SignIn(
      OrganizationGate gate,
      Accounts accounts,
      Memberships memberships,
      AuditLog audit,
      TransactionTemplate transaction,
      RegistrationRules rules,
      OrganizationsCheck organizations,
      Settings settings) {
    this.gate = gate;
    this.accounts = accounts;
    this.memberships = memberships;
    this.audit = audit;
    this.transaction = transaction;
    this.rules = rules;
    this.organizations = organizations;
    this.admins = settings.door().admins();
    this.instance = GitHubAddress.of(settings.github().url()).instance();
  }

  SignInDecision decide(Profile profile, Secret token) {
    Finding finding = gate.ask(token);
    SignInDecision decision =
        Objects.requireNonNull(transaction.execute(status -> decide(profile, token, finding)));
    if (decision instanceof SignInDecision.Admitted admitted) {
      // after the commit, beside the sign-in: it becomes neither slower nor less certain
      organizations.later(admitted.person().id(), token);
    }
    return decision;
  }

  private SignInDecision decide(Profile profile, Secret token, Finding finding) {
    return switch (finding) {
      case Finding.Belongs belongs -> admit(profile, token, belongs);
      case Finding.Outside outside ->
          refuse(
              new SignInDecision.OutsideOrganizations(profile.login(), outside.answers()),
              profile,
              outside.answers());
      case Finding.Undecided undecided ->
          refuse(
              new SignInDecision.CauseUnknown(profile.login(), undecided.answers()),
              profile,
              undecided.answers());
    };
  }

  private SignInDecision admit(Profile profile, Secret token, Finding.Belongs belongs) {
    Newcomer today =
        new Newcomer(instance, profile.id(), profile.login(), profile.name(), profile.email());
    Person person =
        accounts
            .find(instance, profile.id())
            .map(known -> accounts.describe(known.id(), today))
            .orElseGet(() -> create(today));
    return switch (person.status()) {
      case SUSPENDED -> {
        note(person, "user.sign_in.refused", Map.of("cause", "suspended"));
        yield new SignInDecision.Suspended(person, person.statusSince(), person.statusReason());
      }
      case SUSPENDED_NEW -> {
        note(person, "user.sign_in.refused", Map.of("cause", "awaiting activation"));
        yield new SignInDecision.AwaitingActivation(person);
      }
      case ACTIVE, INACTIVE -> {
        Person admin = isNamedAdmin(profile) ? promote(person) : person;
        memberships.confirm(admin.id(), belongs, token);
        Person signedIn = accounts.signedIn(admin.id());
        audit.record(
            actor(signedIn),
            "user.logged_in",
            target(signedIn),
            true,
            Map.of("organization", belongs.organization().orElse("(anyone)")));
        yield new SignInDecision.Admitted(signedIn);
      }
    };
  }

  private Person create(Newcomer newcomer) {
    boolean admin = isNamedAdmin(newcomer.login(), newcomer.githubId());
    AccountStatus status =
        rules.current().suspendNewUsers() && !admin
            ? AccountStatus.SUSPENDED_NEW
            : AccountStatus.ACTIVE;
    Person person = accounts.add(newcomer, status);
    audit.record(
        actor(person), "user.create", target(person), true, Map.of("status", status.name()));
    return person;
  }

  private Person promote(Person person) {
    if (person.role() == Role.ADMIN) {
      return person;
    }
    Person admin = accounts.become(person.id(), Role.ADMIN);
    audit.record(
        Actor.CONSOLE,
        "user.role.changed",
        target(person),
        true,
        Map.of("before", person.role().word(), "after", Role.ADMIN.word(), "reason", "settings"));
    return admin;
  }

  private SignInDecision refuse(
      SignInDecision decision, Profile profile, List<MembershipAnswer> answers) {
    // nobody outside becomes a user; the numeric id names who it was
    String id =
        accounts
            .find(instance, profile.id())
            .map(p -> p.id().toString())
            .orElse(instance + "/" + profile.id());
    Optional<String> first =
        answers.stream().map(answer -> answer.getClass().getSimpleName()).findFirst();
    audit.record(
        Actor.user(id, profile.login()),
        "user.sign_in.refused",
        Target.of("user", id, profile.login()),
        false,
        Map.of("cause", first.orElse("unknown")));
    return decision;
  }

  private void note(Person person, String action, Map<String, String> payload) {
    audit.record(actor(person), action, target(person), false, payload);
  }

  private boolean isNamedAdmin(Profile profile) {
    return isNamedAdmin(profile.login(), profile.id());
  }

  private boolean isNamedAdmin(String login, long githubId) {
    return admins.stream()
        .anyMatch(admin -> admin.equalsIgnoreCase(login) || admin.equals(Long.toString(githubId)));
  }

  private static Actor actor(Person person) {
    return Actor.user(person.id().toString(), person.login());
  }

  private static Target target(Person person) {
    return Target.of("user", person.id().toString(), person.login());
  }
}
