package dev.signalbox.accounts.membership;

import dev.signalbox.accounts.UserAccount;
import dev.signalbox.accounts.membership.OrganizationGate.Finding;
import dev.signalbox.secrets.Secret;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Changes the access of users as GitHub webhooks require. */
@Component
class GitHubWebhookActions {

  private static final String LEFT = "left the organization";

  private final Memberships memberships;
  private final OrganizationGate gate;
  private final OrganizationsUpdater organizations;
  private final AccessRevocation revocation;

  GitHubWebhookActions(
      Memberships memberships,
      OrganizationGate gate,
      OrganizationsUpdater organizations,
      AccessRevocation revocation) {
    this.memberships = memberships;
    this.gate = gate;
    this.organizations = organizations;
    this.revocation = revocation;
  }

  /**
   * Checks at GitHub whether a user who was removed from an organization is still a member of
   * another required one. Call this before a transaction, which would hold a database connection
   * while GitHub responds.
   *
   * @return applies the result in the caller's transaction and describes it
   */
  Supplier<String> checkRemaining(UserAccount user, long organization) {
    @Nullable Secret token = memberships.token(user.id()).orElse(null);
    if (token == null) {
      return () -> revoke(user, LEFT);
    }
    Finding finding = gate.checkRemaining(token, organization);
    return () -> apply(finding, user, token);
  }

  private String apply(Finding finding, UserAccount user, Secret token) {
    return switch (finding) {
      case Finding.ConfirmedMember member -> {
        memberships.confirm(user.id(), member, token);
        organizations.updateAsync(user.id(), token);
        yield "Still a member of a required organization.";
      }
      case Finding.NonMember outside -> revoke(user, LEFT);
      case Finding.Undecided undecided -> {
        memberships.recordFailure(user.id(), LEFT);
        yield "The other required organizations could not be checked.";
      }
    };
  }

  /** Revokes the access of a user and describes the result. */
  String revoke(UserAccount user, String cause) {
    revocation.revoke(user.id(), cause);
    return "Access revoked.";
  }
}
