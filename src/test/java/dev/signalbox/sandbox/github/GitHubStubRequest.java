package dev.signalbox.sandbox.github;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * An HTTP request, independent of the server implementation.
 *
 * @param base the base URL of the path, which differs between the two API servers
 */
record GitHubStubRequest(
    String method, URI base, String path, String query, Headers headers, String body) {

  /** Credentials of HTTP Basic authentication. */
  record Credentials(String name, String secret) {}

  static GitHubStubRequest of(HttpExchange exchange, URI base) throws IOException {
    String query = exchange.getRequestURI().getRawQuery();
    byte[] body = exchange.getRequestBody().readAllBytes();
    return new GitHubStubRequest(
        exchange.getRequestMethod(),
        base,
        exchange.getRequestURI().getPath(),
        query == null ? "" : query,
        exchange.getRequestHeaders(),
        new String(body, StandardCharsets.UTF_8));
  }

  static GitHubStubRequest get(URI base, URI target) {
    String query = target.getRawQuery();
    return new GitHubStubRequest(
        "GET", base, target.getPath(), query == null ? "" : query, new Headers(), "");
  }

  GitHubStubRequest relativeTo(String prefix) {
    return new GitHubStubRequest(
        method, URI.create(base + prefix), path.substring(prefix.length()), query, headers, body);
  }

  Optional<String> header(String name) {
    return Optional.ofNullable(headers.getFirst(name));
  }

  Optional<String> parameter(String name) {
    return Optional.ofNullable(parameters().get(name));
  }

  Map<String, String> parameters() {
    return decoded(query);
  }

  Map<String, String> form() {
    return decoded(body);
  }

  Optional<String> cookie(String name) {
    String cookies = header("Cookie").orElse("");
    return Arrays.stream(cookies.split(";", -1))
        .map(String::strip)
        .filter(cookie -> cookie.startsWith(name + "="))
        .map(cookie -> cookie.substring(name.length() + 1))
        .findFirst();
  }

  Optional<Credentials> basicCredentials() {
    return header("Authorization")
        .filter(value -> value.regionMatches(true, 0, "Basic ", 0, 6))
        .flatMap(value -> credentials(value.substring(6).strip()));
  }

  private static Optional<Credentials> credentials(String encoded) {
    try {
      String pair = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
      int colon = pair.indexOf(':');
      if (colon < 0) {
        return Optional.empty();
      }
      // OAuth clients form-encode the id and the secret (RFC 6749 section 2.3.1)
      return Optional.of(
          new Credentials(decode(pair.substring(0, colon)), decode(pair.substring(colon + 1))));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Map<String, String> decoded(String encoded) {
    Map<String, String> values = new LinkedHashMap<>();
    for (String pair : encoded.split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        values.putIfAbsent(decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)));
      }
    }
    return values;
  }

  private static String decode(String value) {
    return URLDecoder.decode(value, StandardCharsets.UTF_8);
  }
}
