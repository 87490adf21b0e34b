package dev.signalbox.accounts.github;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Collection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** Java's own certificates and those of a company's own authority. */
final class TrustedCertificates {

  private TrustedCertificates() {}

  /** A TLS context that trusts the certificates of a PEM file besides Java's own. */
  static SSLContext besides(Path pem) {
    try (InputStream in = Files.newInputStream(pem)) {
      KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
      trusted.load(null);
      int number = 0;
      for (X509Certificate own : javas()) {
        trusted.setCertificateEntry("java-" + number++, own);
      }
      Collection<? extends Certificate> all =
          CertificateFactory.getInstance("X.509").generateCertificates(in);
      if (all.isEmpty()) {
        throw new CertificateException("There is none in it.");
      }
      for (Certificate added : all) {
        trusted.setCertificateEntry("added-" + number++, added);
      }
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, managers(trusted).getTrustManagers(), null);
      return context;
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException("SIGNALBOX_GITHUB_CA_FILE holds no certificates: " + pem, e);
    }
  }

  private static X509Certificate[] javas() throws GeneralSecurityException {
    return Arrays.stream(managers(null).getTrustManagers())
        .filter(X509TrustManager.class::isInstance)
        .map(manager -> ((X509TrustManager) manager).getAcceptedIssuers())
        .findFirst()
        .orElse(new X509Certificate[0]);
  }

  private static TrustManagerFactory managers(@Nullable KeyStore trusted)
      throws GeneralSecurityException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(trusted);
    return factory;
  }
}
