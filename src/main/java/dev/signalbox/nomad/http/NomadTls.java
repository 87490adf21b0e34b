package dev.signalbox.nomad.http;

import dev.signalbox.settings.Settings;
import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/** Creates the TLS context for Nomad: trusted CAs and the client certificate. */
final class NomadTls {

  private NomadTls() {}

  static SSLContext context(Settings.Nomad settings) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keyManagers(settings.identity()), trustManagers(settings), null);
      return context;
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException(
          "Could not initialize TLS with the certificates for Nomad.", e);
    }
  }

  private static KeyManager @Nullable [] keyManagers(Settings.@Nullable Identity identity)
      throws IOException, GeneralSecurityException {
    if (identity == null) {
      return null;
    }
    KeyStore store = emptyKeyStore();
    store.setKeyEntry(
        "console", identity.key(), new char[0], identity.chain().toArray(Certificate[]::new));
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(store, new char[0]);
    return factory.getKeyManagers();
  }

  private static TrustManager @Nullable [] trustManagers(Settings.Nomad settings)
      throws IOException, GeneralSecurityException {
    if (settings.skipVerify()) {
      return new TrustManager[] {new AcceptAnyCertificate()};
    }
    List<X509Certificate> authorities = settings.authorities();
    if (authorities.isEmpty()) {
      return null;
    }
    KeyStore store = emptyKeyStore();
    for (int number = 0; number < authorities.size(); number++) {
      store.setCertificateEntry("nomad-" + number, authorities.get(number));
    }
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return factory.getTrustManagers();
  }

  private static KeyStore emptyKeyStore() throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null);
    return store;
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
