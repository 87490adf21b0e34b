package dev.signalbox.audit.seal;

import dev.signalbox.secrets.DerivedKey;
import dev.signalbox.secrets.Secret;
import dev.signalbox.secrets.Sha256;
import dev.signalbox.settings.ConsoleProperties;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
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
    ByteBuffer head =
        ByteBuffer.allocate(Long.BYTES * 3)
            .putLong(month.toEpochDay())
            .putLong(part)
            .putLong(events);
    return Sha256.hmac(key, head.array(), manifest.getBytes(StandardCharsets.UTF_8));
  }
}
