package dev.signalbox.secrets;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import javax.crypto.Mac;
import javax.crypto.SecretKey;

/** SHA-256 and HMAC-SHA-256, which every Java platform has. */
public final class Sha256 {

  private Sha256() {}

  /** Returns the 32-byte hash of the concatenated parts. */
  public static byte[] hash(byte[]... parts) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (byte[] part : parts) {
        digest.update(part);
      }
      return digest.digest();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("SHA-256 is not available.", e);
    }
  }

  /** Returns the 32-byte authentication code of the concatenated parts. */
  public static byte[] hmac(SecretKey key, byte[]... parts) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      for (byte[] part : parts) {
        mac.update(part);
      }
      return mac.doFinal();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HMAC-SHA-256 is not available.", e);
    }
  }
}
