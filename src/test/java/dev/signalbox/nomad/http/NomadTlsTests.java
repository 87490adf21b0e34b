package dev.signalbox.nomad.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsExchange;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import dev.signalbox.nomad.NomadListWatch.ListOptions;
import dev.signalbox.nomad.NomadProperties;
import dev.signalbox.remote.RemoteSystemException.Unexpected;
import dev.signalbox.remote.RemoteSystemException.Unreachable;
import dev.signalbox.settings.Origin;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** TLS connections to a server whose certificate is for {@code server.global.nomad}. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("integration")
class NomadTlsTests {

  private static final char[] PASSWORD = "for-a-test".toCharArray();

  private KeyStore keys;
  private String certificate;
  private String key;
  private HttpsServer server;
  private final List<String> requestedNames = new ArrayList<>();

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    Path store = folder.resolve("keys.p12");
    keytool(
        store,
        "-genkeypair",
        "-keyalg",
        "EC",
        "-dname",
        "CN=nomad",
        "-ext",
        "san=dns:server.global.nomad");
    keys = KeyStore.getInstance(store.toFile(), PASSWORD);
    certificate = folder.resolve("cert.pem").toString();
    keytool(store, "-exportcert", "-rfc", "-file", certificate);
    key =
        Files.writeString(
                folder.resolve("key.txt"),
                "-----BEGIN PRIVATE KEY-----\n%s\n-----END PRIVATE KEY-----\n"
                    .formatted(
                        Base64.getMimeEncoder()
                            .encodeToString(keys.getKey("test", PASSWORD).getEncoded())))
            .toString();
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    SSLContext context = context();
    server.setHttpsConfigurator(
        new HttpsConfigurator(context) {
          @Override
          public void configure(HttpsParameters parameters) {
            SSLParameters wanted = context.getDefaultSSLParameters();
            wanted.setNeedClientAuth(true);
            parameters.setSSLParameters(wanted);
          }
        });
    server.createContext(
        "/",
        exchange -> {
          if (exchange instanceof HttpsExchange secure
              && secure.getSSLSession() instanceof ExtendedSSLSession session) {
            session.getRequestedServerNames().stream()
                .map(SNIServerName::getEncoded)
                .forEach(name -> requestedNames.add(new String(name, StandardCharsets.US_ASCII)));
          }
          exchange.getResponseHeaders().set("Content-Type", "application/json");
          exchange.sendResponseHeaders(200, 2);
          exchange.getResponseBody().write("[]".getBytes(StandardCharsets.UTF_8));
          exchange.close();
        });
    server.start();
  }

  @AfterAll
  void stop() {
    server.stop(0);
  }

  @Test
  void verifiesTheConfiguredServerName() throws Exception {
    requestedNames.clear();

    assertThatCode(() -> connect(certificate, true, "server.global.nomad", false))
        .doesNotThrowAnyException();
    assertThat(requestedNames).contains("server.global.nomad");
  }

  @Test
  void rejectsACertificateForAnotherName() throws Exception {
    assertThatExceptionOfType(Unreachable.class)
        .isThrownBy(() -> connect(certificate, true, null, false))
        .satisfies(e -> assertThat(e.advice()).contains("NOMAD_TLS_SERVER_NAME"));
  }

  @Test
  void rejectsAnUntrustedCertificate() throws Exception {
    assertThatExceptionOfType(Unreachable.class)
        .isThrownBy(() -> connect(null, true, "server.global.nomad", false))
        .satisfies(e -> assertThat(e.advice()).contains("NOMAD_CACERT"));
  }

  @Test
  void acceptsAnyCertificateIfVerificationIsSkipped() throws Exception {
    assertThatCode(() -> connect(null, true, null, true)).doesNotThrowAnyException();
  }

  /**
   * The server's alert races with its closing of the connection, so several errors are possible.
   */
  @RepeatedTest(20)
  void failsWithoutAClientCertificate() throws Exception {
    assertThatExceptionOfType(Unreachable.class)
        .isThrownBy(() -> connect(certificate, false, "server.global.nomad", false))
        .satisfies(e -> assertThat(e.advice()).contains("NOMAD_CLIENT_CERT", "NOMAD_CLIENT_KEY"));
  }

  @Test
  void namesTheAddressIfItIsHttpsButTheServerIsNot() {
    try (ScriptedHttpServer plain =
            ScriptedHttpServer.returning("HTTP/1.1 400 Bad Request\r\n\r\n");
        NomadAdapters nomad =
            NomadAdapters.at(URI.create("https://127.0.0.1:" + plain.address().getPort()))) {
      assertThatExceptionOfType(Unreachable.class)
          .isThrownBy(() -> nomad.lists().jobs(ListOptions.NOW, job -> {}))
          .satisfies(e -> assertThat(e.advice()).contains("NOMAD_ADDR", "http://"));
    }
  }

  /** The text of Go's HTTP server. */
  @Test
  void namesTheAddressIfItIsHttpButTheServerIsHttps() {
    try (ScriptedHttpServer https =
            ScriptedHttpServer.returning(
                """
                HTTP/1.0 400 Bad Request\r
                \r
                Client sent an HTTP request to an HTTPS server.
                """);
        NomadAdapters nomad = NomadAdapters.at(https.address())) {
      assertThatExceptionOfType(Unexpected.class)
          .isThrownBy(() -> nomad.lists().jobs(ListOptions.NOW, job -> {}))
          .satisfies(e -> assertThat(e.advice()).contains("NOMAD_ADDR", "https://"));
    }
  }

  private void connect(
      @Nullable String caFile, boolean identified, @Nullable String name, boolean skipVerify) {
    NomadProperties settings =
        new NomadProperties(
            Origin.of("https://127.0.0.1:" + server.getAddress().getPort()),
            null,
            "*",
            null,
            null,
            caFile,
            null,
            identified ? certificate : null,
            identified ? key : null,
            null,
            name,
            String.valueOf(skipVerify));
    try (NomadAdapters nomad = NomadAdapters.of(settings)) {
      nomad.lists().jobs(ListOptions.NOW, job -> {});
    }
  }

  /** A self-signed certificate that serves as CA, server and client certificate. */
  private SSLContext context() throws Exception {
    KeyManagerFactory keyManagers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keyManagers.init(keys, PASSWORD);
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null);
    trusted.setCertificateEntry("test", keys.getCertificate("test"));
    TrustManagerFactory trustManagers =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trustManagers.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keyManagers.getKeyManagers(), trustManagers.getTrustManagers(), null);
    return context;
  }

  private static void keytool(Path store, String... arguments)
      throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(Path.of(System.getProperty("java.home"), "bin/keytool").toString()));
    command.addAll(List.of(arguments));
    command.addAll(
        List.of(
            "-alias", "test", "-storepass", new String(PASSWORD), "-keystore", store.toString()));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
  }
}
