package dev.signalbox.secrets;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import javax.crypto.spec.SecretKeySpec;

/** Derives independent keys from the installation's key, one per purpose. */
public final class DerivedKey {

  private static final String ALGORITHM = "HmacSHA256";

  private DerivedKey() {}

  /**
   * Returns a 32-byte key for message authentication.
   *
   * @param installationKey the installation's secret key in base64
   * @param purpose a unique name of the purpose
   */
  public static SecretKeySpec of(Secret installationKey, String purpose) {
    byte[] key = Base64.getDecoder().decode(installationKey.reveal());
    return new SecretKeySpec(
        Sha256.hmac(new SecretKeySpec(key, ALGORITHM), purpose.getBytes(StandardCharsets.UTF_8)),
        ALGORITHM);
  }
}
