package dev.signalbox.testing;

import dev.signalbox.sandbox.Persona;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Like {@link MockApiClient}, but over HTTP. */
public final class HttpApiClient {

  private static final Pattern SECRET = Pattern.compile("sbx_[0-9A-Za-z]{49}");

  private static final HttpClient CLIENT =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();

  private final URI console;
  private final String token;

  private HttpApiClient(URI console, String token) {
    this.console = console;
    this.token = token;
  }

  /** Creates a client with a token of the first admin, valid for 30 days. */
  public static HttpApiClient forAdmin(RunningConsole console, String scopes) {
    LocalDate today = LocalDate.ofInstant(TestInstallation.clock().instant(), ZoneOffset.UTC);
    HttpBrowser admin = HttpBrowser.signedIn(console, Persona.ADMIN);
    HttpResponse<String> created =
        admin.send(
            "POST",
            "/tokens",
            Map.of("name", "a script", "scopes", scopes, "expires", today.plusDays(30).toString()));
    HttpResponse<String> page = admin.get(HttpBrowser.location(created));
    Matcher secret = SECRET.matcher(page.body());
    if (!secret.find()) {
      throw new AssertionError("No token on the page: " + page.body());
    }
    return new HttpApiClient(console.address(), secret.group());
  }

  /** Returns a client with the same token for another instance. */
  public HttpApiClient atInstance(RunningConsole other) {
    return atAddress(other.address());
  }

  /** Returns a client with the same token for another address, such as a load balancer. */
  public HttpApiClient atAddress(URI other) {
    return new HttpApiClient(other, token);
  }

  /** Builds a request without sending it. */
  public HttpRequest call(String method, String path, byte[] body) {
    return HttpRequest.newBuilder(console.resolve(path))
        .header("Authorization", "Bearer " + token)
        .timeout(Duration.ofSeconds(60))
        .method(method, BodyPublishers.ofByteArray(body))
        .build();
  }

  public HttpResponse<String> send(String method, String path, byte[] body) {
    return exchange(call(method, path, body));
  }

  /** Sends a body with a content type. */
  public HttpResponse<String> send(String method, String path, String contentType, byte[] body) {
    return exchange(
        HttpRequest.newBuilder(call(method, path, body), (name, value) -> true)
            .header("Content-Type", contentType)
            .build());
  }

  private HttpResponse<String> exchange(HttpRequest request) {
    try {
      return CLIENT.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException("No response from " + console, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted at " + console, e);
    }
  }
}
