package dev.signalbox.nomad.http;

import dev.signalbox.nomad.NomadProperties;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslManagerBundle;
import org.springframework.boot.ssl.pem.PemSslStore;
import org.springframework.boot.ssl.pem.PemSslStoreBundle;

/** Creates the TLS context for Nomad: trusted CAs and the client certificate. */
final class NomadTls {

  private NomadTls() {}

  static SSLContext context(NomadProperties settings) {
    return context(settings, settings.skipsVerification());
  }

  static SSLContext context(NomadProperties settings, boolean skipsVerification) {
    List<X509Certificate> authorities = settings.authorities();
    @Nullable PemSslStore trusted =
        authorities.isEmpty() ? null : PemSslStore.of(authorities, null);
    SslManagerBundle managers =
        SslBundle.of(new PemSslStoreBundle(settings.identity(), trusted)).getManagers();
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(
          managers.getKeyManagers(),
          skipsVerification
              ? new TrustManager[] {new AcceptAnyCertificate()}
              : managers.getTrustManagers(),
          null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(
          "Could not initialize TLS with the certificates for Nomad.", e);
    }
  }

  /** Accepts any certificate, for NOMAD_SKIP_VERIFY. */
  private static final class AcceptAnyCertificate extends X509ExtendedTrustManager {

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
