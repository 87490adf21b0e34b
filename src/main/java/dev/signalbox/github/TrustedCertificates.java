package dev.signalbox.github;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** Combines the JDK's trusted certificates with additional certificate authorities. */
final class TrustedCertificates {

  private TrustedCertificates() {}

  /** Returns a TLS context that trusts the given certificates besides those of the JDK. */
  static SSLContext contextTrusting(List<X509Certificate> additional) {
    try {
      KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
      trusted.load(null);
      int number = 0;
      for (X509Certificate certificate : defaultCertificates()) {
        trusted.setCertificateEntry("java-" + number++, certificate);
      }
      for (X509Certificate certificate : additional) {
        trusted.setCertificateEntry("other-" + number++, certificate);
      }
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trustManagerFactory(trusted).getTrustManagers(), null);
      return context;
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException("Could not initialize the TLS trust store", e);
    }
  }

  private static X509Certificate[] defaultCertificates() throws GeneralSecurityException {
    return Arrays.stream(trustManagerFactory(null).getTrustManagers())
        .filter(X509TrustManager.class::isInstance)
        .map(manager -> ((X509TrustManager) manager).getAcceptedIssuers())
        .findFirst()
        .orElse(new X509Certificate[0]);
  }

  private static TrustManagerFactory trustManagerFactory(@Nullable KeyStore trusted)
      throws GeneralSecurityException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(trusted);
    return factory;
  }
}
