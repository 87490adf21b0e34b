package dev.signalbox.architecture;

import dev.signalbox.architecture.RouteRow.Visitor;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;

/**
 * A request with an unusual text in one place.
 *
 * @param place where the text is
 * @param text the text as it is sent; not encoded further
 */
record HostileRequest(
    RouteRow route, Visitor visitor, String method, Place place, String name, String text) {

  private static final List<String> METHODS =
      List.of("GET", "GET", "GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE");

  private static final List<String> PARAMETERS =
      List.of(
          "q",
          "sort",
          "after",
          "before",
          "from",
          "until",
          "range",
          "state",
          "outcome",
          "action",
          "actor",
          "target",
          "request",
          "class",
          "olderThan",
          "namespace",
          "id",
          "job",
          "task",
          "to",
          "name",
          "reason",
          "role",
          "ends",
          "scopes",
          "expires",
          "limit",
          "cursor",
          "matching",
          "now",
          "_method",
          "confirmation",
          "deadline",
          "query",
          "file",
          "organizations",
          "version");

  private static final List<String> HEADERS =
      List.of(
          "Accept",
          "Accept-Encoding",
          "Accept-Language",
          "Authorization",
          "Content-Type",
          "Cookie",
          "HX-Current-URL",
          "HX-Request",
          "HX-Target",
          "Idempotency-Key",
          "If-Modified-Since",
          "If-None-Match",
          "Last-Event-ID",
          "Origin",
          "Range",
          "Referer",
          "Sec-Fetch-Site",
          "X-Forwarded-For",
          "X-Forwarded-Proto",
          "X-GitHub-Delivery",
          "X-Hub-Signature-256",
          "X-Original-URL",
          "X-Request-Id");

  /** Percent-encoded as in a form or an address; some are not valid. */
  private static final List<String> ENCODED =
      List.of(
          "%00",
          "a%00b",
          "%25",
          "%FF",
          "50%",
          "%",
          "%zz",
          "%2F",
          "%2e%2e%2f",
          "..%2f..%2fetc%2fpasswd",
          "%5C",
          "%E2%80%AE",
          "%ED%A0%80",
          "%C2%A0",
          "%E2%80%8B",
          "%EF%BB%BF",
          "%EF%BF%BF",
          "%0d%0aX:1",
          "%24%7B7*7%7D",
          "__%24%7B7*7%7D__",
          "%27%22%3E%3Cscript%3Ealert(1)%3C/script%3E",
          "(a%2B)%2B$",
          "-1",
          "0",
          "99999999999999999999",
          "1e999",
          "NaN",
          "%2B294277-01-01T00:00:00Z",
          "%2B999999999-12-31T23:59:59Z",
          "-999999999-01-01",
          "2026-13-45",
          "2026-02-30T25:61",
          "P99999999999D",
          "null",
          "true",
          "%20",
          "%F0%9F%98%80",
          "e%CC%81",
          "%7C",
          "{x}",
          "|",
          "[]",
          "\"",
          "\\",
          "^",
          "`",
          ";",
          ";jsessionid=1",
          "a=b&a=c",
          "x".repeat(5000));

  private static final List<String> HEADER_VALUES =
      List.of(
          "",
          " ",
          "\u00ff",
          "a\u0001b",
          "\u00c3(",
          "*",
          "null",
          "-1",
          "x".repeat(4000),
          "Bearer",
          "Bearer \u00e9",
          "bearer x",
          "Basic eDp5",
          "bytes=0-",
          "bytes=9-1,-5",
          "gzip;q=0",
          "gzip;q=x",
          "*/*;q=2",
          "text/html;level=",
          "application/json",
          "multipart/form-data",
          "multipart/form-data; boundary=",
          "application/x-www-form-urlencoded; charset=none",
          "javascript:alert(1)",
          "http://[",
          "https://evil.example/%00",
          "\"",
          "W/",
          "a=\"b",
          "=;=;",
          "__Host-signalbox=; a",
          "%00",
          "${7*7}",
          "../..",
          "2026");

  private static final List<String> BODIES =
      List.of(
          "",
          "{",
          "[]",
          "null",
          "\"x\"",
          "{\"reason\":\"a\\u0000b\"}",
          "{\"reason\":\"\\ud800\"}",
          "{\"reason\":1e999,\"role\":[]}",
          "{\"role\":\"ADMIN\",\"role\":\"VIEWER\"}",
          "{\"name\":\"\u00c3(\"}",
          "[".repeat(3000),
          "{\"a\":".repeat(3000),
          "\u00ef\u00bb\u00bf{}",
          "\u001f\u008b\b\u0000",
          "a=%FF&b=%",
          "a=b&".repeat(1200),
          "--x\r\nContent-Disposition: form-data");

  private static final List<String> BODY_TYPES =
      List.of(
          "application/x-www-form-urlencoded",
          "application/json",
          "application/x-ndjson",
          "multipart/form-data; boundary=x",
          "text/plain");

  /** Where the text is. */
  enum Place {
    PATH,
    PATH_END,
    PARAMETER,
    FORM_FIELD,
    HEADER,
    BODY
  }

  static HostileRequest random(Random random, List<RouteRow> routes) {
    RouteRow route = pick(random, routes);
    Visitor visitor =
        pick(random, List.of(Visitor.GUEST, Visitor.MEMBER, Visitor.VIEWER, Visitor.ADMIN));
    String method = random.nextInt(3) > 0 ? route.method().name() : pick(random, METHODS);
    Place place = pick(random, List.of(Place.values()));
    return switch (place) {
      case PATH, PATH_END ->
          new HostileRequest(route, visitor, method, place, "", pick(random, ENCODED));
      case PARAMETER, FORM_FIELD ->
          new HostileRequest(
              route, visitor, method, place, pick(random, PARAMETERS), pick(random, ENCODED));
      case HEADER ->
          new HostileRequest(
              route, visitor, method, place, pick(random, HEADERS), pick(random, HEADER_VALUES));
      case BODY ->
          new HostileRequest(
              route, visitor, method, place, pick(random, BODY_TYPES), pick(random, BODIES));
    };
  }

  /**
   * Returns the request as bytes, one per character.
   *
   * @param credentials the lines of the headers that identify the visitor
   * @param token the CSRF token, or null
   */
  String bytes(
      String host, String credentials, @Nullable String token, String person, String event) {
    StringBuilder request = new StringBuilder();
    request.append(method).append(' ').append(target(person, event)).append(" HTTP/1.1\r\n");
    request.append("Host: ").append(host).append("\r\nConnection: close\r\n").append(credentials);
    if (route.isHtmx()) {
      request.append("HX-Request: true\r\n");
    }
    String body = body(token);
    if (place == Place.HEADER) {
      request.append(name).append(": ").append(text).append("\r\n");
    }
    if (!body.isEmpty()) {
      String type = place == Place.BODY ? name : BODY_TYPES.getFirst();
      request.append("Content-Type: ").append(type).append("\r\n");
      request.append("Content-Length: ").append(length(body)).append("\r\n");
    }
    return request.append("\r\n").append(body).toString();
  }

  private String target(String person, String event) {
    String path =
        place == Place.PATH && route.name().contains("{")
            ? route
                .name()
                .replaceFirst("^\\S+ ", "")
                .replace(" htmx", "")
                .replaceAll("\\{\\w+}", quoted())
            : route.path(person, event);
    return switch (place) {
      case PATH_END -> path + text;
      case PARAMETER -> path + "?" + name + "=" + text;
      case PATH, FORM_FIELD, HEADER, BODY -> path;
    };
  }

  private String quoted() {
    return Matcher.quoteReplacement(text);
  }

  private String body(@Nullable String token) {
    String csrf = token == null ? "" : "_csrf=" + token + "&";
    return switch (place) {
      case FORM_FIELD -> csrf + name + "=" + text;
      case BODY -> name.equals(BODY_TYPES.getFirst()) ? csrf + text : text;
      case PATH, PATH_END, PARAMETER, HEADER ->
          method.equals("GET") || method.equals("HEAD") ? "" : csrf;
    };
  }

  private static int length(String body) {
    return body.getBytes(StandardCharsets.ISO_8859_1).length;
  }

  private static <T> T pick(Random random, List<T> values) {
    return values.get(random.nextInt(values.size()));
  }

  @Override
  public String toString() {
    String shown = text.length() > 60 ? text.substring(0, 60) + "… (" + text.length() + ")" : text;
    return "%s %s as %s, %s %s: %s".formatted(method, route.name(), visitor, place, name, shown);
  }
}
