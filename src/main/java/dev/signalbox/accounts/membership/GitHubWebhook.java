package dev.signalbox.accounts.membership;

import dev.signalbox.accounts.AccountService;
import dev.signalbox.accounts.RegistrationPolicyRepository;
import dev.signalbox.accounts.UserAccount;
import dev.signalbox.coordination.DatabaseTime;
import dev.signalbox.github.GitHubProperties;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
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

  private final WebhookDeliveries deliveries;
  private final WebhookBodyReader bodies;
  private final AccountService accounts;
  private final RegistrationPolicyRepository rules;
  private final GitHubWebhookActions actions;
  private final TransactionTemplate transaction;
  private final String instance;

  GitHubWebhook(
      GitHubProperties settings,
      WebhookDeliveries deliveries,
      WebhookBodyReader bodies,
      AccountService accounts,
      RegistrationPolicyRepository rules,
      GitHubWebhookActions actions,
      TransactionTemplate transaction) {
    this.deliveries = deliveries;
    this.bodies = bodies;
    this.accounts = accounts;
    this.rules = rules;
    this.actions = actions;
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
              .map(
                  user ->
                      once(delivery, () -> actions.revoke(user, "authorization revoked at GitHub")))
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
    Supplier<String> action = actions.checkRemaining(user, organization);
    return once(delivery, action);
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

  /**
   * Stores the ids of webhook deliveries, so that redeliveries are processed once. SQL, because
   * {@code on conflict do nothing} tells whether an id is new.
   */
  @Component
  static class WebhookDeliveries {

    /** GitHub allows manual redelivery for three days. */
    private static final Duration RETENTION = Duration.ofDays(7);

    private final JdbcClient database;
    private final Clock clock;

    WebhookDeliveries(JdbcClient database, Clock clock) {
      this.database = database;
      this.clock = clock;
    }

    /** Stores the id and returns whether it was new. */
    boolean isNew(String delivery) {
      return database
              .sql(
                  "insert into github_delivery (id, received_at) values (:id, :now)"
                      + " on conflict do nothing")
              .param("id", delivery)
              .param("now", now())
              .update()
          == 1;
    }

    @Scheduled(cron = "0 17 3 * * *")
    void deleteOld() {
      database
          .sql("delete from github_delivery where received_at < :before")
          .param("before", now().minus(RETENTION))
          .update();
    }

    private OffsetDateTime now() {
      return DatabaseTime.utc(clock.instant());
    }
  }
}
