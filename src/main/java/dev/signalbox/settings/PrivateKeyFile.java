package dev.signalbox.settings;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads private keys in PEM format: PKCS#8, which Java supports, and the older formats PKCS#1 (RSA)
 * and SEC 1 (EC), which are wrapped into PKCS#8 here.
 */
final class PrivateKeyFile {

  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ([A-Z ]{1,40})-----([^-]{0,100000})-----END \\1-----");

  // DER-encoded object identifiers
  private static final byte[] RSA = HexFormat.of().parseHex("06092a864886f70d0101010500");
  private static final byte[] EC = HexFormat.of().parseHex("06072a8648ce3d0201");

  private static final int INTEGER = 0x02;
  private static final int OCTETS = 0x04;
  private static final int SEQUENCE = 0x30;
  private static final int PARAMETERS = 0xa0;

  private PrivateKeyFile() {}

  /**
   * Returns the key in the file.
   *
   * @throws IOException if the file cannot be read
   * @throws GeneralSecurityException if the file has no key, an encrypted key or one of an
   *     unsupported type
   */
  static PrivateKey read(Path pem) throws IOException, GeneralSecurityException {
    return of(Files.readString(pem, StandardCharsets.US_ASCII));
  }

  static PrivateKey of(String pem) throws GeneralSecurityException {
    byte @Nullable [] curve = null;
    Matcher block = BLOCK.matcher(pem);
    while (block.find()) {
      switch (block.group(1)) {
        case "PRIVATE KEY" -> {
          return firstSupported(decoded(block));
        }
        case "RSA PRIVATE KEY" -> {
          return key("RSA", pkcs8(RSA, decoded(block)));
        }
        case "EC PARAMETERS" -> curve = decoded(block);
        case "EC PRIVATE KEY" -> {
          byte[] key = decoded(block);
          return key("EC", pkcs8(concat(EC, curve == null ? curve(key) : curve), key));
        }
        default -> {}
      }
    }
    throw new InvalidKeySpecException("No supported private key found.");
  }

  private static byte[] decoded(Matcher block) throws GeneralSecurityException {
    try {
      // encrypted keys have headers, which are not base64
      return Base64.getDecoder().decode(block.group(2).replaceAll("\\s", ""));
    } catch (IllegalArgumentException e) {
      throw new InvalidKeySpecException("The key is encrypted or not base64.", e);
    }
  }

  /** Tries the supported types: PKCS#8 names the type, but Java's API needs it in advance. */
  private static PrivateKey firstSupported(byte[] pkcs8) throws GeneralSecurityException {
    for (String algorithm : List.of("RSA", "EC", "EdDSA")) {
      try {
        return key(algorithm, pkcs8);
      } catch (InvalidKeySpecException e) {
        // try the next type
      }
    }
    throw new InvalidKeySpecException("Unsupported key type.");
  }

  private static PrivateKey key(String algorithm, byte[] pkcs8) throws GeneralSecurityException {
    return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
  }

  private static byte[] pkcs8(byte[] algorithm, byte[] key) {
    return der(
        SEQUENCE,
        concat(der(INTEGER, new byte[1]), concat(der(SEQUENCE, algorithm), der(OCTETS, key))));
  }

  /** Returns the curve of a SEC 1 key, which follows the version and the private key. */
  private static byte[] curve(byte[] key) throws GeneralSecurityException {
    int at = content(key, 0, SEQUENCE);
    at = endOf(key, at, INTEGER);
    at = endOf(key, at, OCTETS);
    int curve = content(key, at, PARAMETERS);
    return Arrays.copyOfRange(key, curve, endOf(key, at, PARAMETERS));
  }

  private static int endOf(byte[] der, int at, int tag) throws GeneralSecurityException {
    int content = content(der, at, tag);
    int length = der[at + 1] & 0xff;
    if (length >= 0x80) {
      length = 0;
      for (int index = at + 2; index < content; index++) {
        length = (length << 8) | (der[index] & 0xff);
      }
    }
    return content + length;
  }

  private static int content(byte[] der, int at, int tag) throws GeneralSecurityException {
    if (at < 0 || at + 2 > der.length || (der[at] & 0xff) != tag) {
      throw new InvalidKeySpecException("The key does not name its curve.");
    }
    int length = der[at + 1] & 0xff;
    return at + 2 + (length < 0x80 ? 0 : length - 0x80);
  }

  private static byte[] der(int tag, byte[] content) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(tag);
    if (content.length < 0x80) {
      out.write(content.length);
    } else {
      out.write(0x82);
      out.write(content.length >> 8);
      out.write(content.length);
    }
    out.writeBytes(content);
    return out.toByteArray();
  }

  private static byte[] concat(byte[] one, byte[] other) {
    byte[] all = Arrays.copyOf(one, one.length + other.length);
    System.arraycopy(other, 0, all, one.length, other.length);
    return all;
  }
}
