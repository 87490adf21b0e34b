package dev.signalbox.velero.client;

import dev.signalbox.remote.Adapter;
import dev.signalbox.remote.RemoteCalls;
import dev.signalbox.velero.diagnosis.DownloadDiagnosis;
import dev.signalbox.velero.diagnosis.DownloadDiagnosis.FileProblem;
import dev.signalbox.velero.files.DownloadFailedException;
import dev.signalbox.velero.files.ObjectStorage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * Requests signed URLs. The signature covers the headers, so none are added; a redirect would leave
 * the checked host, so none is followed.
 */
@Adapter
class HttpObjectStorage implements ObjectStorage {

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
  private static final Duration RESPONSE_TIMEOUT = Duration.ofSeconds(30);
  private static final int BUFFER_SIZE = 64 * 1024;

  /** A storage that sends a byte now and then would otherwise occupy a download for ever. */
  private static final Duration DOWNLOAD_TIMEOUT = Duration.ofMinutes(5);

  private final RemoteCalls calls;
  private final Duration limit;

  @Autowired
  HttpObjectStorage(RemoteCalls calls) {
    this(calls, DOWNLOAD_TIMEOUT);
  }

  HttpObjectStorage(RemoteCalls calls, Duration limit) {
    this.calls = calls;
    this.limit = limit;
  }

  @Override
  public void download(URI url, @Nullable String caCertificate, Path target, long maxBytes) {
    Path unused =
        calls.timed(
            "object-storage",
            "download",
            () -> {
              send(url, caCertificate, target, maxBytes);
              return target;
            });
  }

  private void send(URI url, @Nullable String ca, Path target, long maxBytes) {
    HttpRequest request = HttpRequest.newBuilder(url).timeout(RESPONSE_TIMEOUT).build();
    try (HttpClient client = client(ca)) {
      // the timeout of a request ends with the headers of the response
      CompletableFuture<Void> end =
          CompletableFuture.runAsync(
              client::shutdownNow,
              CompletableFuture.delayedExecutor(limit.toMillis(), TimeUnit.MILLISECONDS));
      HttpResponse<InputStream> response =
          client.send(request, HttpResponse.BodyHandlers.ofInputStream());
      try (InputStream body = response.body()) {
        if (response.statusCode() != 200) {
          throw new DownloadFailedException(
              DownloadDiagnosis.ofStatus(response.statusCode()), "HTTP " + response.statusCode());
        }
        copy(body, target, maxBytes);
      } finally {
        end.cancel(false);
        client.shutdownNow();
      }
    } catch (IOException e) {
      String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
      throw new DownloadFailedException(
          DownloadDiagnosis.ofFailure(e + " " + e.getCause()), message);
    } catch (GeneralSecurityException e) {
      throw new DownloadFailedException(FileProblem.UNTRUSTED, e.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DownloadFailedException(FileProblem.UNREACHABLE, "interrupted");
    }
  }

  private static void copy(InputStream body, Path target, long maxBytes) throws IOException {
    byte[] buffer = new byte[BUFFER_SIZE];
    long total = 0;
    try (OutputStream out = Files.newOutputStream(target)) {
      int read = body.read(buffer);
      while (read >= 0) {
        total += read;
        if (total > maxBytes) {
          throw new DownloadFailedException(
              FileProblem.TOO_LARGE, "More than " + (maxBytes >> 20) + " MiB.");
        }
        out.write(buffer, 0, read);
        read = body.read(buffer);
      }
    }
  }

  private static HttpClient client(@Nullable String ca)
      throws IOException, GeneralSecurityException {
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(CONNECT_TIMEOUT);
    return ca == null ? builder.build() : builder.sslContext(trusting(ca)).build();
  }

  /** Trusts the given certificate authorities in addition to those of Java. */
  private static SSLContext trusting(String pem) throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null);
    int number = 0;
    for (X509Certificate known : authoritiesOfJava()) {
      store.setCertificateEntry("ca-" + number++, known);
    }
    byte[] bytes = pem.getBytes(StandardCharsets.UTF_8);
    for (Certificate certificate :
        CertificateFactory.getInstance("X.509")
            .generateCertificates(new ByteArrayInputStream(bytes))) {
      store.setCertificateEntry("ca-" + number++, certificate);
    }
    TrustManagerFactory factory = trust(store);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, factory.getTrustManagers(), null);
    return context;
  }

  private static List<X509Certificate> authoritiesOfJava() throws GeneralSecurityException {
    return Arrays.stream(trust(null).getTrustManagers())
        .filter(X509TrustManager.class::isInstance)
        .map(X509TrustManager.class::cast)
        .flatMap(manager -> Arrays.stream(manager.getAcceptedIssuers()))
        .toList();
  }

  /**
   * @param store null for the certificate authorities of Java
   */
  private static TrustManagerFactory trust(@Nullable KeyStore store)
      throws GeneralSecurityException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return factory;
  }
}
