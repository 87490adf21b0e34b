package dev.signalbox.audit.seal;

import dev.signalbox.secrets.DerivedKey;
import dev.signalbox.secrets.Secret;
import dev.signalbox.settings.ConsoleProperties;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.LocalDate;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** Authenticates the records of archived months with a key that is not in the database. */
@Component
public class ManifestMacs {

  private final SecretKeySpec key;

  @Autowired
  ManifestMacs(ConsoleProperties settings) {
    this(settings.secretKey());
  }

  ManifestMacs(Secret installationKey) {
    this.key = DerivedKey.of(installationKey, "signalbox audit archives");
  }

  /** Returns the HMAC-SHA-256 of a record, 32 bytes. */
  public byte[] of(LocalDate month, int part, long events, String manifest) {
    try {
      Mac mac = Mac.getInstance(key.getAlgorithm());
      mac.init(key);
      mac.update(
          ByteBuffer.allocate(Long.BYTES * 3)
              .putLong(month.toEpochDay())
              .putLong(part)
              .putLong(events)
              .flip());
      return mac.doFinal(manifest.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java platform has HMAC-SHA-256.", e);
    }
  }
}
