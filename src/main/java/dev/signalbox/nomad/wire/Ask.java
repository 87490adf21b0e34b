package dev.signalbox.nomad.wire;

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
 * One question to Nomad, or one order.
 *
 * @param operation its fixed name for the metrics
 * @param attempt what it is for, to be read after "Tried to"
 * @param right the ACL capability it needs, or empty
 * @param path encoded
 * @param parameters each {@code name=value}, encoded
 * @param body JSON, or null
 * @param accepted statuses besides 200 whose answer is read rather than taken for a failure
 */
record Ask(
    String operation,
    String attempt,
    String right,
    Method method,
    String path,
    List<String> parameters,
    @Nullable String body,
    Limits limits,
    Set<Integer> accepted) {

  enum Method {
    GET,
    PUT,
    POST,
    DELETE
  }

  /**
   * How long and how much.
   *
   * @param quiet how long nothing at all may come
   * @param longest how long the answer may take in all
   * @param bytes how long it may be
   * @param again whether it may be asked twice
   * @param line through which connections it goes
   */
  record Limits(Duration quiet, Duration longest, long bytes, boolean again, Line line) {

    private static final Duration READ = Duration.ofSeconds(15);

    /** One thing for a page. */
    static final Limits DETAIL =
        new Limits(READ, Duration.ofSeconds(30), 20_000_000, true, Line.ANSWERS);

    /**
     * What runs on a client, for whoever waits with a machine in hand: each allocation has its job
     * with it, ended ones too.
     */
    static final Limits BUILDS =
        new Limits(Duration.ofSeconds(5), Duration.ofSeconds(20), 200_000_000, true, Line.ANSWERS);

    /** A list as long as it is. */
    static final Limits LIST =
        new Limits(READ, Duration.ofMinutes(5), Long.MAX_VALUE, false, Line.ANSWERS);

    /** An order is given once. */
    static final Limits ACT =
        new Limits(READ, Duration.ofSeconds(30), 1_000_000, false, Line.ANSWERS);

    /** Events have no end; the servers say something every 30 seconds. */
    static final Limits EVENTS = endless(Line.EVENTS);

    /** Nor has a log that grows, and there they say something every second. */
    static final Limits LOG = endless(Line.LOGS);

    private static Limits endless(Line line) {
      return new Limits(
          Duration.ofSeconds(75), Duration.ofDays(36_500), Long.MAX_VALUE, false, line);
    }

    /** A list that may come only after so long; the servers add up to a sixteenth. */
    static Limits waiting(Duration wait) {
      return new Limits(
          wait.plus(wait.dividedBy(16)).plusSeconds(10),
          wait.plus(LIST.longest),
          Long.MAX_VALUE,
          false,
          Line.ANSWERS);
    }
  }

  /** Connections that only one purpose has, so that no other can take them all. */
  enum Line {
    ANSWERS,
    EVENTS,
    LOGS
  }

  static Ask get(String operation, String attempt, Limits limits, String... segments) {
    return of(Method.GET, operation, attempt, limits, segments);
  }

  static Ask of(
      Method method, String operation, String attempt, Limits limits, String... segments) {
    String path =
        Arrays.stream(segments).map(Ask::segment).collect(Collectors.joining("/", "/v1/", ""));
    return new Ask(operation, attempt, "", method, path, List.of(), null, limits, Set.of());
  }

  Ask with(String name, String value) {
    List<String> all = new ArrayList<>(parameters);
    all.add(parameter(name, value));
    return new Ask(
        operation, attempt, right, method, path, List.copyOf(all), body, limits, accepted);
  }

  Ask needing(String capability) {
    return new Ask(
        operation, attempt, capability, method, path, parameters, body, limits, accepted);
  }

  Ask sending(String json) {
    return new Ask(operation, attempt, right, method, path, parameters, json, limits, accepted);
  }

  Ask accepting(Integer... statuses) {
    return new Ask(
        operation, attempt, right, method, path, parameters, body, limits, Set.of(statuses));
  }

  /** The path with all parameters. */
  String target() {
    return parameters.isEmpty() ? path : path + "?" + String.join("&", parameters);
  }

  /** Whether something may have changed when no answer came. */
  boolean changes() {
    return method != Method.GET;
  }

  /** A job's id may hold slashes; all of it is one segment. */
  private static String segment(String text) {
    return switch (text) {
      case ".", ".." -> text.replace(".", "%2E");
      default -> encoded(text);
    };
  }

  static String parameter(String name, String value) {
    return encoded(name) + "=" + encoded(value);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /** Go's way to write a duration. */
  static String written(Duration duration) {
    return duration.toMillis() + "ms";
  }
}
