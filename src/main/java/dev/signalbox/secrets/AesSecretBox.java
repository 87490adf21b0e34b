package dev.signalbox.secrets;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * AES-256-GCM with a new random data key per value, which is encrypted with the installation's key.
 *
 * <p>Layout: version (1 byte), nonce of the key (12), encrypted data key (48), nonce of the value
 * (12), encrypted value. The context is authenticated with both parts.
 */
public final class AesSecretBox implements SecretBox {

  private static final byte VERSION = 1;
  private static final int NONCE_BYTES = 12;
  private static final int KEY_BYTES = 32;
  private static final int TAG_BYTES = 16;
  private static final int HEADER_BYTES = 1 + NONCE_BYTES + KEY_BYTES + TAG_BYTES + NONCE_BYTES;

  private final SecureRandom random = new SecureRandom();
  private final SecretKeySpec installationKey;

  /**
   * @param installationKey 32 bytes, stored outside the database
   */
  public AesSecretBox(byte[] installationKey) {
    if (installationKey.length != KEY_BYTES) {
      throw new IllegalArgumentException("The installation's key must have 32 bytes.");
    }
    this.installationKey = new SecretKeySpec(installationKey, "AES");
  }

  @Override
  public byte[] seal(String text, String context) {
    byte[] dataKey = randomBytes(KEY_BYTES);
    byte[] keyNonce = randomBytes(NONCE_BYTES);
    byte[] nonce = randomBytes(NONCE_BYTES);
    try {
      byte[] sealedKey = crypt(Cipher.ENCRYPT_MODE, installationKey, keyNonce, context, dataKey);
      byte[] sealed =
          crypt(
              Cipher.ENCRYPT_MODE,
              new SecretKeySpec(dataKey, "AES"),
              nonce,
              context,
              text.getBytes(StandardCharsets.UTF_8));
      return ByteBuffer.allocate(HEADER_BYTES + sealed.length)
          .put(VERSION)
          .put(keyNonce)
          .put(sealedKey)
          .put(nonce)
          .put(sealed)
          .array();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-GCM is not available.", e);
    }
  }

  @Override
  public String open(byte[] sealed, String context) {
    if (sealed.length < HEADER_BYTES + TAG_BYTES || sealed[0] != VERSION) {
      throw new InvalidSealException(
          "Not a sealed value.", new IllegalArgumentException("too short"));
    }
    byte[] keyNonce = Arrays.copyOfRange(sealed, 1, 1 + NONCE_BYTES);
    byte[] sealedKey = Arrays.copyOfRange(sealed, 1 + NONCE_BYTES, HEADER_BYTES - NONCE_BYTES);
    byte[] nonce = Arrays.copyOfRange(sealed, HEADER_BYTES - NONCE_BYTES, HEADER_BYTES);
    byte[] value = Arrays.copyOfRange(sealed, HEADER_BYTES, sealed.length);
    try {
      byte[] dataKey = crypt(Cipher.DECRYPT_MODE, installationKey, keyNonce, context, sealedKey);
      return new String(
          crypt(Cipher.DECRYPT_MODE, new SecretKeySpec(dataKey, "AES"), nonce, context, value),
          StandardCharsets.UTF_8);
    } catch (GeneralSecurityException e) {
      throw new InvalidSealException(
          "The value was encrypted with another SIGNALBOX_SECRET_KEY, or was modified.", e);
    }
  }

  private static byte[] crypt(
      int mode, SecretKeySpec key, byte[] nonce, String context, byte[] input)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, key, new GCMParameterSpec(TAG_BYTES * 8, nonce));
    cipher.updateAAD(context.getBytes(StandardCharsets.UTF_8));
    return cipher.doFinal(input);
  }

  private byte[] randomBytes(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }
}
