package dev.signalbox.testing;

import dev.signalbox.sandbox.Persona;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Like {@link MockBrowser}, but over HTTP: keeps cookies and the CSRF token, follows no redirects.
 */
public final class HttpBrowser {

  private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

  private static final HttpClient CLIENT =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();

  private final Map<String, String> cookies = new LinkedHashMap<>();
  private URI console;
  private @Nullable String token;

  private HttpBrowser(URI console) {
    this.console = console;
  }

  /** Returns a browser without a session. */
  public static HttpBrowser at(RunningConsole console) {
    return new HttpBrowser(console.address());
  }

  /** Returns a browser without a session for a console in another process. */
  public static HttpBrowser at(URI console) {
    return new HttpBrowser(console);
  }

  /** Returns a browser for the management port. */
  public static HttpBrowser atManagementPort(RunningConsole console) {
    return new HttpBrowser(console.management());
  }

  /** Returns a browser in which the persona has signed in. */
  public static HttpBrowser signedIn(RunningConsole console, Persona persona) {
    HttpBrowser browser = at(console);
    browser.signIn(persona);
    return browser;
  }

  /** Signs in with OAuth and returns the redirect target. */
  public String signIn(Persona persona) {
    return signIn(persona, "/sign-in/github");
  }

  /** Signs in through a link that contains the target page. */
  public String signIn(Persona persona, String start) {
    URI authorize = URI.create(location(get(start)));
    URI back = TestInstallation.gitHub().choose(persona, authorize);
    return location(get(back.getRawPath() + "?" + back.getRawQuery()));
  }

  /** Returns a browser with the same cookies, for requests at the same time. */
  public HttpBrowser newTab() {
    HttpBrowser tab = new HttpBrowser(console);
    tab.cookies.putAll(cookies);
    return tab;
  }

  /** Sends further requests to another instance, as a load balancer does. */
  public HttpBrowser switchTo(RunningConsole other) {
    console = other.address();
    return this;
  }

  /** Returns the mutable cookies. */
  public Map<String, String> cookies() {
    return cookies;
  }

  /** Returns the CSRF token of the last page, or null if there was none. */
  public @Nullable String csrfToken() {
    return token;
  }

  public HttpResponse<String> get(String path, String... headers) {
    return send("GET", path, request -> headers.length == 0 ? request : request.headers(headers));
  }

  /** Sends a form with the CSRF token of the last page, or of a page that is fetched first. */
  public HttpResponse<String> send(
      String method, String path, Map<String, String> form, String... headers) {
    if (token == null) {
      get("/sessions");
    }
    Map<String, String> fields = new LinkedHashMap<>(form);
    if (token != null) {
      fields.put("_csrf", token);
    }
    // HTML forms support GET and POST only; other methods are sent in a field
    fields.put("_method", method);
    return send(
        "POST",
        path,
        request -> {
          request.header("Content-Type", "application/x-www-form-urlencoded");
          if (headers.length > 0) {
            request.headers(headers);
          }
          return request.POST(BodyPublishers.ofString(encoded(fields)));
        });
  }

  /** Sends any request. */
  public HttpResponse<String> send(
      String method, String path, UnaryOperator<HttpRequest.Builder> more) {
    HttpResponse<String> response =
        exchange(
            more.apply(
                HttpRequest.newBuilder(console.resolve(path))
                    .timeout(Duration.ofSeconds(30))
                    .header("Accept", "text/html,*/*;q=0.8")
                    .method(method, BodyPublishers.noBody())),
            BodyHandlers.ofString());
    Matcher found = TOKEN.matcher(response.body());
    if (found.find()) {
      token = found.group(1);
    }
    return response;
  }

  /** Opens the event stream of a page. */
  public SseTestClient openEventStream() {
    return openEventStream("/events");
  }

  /** Opens an event stream. */
  public SseTestClient openEventStream(String path) {
    HttpResponse<InputStream> response =
        exchange(
            HttpRequest.newBuilder(console.resolve(path)).header("Accept", "text/event-stream"),
            BodyHandlers.ofInputStream());
    if (response.statusCode() != 200) {
      throw new AssertionError("No stream: " + response.statusCode());
    }
    return new SseTestClient(response.body());
  }

  /** Returns the value of the Cookie header. */
  public String cookieHeader() {
    return cookies.entrySet().stream()
        .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
        .collect(Collectors.joining("; "));
  }

  /** Returns the target of a redirect. */
  public static String location(HttpResponse<?> response) {
    return response
        .headers()
        .firstValue("Location")
        .orElseThrow(() -> new AssertionError("No redirect: " + response.statusCode()));
  }

  private <T> HttpResponse<T> exchange(HttpRequest.Builder request, BodyHandler<T> body) {
    if (!cookies.isEmpty()) {
      request.header("Cookie", cookieHeader());
    }
    try {
      HttpResponse<T> response = CLIENT.send(request.build(), body);
      response.headers().allValues("Set-Cookie").stream()
          .flatMap(line -> HttpCookie.parse(line).stream())
          .forEach(this::keep);
      return response;
    } catch (IOException e) {
      throw new UncheckedIOException("No response from " + console, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted at " + console, e);
    }
  }

  private void keep(HttpCookie cookie) {
    if (cookie.getMaxAge() == 0) {
      cookies.remove(cookie.getName());
    } else {
      cookies.put(cookie.getName(), cookie.getValue());
    }
  }

  private static String encoded(Map<String, String> form) {
    return form.entrySet().stream()
        .map(
            field ->
                field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }
}
