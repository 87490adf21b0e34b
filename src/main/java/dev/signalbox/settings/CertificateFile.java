package dev.signalbox.settings;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;

/** A PEM file of certificates, read once at the start so that a wrong one is told there. */
final class CertificateFile {

  private CertificateFile() {}

  /**
   * The certificates in the file, at least one.
   *
   * @throws IOException when it cannot be read
   * @throws CertificateException when it holds none, or something else
   */
  static List<X509Certificate> read(Path pem) throws IOException, CertificateException {
    try (InputStream in = Files.newInputStream(pem)) {
      List<X509Certificate> all =
          CertificateFactory.getInstance("X.509").generateCertificates(in).stream()
              .map(X509Certificate.class::cast)
              .toList();
      if (all.isEmpty()) {
        throw new CertificateException("There is none in it.");
      }
      return all;
    }
  }
}
