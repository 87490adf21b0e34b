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
 * AES-256-GCM with a fresh random data key for each value, itself sealed by the installation's key.
 *
 * <p>Layout: version (1 byte), nonce of the key (12), sealed data key (48), nonce of the value
 * (12), sealed value. The place is authenticated with both parts.
 */
public final class AesSecretBox implements SecretBox {

  private static final byte VERSION = 1;
  private static final int NONCE = 12;
  private static final int KEY = 32;
  private static final int TAG = 16;
  private static final int HEAD = 1 + NONCE + KEY + TAG + NONCE;

  private final SecureRandom random = new SecureRandom();
  private final SecretKeySpec installationKey;

  /**
   * @param installationKey 32 bytes that live outside the database
   */
  public AesSecretBox(byte[] installationKey) {
    if (installationKey.length != KEY) {
      throw new IllegalArgumentException("The installation's key has 32 bytes.");
    }
    this.installationKey = new SecretKeySpec(installationKey, "AES");
  }

  @Override
  public byte[] seal(String text, String place) {
    byte[] dataKey = fresh(KEY);
    byte[] keyNonce = fresh(NONCE);
    byte[] nonce = fresh(NONCE);
    try {
      byte[] sealedKey = crypt(Cipher.ENCRYPT_MODE, installationKey, keyNonce, place, dataKey);
      byte[] sealed =
          crypt(
              Cipher.ENCRYPT_MODE,
              new SecretKeySpec(dataKey, "AES"),
              nonce,
              place,
              text.getBytes(StandardCharsets.UTF_8));
      return ByteBuffer.allocate(HEAD + sealed.length)
          .put(VERSION)
          .put(keyNonce)
          .put(sealedKey)
          .put(nonce)
          .put(sealed)
          .array();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This Java has no AES-GCM.", e);
    }
  }

  @Override
  public String open(byte[] sealed, String place) {
    if (sealed.length < HEAD + TAG || sealed[0] != VERSION) {
      throw new BrokenSeal("Not a sealed value.", new IllegalArgumentException("too short"));
    }
    byte[] keyNonce = Arrays.copyOfRange(sealed, 1, 1 + NONCE);
    byte[] sealedKey = Arrays.copyOfRange(sealed, 1 + NONCE, HEAD - NONCE);
    byte[] nonce = Arrays.copyOfRange(sealed, HEAD - NONCE, HEAD);
    byte[] value = Arrays.copyOfRange(sealed, HEAD, sealed.length);
    try {
      byte[] dataKey = crypt(Cipher.DECRYPT_MODE, installationKey, keyNonce, place, sealedKey);
      return new String(
          crypt(Cipher.DECRYPT_MODE, new SecretKeySpec(dataKey, "AES"), nonce, place, value),
          StandardCharsets.UTF_8);
    } catch (GeneralSecurityException e) {
      throw new BrokenSeal("Sealed for another place or with another key, or changed.", e);
    }
  }

  private static byte[] crypt(int mode, SecretKeySpec key, byte[] nonce, String place, byte[] input)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, key, new GCMParameterSpec(TAG * 8, nonce));
    cipher.updateAAD(place.getBytes(StandardCharsets.UTF_8));
    return cipher.doFinal(input);
  }

  private byte[] fresh(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }
}
