package dev.signalbox.accounts.membership;

import dev.signalbox.accounts.MembershipCheckDue;
import dev.signalbox.accounts.RegistrationPolicy;
import dev.signalbox.accounts.RegistrationPolicy.RequiredOrganization;
import dev.signalbox.accounts.RegistrationPolicyRepository;
import dev.signalbox.accounts.membership.Memberships.PendingCheck;
import dev.signalbox.accounts.membership.OrganizationGate.Finding;
import dev.signalbox.coordination.BackgroundExecutors;
import dev.signalbox.github.GitHubClient;
import dev.signalbox.github.MembershipResult;
import dev.signalbox.github.MembershipResult.Active;
import dev.signalbox.github.MembershipResult.NoAnswer;
import dev.signalbox.github.MembershipResult.NotMember;
import dev.signalbox.github.MembershipResult.TokenRevoked;
import dev.signalbox.github.MembershipResult.Unchanged;
import dev.signalbox.remote.RemoteSystemException;
import dev.signalbox.secrets.Secret;
import jakarta.annotation.PreDestroy;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Checks the memberships of active users again, off their request threads. A negative result
 * revokes access immediately. A failed check keeps the last result, whose effect decreases over
 * time.
 */
@Component
class MembershipRevalidator {

  private static final Logger log = LoggerFactory.getLogger(MembershipRevalidator.class);

  private final ExecutorService executor = BackgroundExecutors.virtualThreads(log);
  private final Memberships memberships;
  private final RegistrationPolicyRepository rules;
  private final OrganizationGate gate;
  private final GitHubClient gitHub;
  private final AccessRevocation revocation;
  private final OrganizationsUpdater organizations;

  MembershipRevalidator(
      Memberships memberships,
      RegistrationPolicyRepository rules,
      OrganizationGate gate,
      GitHubClient gitHub,
      AccessRevocation revocation,
      OrganizationsUpdater organizations) {
    this.memberships = memberships;
    this.rules = rules;
    this.gate = gate;
    this.gitHub = gitHub;
    this.revocation = revocation;
    this.organizations = organizations;
  }

  @EventListener
  void on(MembershipCheckDue due) {
    executor.execute(() -> revalidate(due.account()));
  }

  @PreDestroy
  void shutDown() {
    executor.shutdown();
  }

  void revalidate(UUID account) {
    memberships.acquireCheck(account).ifPresent(pendingCheck -> check(account, pendingCheck));
  }

  private void check(UUID account, PendingCheck pendingCheck) {
    @Nullable Secret token = pendingCheck.token();
    if (token == null) {
      revocation.revoke(account, "token revoked");
      return;
    }
    RegistrationPolicy registration = rules.current();
    Optional<RequiredOrganization> admittedBy = admittedBy(pendingCheck, registration);
    if (!registration.anyone() && admittedBy.isEmpty()) {
      // The rules changed: the organization of the last sign-in is no longer required.
      checkOthers(account, token, new NotMember(String.valueOf(pendingCheck.organization())));
      return;
    }
    MembershipResult result =
        admittedBy
            .map(required -> gitHub.membership(token, required.name(), pendingCheck.etag()))
            .orElseGet(() -> checkToken(token));
    if (result instanceof Unchanged || isSameOrganization(result, admittedBy)) {
      memberships.recordConfirmation(
          account, result instanceof Active active ? active.etag() : null);
      organizations.update(account, token);
    } else if (result instanceof TokenRevoked) {
      revocation.revoke(account, describe(result));
    } else if (OrganizationGate.isDecisive(result)) {
      checkOthers(account, token, result);
    } else {
      memberships.recordFailure(account, describe(result));
    }
  }

  private static Optional<RequiredOrganization> admittedBy(
      PendingCheck pendingCheck, RegistrationPolicy registration) {
    @Nullable String organization = pendingCheck.organization();
    return registration.organizations().stream()
        .filter(required -> required.name().equalsIgnoreCase(organization))
        // A 304 response refers to the organization id of the previous request.
        .filter(required -> Objects.equals(required.githubId(), pendingCheck.organizationId()))
        .findFirst();
  }

  private MembershipResult checkToken(Secret token) {
    try {
      return gitHub.findProfile(token).isPresent() ? new Unchanged("") : new TokenRevoked("");
    } catch (RemoteSystemException e) {
      return new NoAnswer("", e.response());
    }
  }

  private boolean isSameOrganization(
      MembershipResult result, Optional<RequiredOrganization> admittedBy) {
    return result instanceof Active active
        && admittedBy
            .filter(required -> rules.isSameOrganization(required, active.organizationId()))
            .isPresent();
  }

  /** Checks the other required organizations, any of which is enough. */
  private void checkOthers(UUID account, Secret token, MembershipResult result) {
    switch (gate.check(token)) {
      case Finding.ConfirmedMember member -> {
        memberships.confirm(account, member, token);
        organizations.update(account, token);
      }
      case Finding.NonMember outside -> revocation.revoke(account, describe(result));
      case Finding.Undecided undecided -> memberships.recordFailure(account, describe(result));
    }
  }

  /** The result for the audit event: {@code NotMember} becomes {@code not member}. */
  private static String describe(MembershipResult result) {
    return result
        .getClass()
        .getSimpleName()
        .replaceAll("(?<=[a-z])(?=[A-Z])", " ")
        .toLowerCase(Locale.ROOT);
  }
}
