package dev.signalbox.github;

import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.pem.PemSslStore;
import org.springframework.boot.ssl.pem.PemSslStoreBundle;

/** Combines the JDK's trusted certificates with additional certificate authorities. */
final class TrustedCertificates {

  private TrustedCertificates() {}

  /** Returns a TLS context that trusts the given certificates besides those of the JDK. */
  static SSLContext contextTrusting(List<X509Certificate> additional) {
    List<X509Certificate> all = Stream.concat(defaultCertificates(), additional.stream()).toList();
    @Nullable PemSslStore noIdentity = null;
    return SslBundle.of(new PemSslStoreBundle(noIdentity, PemSslStore.of(all, null)))
        .createSslContext();
  }

  private static Stream<X509Certificate> defaultCertificates() {
    try {
      TrustManagerFactory factory =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init((KeyStore) null);
      return Stream.of(factory.getTrustManagers())
          .filter(X509TrustManager.class::isInstance)
          .flatMap(manager -> Stream.of(((X509TrustManager) manager).getAcceptedIssuers()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Could not read the JDK's trust store", e);
    }
  }
}
