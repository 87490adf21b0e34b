package dev.signalbox.audit;

import dev.signalbox.secrets.DerivedKey;
import dev.signalbox.secrets.Secret;
import dev.signalbox.settings.ConsoleProperties;
import java.io.ByteArrayOutputStream;
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
 * Authenticates single events: 16 bytes of HMAC-SHA-256 over all fields with their lengths, with a
 * key that is not in the database.
 */
@Component
public class RowMacs {

  /** Bytes of a MAC. */
  public static final int LENGTH = 16;

  private static final int MISSING = -1;

  private final Mac keyed;

  @Autowired
  RowMacs(ConsoleProperties settings) {
    this(settings.secretKey());
  }

  public RowMacs(Secret installationKey) {
    SecretKeySpec key = DerivedKey.of(installationKey, "signalbox audit rows");
    try {
      this.keyed = Mac.getInstance(key.getAlgorithm());
      this.keyed.init(key);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java platform has HMAC-SHA-256.", e);
    }
  }

  /** Returns the MAC of an event. */
  public byte[] of(NewEvent event) {
    Canonical bytes = new Canonical();
    bytes.add(event.id().toString());
    bytes.add(event.action());
    bytes.add(event.occurred());
    Instant at = event.at();
    bytes.add(at.getEpochSecond() * 1_000_000 + at.getNano() / 1_000);
    bytes.add(event.version());
    bytes.write(event.success() ? 1 : 0);
    bytes.add(event.json().actor());
    bytes.add(event.json().target());
    bytes.add(event.json().payload());
    bytes.add(event.json().metadata());
    bytes.add(event.json().scope());
    bytes.add(event.json().request());
    bytes.add(event.keys().actorId());
    bytes.add(event.keys().actorName());
    bytes.add(event.keys().targetType());
    bytes.add(event.keys().targetId());
    bytes.add(event.keys().targetName());
    bytes.add(event.keys().requestId());
    return Arrays.copyOf(copy().doFinal(bytes.toByteArray()), LENGTH);
  }

  private Mac copy() {
    try {
      return (Mac) keyed.clone();
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("The HMAC of the JDK is cloneable.", e);
    }
  }

  /** The authenticated bytes: fixed-width numbers, and texts prefixed by their length. */
  private static final class Canonical extends ByteArrayOutputStream {

    Canonical() {
      super(1024);
    }

    void add(long number) {
      for (int shift = Long.SIZE - Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
        write((int) (number >>> shift));
      }
    }

    void add(@Nullable String text) {
      byte[] bytes = text == null ? new byte[0] : text.getBytes(StandardCharsets.UTF_8);
      int length = text == null ? MISSING : bytes.length;
      for (int shift = Integer.SIZE - Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
        write(length >>> shift);
      }
      write(bytes, 0, bytes.length);
    }
  }
}
