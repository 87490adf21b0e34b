package dev.signalbox.accounts.signin;

import dev.signalbox.accounts.AccountService;
import dev.signalbox.accounts.AccountStatus;
import dev.signalbox.accounts.RegistrationPolicyRepository;
import dev.signalbox.accounts.Role;
import dev.signalbox.accounts.UserAccount;
import dev.signalbox.accounts.UserProfile;
import dev.signalbox.accounts.membership.Memberships;
import dev.signalbox.accounts.membership.OrganizationGate;
import dev.signalbox.accounts.membership.OrganizationGate.Finding;
import dev.signalbox.audit.Actor;
import dev.signalbox.audit.AuditLog;
import dev.signalbox.audit.Target;
import dev.signalbox.github.GitHubProfile;
import dev.signalbox.github.GitHubProperties;
import dev.signalbox.github.MembershipResult;
import dev.signalbox.secrets.Secret;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Decides whether a user can sign in. Queries GitHub outside any transaction, then writes account,
 * membership and audit event in one.
 */
@Component
class SignInService {

  private final OrganizationGate gate;
  private final AccountService accounts;
  private final Memberships memberships;
  private final AuditLog audit;
  private final TransactionTemplate transaction;
  private final RegistrationPolicyRepository rules;
  private final String instance;

  SignInService(
      OrganizationGate gate,
      AccountService accounts,
      Memberships memberships,
      AuditLog audit,
      TransactionTemplate transaction,
      RegistrationPolicyRepository rules,
      GitHubProperties gitHubProperties) {
    this.gate = gate;
    this.accounts = accounts;
    this.memberships = memberships;
    this.audit = audit;
    this.transaction = transaction;
    this.rules = rules;
    this.instance = gitHubProperties.address().instance();
  }

  SignInDecision decide(GitHubProfile profile, Secret token) {
    Finding finding = gate.check(token);
    return Objects.requireNonNull(transaction.execute(status -> decide(profile, token, finding)));
  }

  private SignInDecision decide(GitHubProfile profile, Secret token, Finding finding) {
    return switch (finding) {
      case Finding.ConfirmedMember member -> admit(profile, token, member);
      case Finding.NonMember outside ->
          refuse(
              new SignInDecision.OutsideOrganizations(profile.login(), outside.results()),
              profile,
              outside.results());
      case Finding.Undecided undecided ->
          refuse(
              new SignInDecision.MembershipUnverified(profile.login(), undecided.results()),
              profile,
              undecided.results());
    };
  }

  private SignInDecision admit(
      GitHubProfile profile, Secret token, Finding.ConfirmedMember member) {
    UserProfile userProfile =
        new UserProfile(instance, profile.id(), profile.login(), profile.name(), profile.email());
    UserAccount known = accounts.lock(instance, profile.id()).orElseGet(() -> create(userProfile));
    UserAccount user = accounts.updateProfile(known.id(), userProfile);
    return switch (user.status()) {
      case SUSPENDED -> {
        recordRefusal(user, "user.sign_in.refused", Map.of("cause", "suspended"));
        yield new SignInDecision.Suspended(user, user.statusSince(), user.statusReason());
      }
      case SUSPENDED_NEW -> {
        recordRefusal(user, "user.sign_in.refused", Map.of("cause", "awaiting activation"));
        yield new SignInDecision.AwaitingActivation(user);
      }
      case ACTIVE, INACTIVE -> {
        UserAccount admin = isNamedAdmin(profile) ? promote(user) : user;
        memberships.confirm(admin.id(), member, token);
        UserAccount signedIn = accounts.recordSignIn(admin);
        audit.record(
            actor(signedIn),
            "user.logged_in",
            target(signedIn),
            true,
            Map.of("organization", member.organization().orElse("(anyone)")));
        yield new SignInDecision.Admitted(signedIn);
      }
    };
  }

  private UserAccount create(UserProfile profile) {
    boolean admin = rules.isNamedAdmin(profile.login(), profile.githubId());
    AccountStatus status =
        rules.current().suspendNewUsers() && !admin
            ? AccountStatus.SUSPENDED_NEW
            : AccountStatus.ACTIVE;
    // A concurrent first sign-in may have created it.
    boolean added = accounts.add(profile, status);
    UserAccount user = accounts.lock(instance, profile.githubId()).orElseThrow();
    if (added) {
      audit.record(actor(user), "user.create", target(user), true, Map.of("status", status.name()));
    }
    return user;
  }

  private UserAccount promote(UserAccount user) {
    if (user.role() == Role.ADMIN) {
      return user;
    }
    UserAccount admin = accounts.changeRole(user.id(), Role.ADMIN);
    audit.record(
        Actor.SYSTEM,
        "user.role.changed",
        target(user),
        true,
        Map.of("before", user.role().label(), "after", Role.ADMIN.label(), "reason", "settings"));
    return admin;
  }

  private SignInDecision refuse(
      SignInDecision decision, GitHubProfile profile, List<MembershipResult> results) {
    // Refused users get no account; the event names them by GitHub instance and numeric id.
    String id =
        accounts
            .find(instance, profile.id())
            .map(p -> p.id().toString())
            .orElse(instance + "/" + profile.id());
    Optional<String> first =
        results.stream().map(result -> result.getClass().getSimpleName()).findFirst();
    audit.record(
        Actor.user(id, profile.login()),
        "user.sign_in.refused",
        Target.of("user", id, profile.login()),
        false,
        Map.of("cause", first.orElse("unknown")));
    return decision;
  }

  private void recordRefusal(UserAccount user, String action, Map<String, String> payload) {
    audit.record(actor(user), action, target(user), false, payload);
  }

  private boolean isNamedAdmin(GitHubProfile profile) {
    return rules.isNamedAdmin(profile.login(), profile.id());
  }

  private static Actor actor(UserAccount user) {
    return Actor.user(user.id().toString(), user.login());
  }

  private static Target target(UserAccount user) {
    return Target.of("user", user.id().toString(), user.login());
  }
}
