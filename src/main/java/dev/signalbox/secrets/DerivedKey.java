package dev.signalbox.secrets;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Keys for other purposes made of the installation's one: who knows one of them knows no other. */
public final class DerivedKey {

  private static final String ALGORITHM = "HmacSHA256";

  private DerivedKey() {}

  /**
   * A key of 32 bytes for authenticating.
   *
   * @param installationKey the installation's secret key in base64
   * @param purpose a word that no other use of a key has
   */
  public static SecretKeySpec of(Secret installationKey, String purpose) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(Base64.getDecoder().decode(installationKey.reveal()), ALGORITHM));
      return new SecretKeySpec(mac.doFinal(purpose.getBytes(StandardCharsets.UTF_8)), ALGORITHM);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java has HMAC-SHA-256.", e);
    }
  }
}
