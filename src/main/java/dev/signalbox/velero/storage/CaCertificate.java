package dev.signalbox.velero.storage;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Base64;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Optional;

/** The certificates that Velero trusts for a storage location, in PEM. */
public final class CaCertificate {

  private static final int MAX_LENGTH = 64 * 1024;

  private CaCertificate() {}

  /** Returns why a text is not a usable certificate, or empty. */
  public static Optional<String> check(String pem, Instant now) {
    if (pem.contains("PRIVATE KEY")) {
      return Optional.of("Contains a private key. Enter the certificate only.");
    }
    if (pem.length() > MAX_LENGTH || !pem.contains("-----BEGIN CERTIFICATE-----")) {
      return Optional.of(
          "Enter certificates in PEM, beginning with -----BEGIN CERTIFICATE-----, of at most 64"
              + " KiB.");
    }
    try {
      Collection<? extends Certificate> certificates =
          CertificateFactory.getInstance("X.509")
              .generateCertificates(
                  new ByteArrayInputStream(pem.strip().getBytes(StandardCharsets.US_ASCII)));
      boolean expired =
          certificates.stream()
              .anyMatch(
                  one ->
                      one instanceof X509Certificate certificate
                          && certificate.getNotAfter().toInstant().isBefore(now));
      if (certificates.isEmpty()) {
        return Optional.of("Contains no certificate.");
      }
      return expired ? Optional.of("A certificate has expired.") : Optional.empty();
    } catch (CertificateException e) {
      return Optional.of("The certificate can't be read. Check that it is complete.");
    }
  }

  /** Returns {@code spec.objectStorage.caCert}: the PEM in Base64. */
  public static String encode(String pem) {
    return Base64.getEncoder()
        .encodeToString(
            (pem.strip().replace("\r\n", "\n") + "\n").getBytes(StandardCharsets.US_ASCII));
  }

  /** Returns the beginning of the SHA-256 digest of an encoded certificate, in hexadecimal. */
  public static String digest(String encoded) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(encoded.getBytes(StandardCharsets.US_ASCII));
      return HexFormat.of().formatHex(digest, 0, 4);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }
}
