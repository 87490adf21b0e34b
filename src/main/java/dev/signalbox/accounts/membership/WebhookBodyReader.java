package dev.signalbox.accounts.membership;

import dev.signalbox.coordination.RateLimiter;
import dev.signalbox.coordination.RateLimiter.Attempt;
import dev.signalbox.github.GitHubProperties;
import dev.signalbox.secrets.Secret;
import dev.signalbox.secrets.Sha256;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.util.StringUtils;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads the bodies of webhook deliveries and verifies their signatures (docs: Validating webhook
 * deliveries). Invalid signatures are limited per IP address.
 */
@Component
class WebhookBodyReader {

  private static final int MAX_BODY_BYTES = 2_000_000;
  private static final String SIGNATURE = "X-Hub-Signature-256";

  private final GitHubProperties settings;
  private final RateLimiter limiter;
  private final JsonMapper json;

  WebhookBodyReader(GitHubProperties settings, RateLimiter limiter, JsonMapper json) {
    this.settings = settings;
    this.limiter = limiter;
    this.json = json;
  }

  WebhookBody read(HttpServletRequest request) throws IOException {
    byte[] body = request.getInputStream().readNBytes(MAX_BODY_BYTES + 1);
    if (body.length > MAX_BODY_BYTES) {
      return rejected(HttpStatus.CONTENT_TOO_LARGE, "Payload too large.");
    }
    @Nullable Secret secret = settings.webhookSecret();
    if (secret == null) {
      return rejected(HttpStatus.NOT_FOUND, "Webhooks are disabled.");
    }
    @Nullable String signature = request.getHeader(SIGNATURE);
    if (signature == null || !new Secret(signature(secret, body)).matches(signature)) {
      return invalidSignature(request);
    }
    // not getContentType, because RawBodyFilter hides the type of forms
    if (StringUtils.startsWithIgnoreCase(
        request.getHeader(HttpHeaders.CONTENT_TYPE), MediaType.APPLICATION_FORM_URLENCODED_VALUE)) {
      // not marked as processed, so it can be redelivered after the webhook is corrected
      return rejected(
          HttpStatus.UNSUPPORTED_MEDIA_TYPE,
          "Set the content type of the webhook to application/json.");
    }
    try {
      return new WebhookBody.Accepted(json.readTree(body));
    } catch (JacksonException e) {
      return rejected(HttpStatus.BAD_REQUEST, "Malformed JSON body.");
    }
  }

  private WebhookBody invalidSignature(HttpServletRequest request) {
    Optional<Duration> wait = limiter.countFrom(request.getRemoteAddr(), Attempt.INVALID_SIGNATURE);
    return wait.isEmpty()
        ? rejected(HttpStatus.FORBIDDEN, "Invalid signature.")
        : new WebhookBody.Rejected(
            ResponseEntity.status(HttpStatus.TOO_MANY_REQUESTS)
                .header(HttpHeaders.RETRY_AFTER, Long.toString(wait.get().toSeconds() + 1))
                .body("Too many invalid signatures."));
  }

  private static WebhookBody rejected(HttpStatus status, String why) {
    return new WebhookBody.Rejected(ResponseEntity.status(status).body(why));
  }

  private static String signature(Secret secret, byte[] body) {
    byte[] key = secret.reveal().getBytes(StandardCharsets.UTF_8);
    return "sha256="
        + HexFormat.of().formatHex(Sha256.hmac(new SecretKeySpec(key, "HmacSHA256"), body));
  }
}
