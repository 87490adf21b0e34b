package dev.signalbox.accounts.membership;

import dev.signalbox.accounts.Accounts;
import dev.signalbox.accounts.RegistrationRules;
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
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * GitHub's word that somebody left. Believed only with the right signature, and once for each
 * delivery (docs: Validating webhook deliveries, Best practices for using webhooks).
 */
@RestController
class GitHubWebhook {

  private static final int LARGEST = 2_000_000;

  private final Settings.GitHub settings;
  private final Deliveries deliveries;
  private final JsonMapper json;
  private final Accounts accounts;
  private final RegistrationRules rules;
  private final AccessRevocation revocation;
  private final String instance;

  GitHubWebhook(
      Settings settings,
      Deliveries deliveries,
      JsonMapper json,
      Accounts accounts,
      RegistrationRules rules,
      AccessRevocation revocation) {
    this.settings = settings.github();
    this.deliveries = deliveries;
    this.json = json;
    this.accounts = accounts;
    this.rules = rules;
    this.revocation = revocation;
    this.instance = GitHubAddress.of(settings.github().url()).instance();
  }

  /** Noting the delivery and acting on it stand and fall together, so that a repeat is not lost. */
  @Transactional
  @PostMapping("/webhooks/github")
  ResponseEntity<String> receive(
      @RequestHeader(name = "X-Hub-Signature-256", defaultValue = "") String signature,
      @RequestHeader(name = "X-GitHub-Event", defaultValue = "") String event,
      @RequestHeader(name = "X-GitHub-Delivery", defaultValue = "") String delivery,
      InputStream stream)
      throws IOException {
    byte[] body = stream.readNBytes(LARGEST + 1);
    if (body.length > LARGEST) {
      return ResponseEntity.status(HttpStatus.CONTENT_TOO_LARGE).body("Too long.");
    }
    @Nullable Secret secret = settings.webhookSecret();
    if (secret == null) {
      return ResponseEntity.status(HttpStatus.NOT_FOUND).body("Webhooks are off.");
    }
    if (!new Secret(signature(secret, body)).matches(signature)) {
      return ResponseEntity.status(HttpStatus.FORBIDDEN).body("The signature is wrong.");
    }
    if (delivery.isEmpty() || !deliveries.isNew(delivery)) {
      return ResponseEntity.ok("Known already.");
    }
    try {
      return ResponseEntity.ok(act(event, json.readTree(body)));
    } catch (JacksonException e) {
      return ResponseEntity.badRequest().body("This is not JSON.");
    }
  }

  private String act(String event, JsonNode body) {
    String what = event + "." + body.path("action").asString("");
    return switch (what) {
      case "organization.member_removed" ->
          rules.current().ids().contains(body.path("organization").path("id").asLong(0))
              ? cut(body.path("membership").path("user"), "left the organisation")
              : "Not one of ours.";
      case "github_app_authorization.revoked" ->
          cut(body.path("sender"), "permission taken back at GitHub");
      default -> "Nothing to do.";
    };
  }

  private String cut(JsonNode user, String cause) {
    return accounts
        .find(instance, user.path("id").asLong(0))
        .map(
            person -> {
              revocation.revoke(person.id(), cause);
              return "Access is cut.";
            })
        .orElse("Nobody we know.");
  }

  private static String signature(Secret secret, byte[] body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.reveal().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return "sha256=" + HexFormat.of().formatHex(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java has HmacSHA256.", e);
    }
  }
}
