package dev.signalbox.accounts.membership;

import dev.signalbox.accounts.AccountService;
import dev.signalbox.accounts.RegistrationPolicyRepository;
import dev.signalbox.accounts.github.GitHubAddress;
import dev.signalbox.secrets.Secret;
import dev.signalbox.settings.Settings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.util.StringUtils;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Receives GitHub webhooks about removed members and revoked authorizations. Verifies the signature
 * and processes each delivery once (docs: Validating webhook deliveries, Best practices for using
 * webhooks).
 */
@RestController
class GitHubWebhook {

  private static final int MAX_BODY_BYTES = 2_000_000;

  private final Settings.GitHub settings;
  private final WebhookDeliveries deliveries;
  private final JsonMapper json;
  private final AccountService accounts;
  private final RegistrationPolicyRepository rules;
  private final AccessRevocation revocation;
  private final String instance;

  GitHubWebhook(
      Settings settings,
      WebhookDeliveries deliveries,
      JsonMapper json,
      AccountService accounts,
      RegistrationPolicyRepository rules,
      AccessRevocation revocation) {
    this.settings = settings.github();
    this.deliveries = deliveries;
    this.json = json;
    this.accounts = accounts;
    this.rules = rules;
    this.revocation = revocation;
    this.instance = GitHubAddress.of(settings.github().url()).instance();
  }

  /** Stores the delivery and acts on it in one transaction, so that a failed one can be retried. */
  @Transactional
  @PostMapping("/webhooks/github")
  ResponseEntity<String> receive(
      @RequestHeader(name = "X-Hub-Signature-256", defaultValue = "") String signature,
      @RequestHeader(name = "X-GitHub-Event", defaultValue = "") String event,
      @RequestHeader(name = "X-GitHub-Delivery", defaultValue = "") String delivery,
      @RequestHeader(name = HttpHeaders.CONTENT_TYPE, defaultValue = "") String contentType,
      InputStream stream)
      throws IOException {
    byte[] body = stream.readNBytes(MAX_BODY_BYTES + 1);
    if (body.length > MAX_BODY_BYTES) {
      return ResponseEntity.status(HttpStatus.CONTENT_TOO_LARGE).body("Payload too large.");
    }
    @Nullable Secret secret = settings.webhookSecret();
    if (secret == null) {
      return ResponseEntity.status(HttpStatus.NOT_FOUND).body("Webhooks are disabled.");
    }
    if (!new Secret(signature(secret, body)).matches(signature)) {
      return ResponseEntity.status(HttpStatus.FORBIDDEN).body("Invalid signature.");
    }
    if (StringUtils.startsWithIgnoreCase(
        contentType, MediaType.APPLICATION_FORM_URLENCODED_VALUE)) {
      // not marked as processed, so it can be redelivered after the webhook is corrected
      return ResponseEntity.status(HttpStatus.UNSUPPORTED_MEDIA_TYPE)
          .body("Set the content type of the webhook to application/json.");
    }
    if (delivery.isEmpty() || !deliveries.isNew(delivery)) {
      return ResponseEntity.ok("Already processed.");
    }
    try {
      return ResponseEntity.ok(process(event, json.readTree(body)));
    } catch (JacksonException e) {
      return ResponseEntity.badRequest().body("Malformed JSON body.");
    }
  }

  private String process(String event, JsonNode body) {
    String type = event + "." + body.path("action").asString("");
    return switch (type) {
      case "organization.member_removed" ->
          rules.current().ids().contains(body.path("organization").path("id").asLong(0))
              ? revoke(body.path("membership").path("user"), "left the organization")
              : "Not a required organization.";
      case "github_app_authorization.revoked" ->
          revoke(body.path("sender"), "authorization revoked at GitHub");
      default -> "Ignored.";
    };
  }

  private String revoke(JsonNode user, String cause) {
    return accounts
        .find(instance, user.path("id").asLong(0))
        .map(
            known -> {
              revocation.revoke(known.id(), cause);
              return "Access revoked.";
            })
        .orElse("Unknown user.");
  }

  private static String signature(Secret secret, byte[] body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.reveal().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return "sha256=" + HexFormat.of().formatHex(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HmacSHA256 is not available", e);
    }
  }
}
