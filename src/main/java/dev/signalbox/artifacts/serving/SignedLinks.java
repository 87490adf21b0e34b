package dev.signalbox.artifacts.serving;

import dev.signalbox.secrets.DerivedKey;
import dev.signalbox.secrets.Sha256;
import dev.signalbox.settings.ConsoleProperties;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Signs links to artifacts. A link names the artifact, the user and the end of its validity; a
 * changed link is invalid.
 */
@Component
class SignedLinks {

  /** Long enough to open the link; players that read on later get another link. */
  static final Duration LIFETIME = Duration.ofMinutes(10);

  private final SecretKeySpec key;
  private final Clock clock;

  @Autowired
  SignedLinks(ConsoleProperties settings, Clock clock) {
    this(DerivedKey.of(settings.secretKey(), "artifact links"), clock);
  }

  SignedLinks(SecretKeySpec key, Clock clock) {
    this.key = key;
    this.clock = clock;
  }

  /** Returns the query parameters of a link. */
  String sign(String artifact, UUID user) {
    long expires = clock.instant().plus(LIFETIME).getEpochSecond();
    return "user=%s&expires=%d&signature=%s"
        .formatted(user, expires, signature(artifact, user.toString(), Long.toString(expires)));
  }

  /** Checks the query parameters of a link, which may be any texts. */
  Validity check(String artifact, String user, String expires, String signature) {
    byte[] expected = signature(artifact, user, expires).getBytes(StandardCharsets.US_ASCII);
    if (!MessageDigest.isEqual(expected, signature.getBytes(StandardCharsets.UTF_8))) {
      return new Validity.Invalid();
    }
    // the signature covers both, so they have the right form
    return Instant.ofEpochSecond(Long.parseLong(expires)).isAfter(clock.instant())
        ? new Validity.Valid(UUID.fromString(user))
        : new Validity.Expired();
  }

  private String signature(String artifact, String user, String expires) {
    // a key may contain line breaks, so it is last
    String text =
        "%d\n%s\n%d\n%s\n%s".formatted(user.length(), user, expires.length(), expires, artifact);
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(Sha256.hmac(key, text.getBytes(StandardCharsets.UTF_8)));
  }

  sealed interface Validity {

    /** Grants access if the user still has it. */
    record Valid(UUID user) implements Validity {}

    /** The link was valid. */
    record Expired() implements Validity {}

    /** Not a link of this console, or changed. */
    record Invalid() implements Validity {}
  }
}
