package dev.signalbox.nomad.http;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A request to the Nomad API.
 *
 * @param operation fixed name for the metrics
 * @param attempt purpose, a verb phrase that completes "Tried to"
 * @param capability required ACL capability, or empty
 * @param path encoded path
 * @param parameters encoded query parameters, each {@code name=value}
 * @param body JSON, or null
 * @param acceptedStatuses statuses besides 200 whose response is read instead of being an error
 */
record NomadRequest(
    String operation,
    String attempt,
    String capability,
    Method method,
    String path,
    List<String> parameters,
    @Nullable String body,
    Limits limits,
    Set<Integer> acceptedStatuses) {

  enum Method {
    GET,
    PUT,
    POST,
    DELETE
  }

  /**
   * Limits of a request.
   *
   * @param readTimeout read timeout: the longest time without any data
   * @param totalTimeout total time for the response
   * @param maxBytes maximum size of the response body, uncompressed
   * @param retryable whether the request is retried once
   * @param purpose the connection pool to use
   */
  record Limits(
      Duration readTimeout,
      Duration totalTimeout,
      long maxBytes,
      boolean retryable,
      ConnectionPurpose purpose) {

    private static final Duration READ = Duration.ofSeconds(15);

    /** A single object. */
    static final Limits DETAIL =
        new Limits(READ, Duration.ofSeconds(30), 20_000_000, true, ConnectionPurpose.REQUESTS);

    /**
     * The allocations of a client, for callers that wait for a termination decision. The response
     * is large: it has terminal allocations, too, and each includes its job.
     */
    static final Limits BUILDS =
        new Limits(
            Duration.ofSeconds(5),
            Duration.ofSeconds(20),
            200_000_000,
            true,
            ConnectionPurpose.REQUESTS);

    /** A log that is read to count its lines, at most a minute long. */
    static final Limits LOG_COUNT =
        new Limits(READ, Duration.ofMinutes(1), Long.MAX_VALUE, false, ConnectionPurpose.REQUESTS);

    /** A list of any size. */
    static final Limits LIST =
        new Limits(READ, Duration.ofMinutes(5), Long.MAX_VALUE, false, ConnectionPurpose.REQUESTS);

    /** A change; never retried. */
    static final Limits COMMAND =
        new Limits(READ, Duration.ofSeconds(30), 1_000_000, false, ConnectionPurpose.REQUESTS);

    /** A restart; Nomad responds when the tasks have stopped, at the latest at the kill timeout. */
    static final Limits RESTART =
        new Limits(
            Duration.ofMinutes(10),
            Duration.ofMinutes(10),
            1_000_000,
            false,
            ConnectionPurpose.REQUESTS);

    /** The event stream is endless; the servers send a heartbeat every 30 seconds. */
    static final Limits EVENTS = endless(ConnectionPurpose.EVENTS);

    /** A followed log is endless; the servers send a heartbeat every second. */
    static final Limits LOG = endless(ConnectionPurpose.LOGS);

    private static Limits endless(ConnectionPurpose purpose) {
      return new Limits(
          Duration.ofSeconds(75), Duration.ofDays(36_500), Long.MAX_VALUE, false, purpose);
    }

    /** A blocking query; the servers add up to a sixteenth to the wait time. */
    static Limits blockingQuery(Duration wait) {
      return new Limits(
          wait.plus(wait.dividedBy(16)).plusSeconds(10),
          wait.plus(LIST.totalTimeout),
          Long.MAX_VALUE,
          false,
          ConnectionPurpose.REQUESTS);
    }
  }

  /** Separate connection pools, so that one purpose cannot exhaust the connections of another. */
  enum ConnectionPurpose {
    REQUESTS,
    EVENTS,
    LOGS
  }

  static NomadRequest get(String operation, String attempt, Limits limits, String... segments) {
    return of(Method.GET, operation, attempt, limits, segments);
  }

  static NomadRequest of(
      Method method, String operation, String attempt, Limits limits, String... segments) {
    String path =
        Arrays.stream(segments)
            .map(NomadRequest::encodeSegment)
            .collect(Collectors.joining("/", "/v1/", ""));
    return new NomadRequest(
        operation, attempt, "", method, path, List.of(), null, limits, Set.of());
  }

  NomadRequest withQuery(String name, String value) {
    List<String> all = new ArrayList<>(parameters);
    all.add(encodedParameter(name, value));
    return new NomadRequest(
        operation,
        attempt,
        capability,
        method,
        path,
        List.copyOf(all),
        body,
        limits,
        acceptedStatuses);
  }

  NomadRequest withCapability(String capability) {
    return new NomadRequest(
        operation, attempt, capability, method, path, parameters, body, limits, acceptedStatuses);
  }

  NomadRequest withBody(String json) {
    return new NomadRequest(
        operation, attempt, capability, method, path, parameters, json, limits, acceptedStatuses);
  }

  NomadRequest withAcceptedStatuses(Integer... statuses) {
    return new NomadRequest(
        operation, attempt, capability, method, path, parameters, body, limits, Set.of(statuses));
  }

  /** Returns the path and the query. */
  String target() {
    return parameters.isEmpty() ? path : path + "?" + String.join("&", parameters);
  }

  /** Whether the request may have changed something even if no response arrived. */
  boolean isMutating() {
    return method != Method.GET;
  }

  /** Job ids may contain slashes, which must be encoded because an id is one segment. */
  private static String encodeSegment(String text) {
    return switch (text) {
      case ".", ".." -> text.replace(".", "%2E");
      default -> encode(text);
    };
  }

  static String encodedParameter(String name, String value) {
    return encode(name) + "=" + encode(value);
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  static String goDuration(Duration duration) {
    return duration.toMillis() + "ms";
  }
}
