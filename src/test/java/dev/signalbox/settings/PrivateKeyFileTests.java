package dev.signalbox.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Private keys in the formats of common tools. */
class PrivateKeyFileTests {

  private static final String P256 = "06082a8648ce3d030107";

  @ParameterizedTest
  @ValueSource(strings = {"RSA", "EC", "Ed25519"})
  void readsPkcs8(String kind) throws GeneralSecurityException {
    PrivateKey key = KeyPairGenerator.getInstance(kind).generateKeyPair().getPrivate();

    assertThat(PrivateKeyFile.of("A key:\n" + pem("PRIVATE KEY", key.getEncoded()))).isEqualTo(key);
  }

  @ParameterizedTest
  @ValueSource(ints = {1024, 2048})
  void readsPkcs1(int bits) throws GeneralSecurityException {
    KeyPairGenerator pairs = KeyPairGenerator.getInstance("RSA");
    pairs.initialize(bits);
    PrivateKey key = pairs.generateKeyPair().getPrivate();

    // the PKCS#8 header has 26 bytes if the key is longer than 255 bytes
    byte[] inner = Arrays.copyOfRange(key.getEncoded(), 26, key.getEncoded().length);

    assertThat(PrivateKeyFile.of(pem("RSA PRIVATE KEY", inner))).isEqualTo(key);
  }

  @Test
  void readsSec1WithItsCurve() throws GeneralSecurityException {
    PrivateKey key = p256();

    // not equal in Java, because the encoding has the curve twice
    assertThat(PrivateKeyFile.of(pem("EC PRIVATE KEY", withCurve(key))))
        .isInstanceOfSatisfying(
            ECPrivateKey.class,
            read -> {
              assertThat(read.getS()).isEqualTo(((ECPrivateKey) key).getS());
              assertThat(read.getParams().getOrder())
                  .isEqualTo(((ECPrivateKey) key).getParams().getOrder());
            });
  }

  @Test
  void readsSec1WithSeparateParameters() throws GeneralSecurityException {
    PrivateKey key = p256();

    assertThat(
            PrivateKeyFile.of(
                pem("EC PARAMETERS", HexFormat.of().parseHex(P256))
                    + pem("EC PRIVATE KEY", withoutCurve(key))))
        .isEqualTo(key);
  }

  @Test
  void rejectsSec1WithoutACurve() throws GeneralSecurityException {
    String pem = pem("EC PRIVATE KEY", withoutCurve(p256()));

    assertThatExceptionOfType(GeneralSecurityException.class)
        .isThrownBy(() -> PrivateKeyFile.of(pem));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "hello",
        "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n",
        "-----BEGIN EC PRIVATE KEY-----\nMAo=\n-----END EC PRIVATE KEY-----\n",
        """
        -----BEGIN RSA PRIVATE KEY-----
        Proc-Type: 4,ENCRYPTED

        AAAA
        -----END RSA PRIVATE KEY-----
        """,
        "-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED PRIVATE KEY-----\n"
      })
  void rejectsUnsupportedKeys(String pem) {
    assertThatExceptionOfType(GeneralSecurityException.class)
        .isThrownBy(() -> PrivateKeyFile.of(pem));
  }

  static String pem(String what, byte[] der) {
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
        .formatted(what, Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der), what);
  }

  private static PrivateKey p256() throws GeneralSecurityException {
    KeyPairGenerator pairs = KeyPairGenerator.getInstance("EC");
    pairs.initialize(new ECGenParameterSpec("secp256r1"));
    return pairs.generateKeyPair().getPrivate();
  }

  /** Version and key; the last 32 bytes of Java's encoding are the key. */
  private static byte[] withoutCurve(PrivateKey key) {
    return HexFormat.of().parseHex("30250201010420" + number(key));
  }

  private static byte[] withCurve(PrivateKey key) {
    return HexFormat.of().parseHex("30310201010420" + number(key) + "a00a" + P256);
  }

  private static String number(PrivateKey key) {
    byte[] der = key.getEncoded();
    // 30 41 02 01 00 30 13 (19 bytes) 04 27 30 25 02 01 01 04 20, and then it
    return HexFormat.of().formatHex(der, 35, 67);
  }
}
