package dev.signalbox.secrets;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
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
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(Base64.getDecoder().decode(installationKey.reveal()), ALGORITHM));
      return new SecretKeySpec(mac.doFinal(purpose.getBytes(StandardCharsets.UTF_8)), ALGORITHM);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HMAC-SHA-256 is not available.", e);
    }
  }
}
