package dev.signalbox.accounts.membership;

import dev.signalbox.accounts.AccountService;
import dev.signalbox.accounts.RegistrationPolicyRepository;
import dev.signalbox.accounts.UserAccount;
import dev.signalbox.accounts.membership.OrganizationGate.Finding;
import dev.signalbox.github.GitHubProperties;
import dev.signalbox.secrets.Secret;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/**
 * Receives GitHub webhooks about removed members and revoked authorizations. Processes each
 * delivery once (docs: Best practices for using webhooks).
 */
@RestController
class GitHubWebhook {

  private static final String ALREADY_PROCESSED = "Already processed.";
  private static final String UNKNOWN_USER = "Unknown user.";
  private static final String LEFT = "left the organization";

  private final WebhookDeliveries deliveries;
  private final WebhookBodyReader bodies;
  private final AccountService accounts;
  private final RegistrationPolicyRepository rules;
  private final Memberships memberships;
  private final OrganizationGate gate;
  private final OrganizationsUpdater organizations;
  private final AccessRevocation revocation;
  private final TransactionTemplate transaction;
  private final String instance;

  GitHubWebhook(
      GitHubProperties settings,
      WebhookDeliveries deliveries,
      WebhookBodyReader bodies,
      AccountService accounts,
      RegistrationPolicyRepository rules,
      Memberships memberships,
      OrganizationGate gate,
      OrganizationsUpdater organizations,
      AccessRevocation revocation,
      TransactionTemplate transaction) {
    this.deliveries = deliveries;
    this.bodies = bodies;
    this.accounts = accounts;
    this.rules = rules;
    this.memberships = memberships;
    this.gate = gate;
    this.organizations = organizations;
    this.revocation = revocation;
    this.transaction = transaction;
    this.instance = settings.address().instance();
  }

  @PostMapping("/webhooks/github")
  ResponseEntity<String> receive(
      @RequestHeader(name = "X-GitHub-Event", defaultValue = "") String event,
      @RequestHeader(name = "X-GitHub-Delivery", defaultValue = "") String delivery,
      HttpServletRequest request)
      throws IOException {
    return switch (bodies.read(request)) {
      case WebhookBody.Rejected rejected -> rejected.response();
      case WebhookBody.Accepted accepted ->
          delivery.isEmpty()
              ? ResponseEntity.badRequest().body("The header X-GitHub-Delivery is missing.")
              : ResponseEntity.ok(process(delivery, event, accepted.json()));
    };
  }

  private String process(String delivery, String event, JsonNode body) {
    String type = event + "." + body.path("action").asString("");
    return switch (type) {
      case "organization.member_removed" -> memberRemoved(delivery, body);
      case "github_app_authorization.revoked" ->
          find(body.path("sender"))
              .map(user -> once(delivery, () -> revoke(user, "authorization revoked at GitHub")))
              .orElse(UNKNOWN_USER);
      default -> "Ignored.";
    };
  }

  /** Keeps the access of a user who is still a member of another required organization. */
  private String memberRemoved(String delivery, JsonNode body) {
    long organization = body.path("organization").path("id").asLong(0);
    if (!rules.current().ids().contains(organization)) {
      return "Not a required organization.";
    }
    @Nullable UserAccount user = find(body.path("membership").path("user")).orElse(null);
    if (user == null) {
      return UNKNOWN_USER;
    }
    @Nullable Secret token = memberships.token(user.id()).orElse(null);
    if (token == null) {
      return once(delivery, () -> revoke(user, LEFT));
    }
    // Before the transaction, which would hold a database connection while GitHub responds.
    Finding finding = gate.checkRemaining(token, organization);
    return once(delivery, () -> apply(finding, user, token));
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

  /**
   * Stores the delivery and acts on it in one transaction, so that a failed one can be retried.
   * Deliveries without an effect are not stored: after a correction they can be redelivered.
   */
  private String once(String delivery, Supplier<String> action) {
    return Objects.requireNonNull(
        transaction.execute(
            status -> deliveries.isNew(delivery) ? action.get() : ALREADY_PROCESSED));
  }

  private Optional<UserAccount> find(JsonNode user) {
    return accounts.find(instance, user.path("id").asLong(0));
  }

  private String revoke(UserAccount user, String cause) {
    revocation.revoke(user.id(), cause);
    return "Access revoked.";
  }
}
