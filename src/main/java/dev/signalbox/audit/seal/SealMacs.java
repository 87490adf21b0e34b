package dev.signalbox.audit.seal;

import dev.signalbox.secrets.DerivedKey;
import dev.signalbox.secrets.Secret;
import dev.signalbox.secrets.Sha256;
import dev.signalbox.settings.ConsoleProperties;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** Authenticates seals with a key that is not in the database. */
@Component
class SealMacs {

  private final SecretKeySpec key;

  @Autowired
  SealMacs(ConsoleProperties settings) {
    this(settings.secretKey());
  }

  SealMacs(Secret installationKey) {
    this.key = DerivedKey.of(installationKey, "signalbox audit seals");
  }

  byte[] of(long number, Instant sealedAt, List<Long> batches, byte[] entries, byte[] previous) {
    ByteBuffer head = ByteBuffer.allocate(Long.BYTES * (4 + batches.size()));
    head.putLong(number)
        .putLong(sealedAt.getEpochSecond() * 1_000_000 + sealedAt.getNano() / 1_000)
        .putLong(entries.length)
        .putLong(batches.size());
    batches.forEach(head::putLong);
    return Sha256.hmac(key, head.array(), entries, previous);
  }
}
