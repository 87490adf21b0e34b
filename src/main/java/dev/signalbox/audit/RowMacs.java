package dev.signalbox.audit;

import dev.signalbox.secrets.DerivedKey;
import dev.signalbox.secrets.Secret;
import dev.signalbox.settings.Settings;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Authenticates single events: 16 bytes of HMAC-SHA-256 over every field, each with its length, by
 * a key that the database does not know.
 */
@Component
public class RowMacs {

  /** Bytes of a mac. */
  public static final int LENGTH = 16;

  private static final int MISSING = -1;

  private final Mac keyed;

  @Autowired
  RowMacs(Settings settings) {
    this(settings.secretKey());
  }

  public RowMacs(Secret installationKey) {
    SecretKeySpec key = DerivedKey.of(installationKey, "signalbox audit rows");
    try {
      this.keyed = Mac.getInstance(key.getAlgorithm());
      this.keyed.init(key);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java has HMAC-SHA-256.", e);
    }
  }

  /** The mac of an event as it is stored. */
  public byte[] of(NewEvent event) {
    Mac mac = copy();
    add(mac, event.id().toString());
    add(mac, event.action());
    add(mac, event.occurred());
    Instant at = event.at();
    mac.update(
        ByteBuffer.allocate(2 * Long.BYTES + 1)
            .putLong(at.getEpochSecond() * 1_000_000 + at.getNano() / 1_000)
            .putLong(event.version())
            .put((byte) (event.success() ? 1 : 0))
            .flip());
    add(mac, event.json().actor());
    add(mac, event.json().target());
    add(mac, event.json().payload());
    add(mac, event.json().metadata());
    add(mac, event.json().scope());
    add(mac, event.json().request());
    add(mac, event.keys().actorId());
    add(mac, event.keys().actorName());
    add(mac, event.keys().targetType());
    add(mac, event.keys().targetId());
    add(mac, event.keys().targetName());
    add(mac, event.keys().requestId());
    return Arrays.copyOf(mac.doFinal(), LENGTH);
  }

  private Mac copy() {
    try {
      return (Mac) keyed.clone();
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("Java's own HMAC can be copied.", e);
    }
  }

  private static void add(Mac mac, @Nullable String text) {
    ByteBuffer length = ByteBuffer.allocate(Integer.BYTES);
    if (text == null) {
      mac.update(length.putInt(MISSING).flip());
      return;
    }
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    mac.update(length.putInt(bytes.length).flip());
    mac.update(bytes);
  }
}
