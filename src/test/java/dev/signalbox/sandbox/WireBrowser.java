package dev.signalbox.sandbox;

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

/** {@link Browser} over a socket: keeps cookies and the form token, follows no redirect. */
public final class WireBrowser {

  private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

  private static final HttpClient CLIENT =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();

  private final Map<String, String> cookies = new LinkedHashMap<>();
  private URI console;
  private @Nullable String token;

  private WireBrowser(URI console) {
    this.console = console;
  }

  /** A browser that nobody is signed in with. */
  public static WireBrowser at(RunningConsole console) {
    return new WireBrowser(console.address());
  }

  /** A browser at the management port. */
  public static WireBrowser atManagementOf(RunningConsole console) {
    return new WireBrowser(console.management());
  }

  /** A browser in which the persona signed in. */
  public static WireBrowser signedIn(RunningConsole console, Persona persona) {
    WireBrowser browser = at(console);
    browser.signIn(persona);
    return browser;
  }

  /** Signs in through the real protocol and says where that led. */
  public String signIn(Persona persona) {
    return signIn(persona, "/sign-in/github");
  }

  /** The same from a link that names where to go afterwards. */
  public String signIn(Persona persona, String start) {
    URI authorize = URI.create(location(get(start)));
    URI back = TestInstallation.gitHub().choose(persona, authorize);
    return location(get(back.getRawPath() + "?" + back.getRawQuery()));
  }

  /** From now on the load balancer leads this browser to another instance. */
  public WireBrowser ledTo(RunningConsole other) {
    console = other.address();
    return this;
  }

  /** The cookies as they stand, to be changed or stolen. */
  public Map<String, String> cookies() {
    return cookies;
  }

  public HttpResponse<String> get(String path, String... headers) {
    return send("GET", path, request -> headers.length == 0 ? request : request.headers(headers));
  }

  /** Sends a form with the token of the page before; fetches a page first when there was none. */
  public HttpResponse<String> send(
      String method, String path, Map<String, String> form, String... headers) {
    if (token == null) {
      get("/sessions");
    }
    Map<String, String> fields = new LinkedHashMap<>(form);
    if (token != null) {
      fields.put("_csrf", token);
    }
    // forms know two methods only; the others travel in a field
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

  /** Any request at all. */
  public HttpResponse<String> send(
      String method, String path, UnaryOperator<HttpRequest.Builder> more) {
    HttpResponse<String> answer =
        exchange(
            more.apply(
                HttpRequest.newBuilder(console.resolve(path))
                    .timeout(Duration.ofSeconds(30))
                    .header("Accept", "text/html,*/*;q=0.8")
                    .method(method, BodyPublishers.noBody())),
            BodyHandlers.ofString());
    Matcher found = TOKEN.matcher(answer.body());
    if (found.find()) {
      token = found.group(1);
    }
    return answer;
  }

  /** Opens the stream of a tab. */
  public LiveStream listen() {
    HttpResponse<InputStream> answer =
        exchange(
            HttpRequest.newBuilder(console.resolve("/events"))
                .header("Accept", "text/event-stream"),
            BodyHandlers.ofInputStream());
    if (answer.statusCode() != 200) {
      throw new AssertionError("No stream: " + answer.statusCode());
    }
    return new LiveStream(answer.body());
  }

  /** The value of the Cookie header. */
  public String cookieHeader() {
    return cookies.entrySet().stream()
        .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
        .collect(Collectors.joining("; "));
  }

  /** Where a redirect leads. */
  public static String location(HttpResponse<?> answer) {
    return answer
        .headers()
        .firstValue("Location")
        .orElseThrow(() -> new AssertionError("No redirect: " + answer.statusCode()));
  }

  private <T> HttpResponse<T> exchange(HttpRequest.Builder request, BodyHandler<T> body) {
    if (!cookies.isEmpty()) {
      request.header("Cookie", cookieHeader());
    }
    try {
      HttpResponse<T> answer = CLIENT.send(request.build(), body);
      answer.headers().allValues("Set-Cookie").stream()
          .flatMap(line -> HttpCookie.parse(line).stream())
          .forEach(this::keep);
      return answer;
    } catch (IOException e) {
      throw new UncheckedIOException("No answer from " + console, e);
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
