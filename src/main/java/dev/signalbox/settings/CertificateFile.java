package dev.signalbox.settings;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;

/** Reads PEM files of certificates. They are read at startup so that errors are reported there. */
final class CertificateFile {

  private CertificateFile() {}

  /**
   * Returns the certificates in the file, at least one.
   *
   * @throws IOException if the file cannot be read
   * @throws CertificateException if the file has no certificates or other content
   */
  static List<X509Certificate> read(Path pem) throws IOException, CertificateException {
    try (InputStream in = Files.newInputStream(pem)) {
      List<X509Certificate> all =
          CertificateFactory.getInstance("X.509").generateCertificates(in).stream()
              .map(X509Certificate.class::cast)
              .toList();
      if (all.isEmpty()) {
        throw new CertificateException("No certificates found.");
      }
      return all;
    }
  }
}
