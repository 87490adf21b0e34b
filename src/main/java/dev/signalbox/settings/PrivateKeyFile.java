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
 * A private key as PEM, in any of the three forms that tools write: PKCS#8, which Java reads, and
 * the older ones of RSA and of elliptic curves, which are PKCS#8 without its envelope.
 */
final class PrivateKeyFile {

  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ([A-Z ]{1,40})-----([^-]{0,100000})-----END \\1-----");

  // object identifiers, each with its tag and length
  private static final byte[] RSA = HexFormat.of().parseHex("06092a864886f70d0101010500");
  private static final byte[] EC = HexFormat.of().parseHex("06072a8648ce3d0201");

  private static final int INTEGER = 0x02;
  private static final int OCTETS = 0x04;
  private static final int SEQUENCE = 0x30;
  private static final int PARAMETERS = 0xa0;

  private PrivateKeyFile() {}

  /**
   * The key in the file.
   *
   * @throws IOException when it cannot be read
   * @throws GeneralSecurityException when it holds none, one that is encrypted or of a kind unknown
   *     here
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
          return any(decoded(block));
        }
        case "RSA PRIVATE KEY" -> {
          return key("RSA", enveloped(RSA, decoded(block)));
        }
        case "EC PARAMETERS" -> curve = decoded(block);
        case "EC PRIVATE KEY" -> {
          byte[] key = decoded(block);
          return key("EC", enveloped(joined(EC, curve == null ? curve(key) : curve), key));
        }
        default -> {}
      }
    }
    throw new InvalidKeySpecException("There is no key in it that can be read.");
  }

  private static byte[] decoded(Matcher block) throws GeneralSecurityException {
    try {
      // headers stand in those that are encrypted
      return Base64.getDecoder().decode(block.group(2).replaceAll("\\s", ""));
    } catch (IllegalArgumentException e) {
      throw new InvalidKeySpecException("It is encrypted, or not base64.", e);
    }
  }

  /** The envelope names a kind; Java wants to be told it. */
  private static PrivateKey any(byte[] pkcs8) throws GeneralSecurityException {
    for (String kind : List.of("RSA", "EC", "EdDSA")) {
      try {
        return key(kind, pkcs8);
      } catch (InvalidKeySpecException e) {
        // perhaps the next one
      }
    }
    throw new InvalidKeySpecException("It is of a kind that Java does not know.");
  }

  private static PrivateKey key(String kind, byte[] pkcs8) throws GeneralSecurityException {
    return KeyFactory.getInstance(kind).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
  }

  private static byte[] enveloped(byte[] algorithm, byte[] key) {
    return part(
        SEQUENCE,
        joined(part(INTEGER, new byte[1]), joined(part(SEQUENCE, algorithm), part(OCTETS, key))));
  }

  /** The curve stands behind the number and the key itself. */
  private static byte[] curve(byte[] key) throws GeneralSecurityException {
    int at = content(key, 0, SEQUENCE);
    at = after(key, at, INTEGER);
    at = after(key, at, OCTETS);
    int curve = content(key, at, PARAMETERS);
    return Arrays.copyOfRange(key, curve, after(key, at, PARAMETERS));
  }

  private static int after(byte[] der, int at, int tag) throws GeneralSecurityException {
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
      throw new InvalidKeySpecException("Its curve is not told.");
    }
    int length = der[at + 1] & 0xff;
    return at + 2 + (length < 0x80 ? 0 : length - 0x80);
  }

  private static byte[] part(int tag, byte[] content) {
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

  private static byte[] joined(byte[] one, byte[] other) {
    byte[] all = Arrays.copyOf(one, one.length + other.length);
    System.arraycopy(other, 0, all, one.length, other.length);
    return all;
  }
}
