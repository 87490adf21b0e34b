package dev.signalbox.sandbox.nomad;

import dev.signalbox.sandbox.http.LoopbackHttpExchange;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An API request: blocking queries, list parameters and the request body. */
final class NomadApiCall {

  private static final JsonMapper JSON = new JsonMapper();
  private static final Pattern DURATION = Pattern.compile("(\\d+(?:\\.\\d+)?)(ms|s|m|h)");
  private static final long MAX_WAIT = 300_000;

  private final SimulatedCluster cluster;
  private final LoopbackHttpExchange exchange;
  private final String pathVariable;

  NomadApiCall(SimulatedCluster cluster, LoopbackHttpExchange exchange, String pathVariable) {
    this.cluster = cluster;
    this.exchange = exchange;
    this.pathVariable = pathVariable;
  }

  /** Returns the value of the path variable, or an empty string. */
  String pathVariable() {
    return pathVariable;
  }

  LoopbackHttpExchange exchange() {
    return exchange;
  }

  ServerState state() {
    return cluster.state;
  }

  NomadVersionProfile profile() {
    return cluster.state.profile;
  }

  NomadJsonWriter jsonWriter() {
    return new NomadJsonWriter(cluster.state);
  }

  String namespace() {
    return exchange.parameter("namespace").orElse(SimulatedCluster.NAMESPACE);
  }

  boolean includesNamespace(String namespace) {
    String requested = namespace();
    return (requested.equals("*") && profile().hasWildcardNamespace())
        || requested.equals(namespace);
  }

  /** Returns the request body, or JSON null if it is empty. */
  JsonNode body() {
    return exchange.text().isBlank()
        ? JsonNodes.object().nullNode()
        : JSON.readTree(exchange.text());
  }

  boolean hasValidJson() {
    try {
      return !body().isMissingNode();
    } catch (JacksonException e) {
      return false;
    }
  }

  /**
   * Blocks according to the parameters {@code index} and {@code wait}, with the jitter of one
   * sixteenth that Nomad adds.
   */
  long await(Supplier<Long> index) throws InterruptedException {
    long after = exchange.parameter("index").map(NomadApiCall::number).orElse(0L);
    if (after > 0) {
      long wait = exchange.parameter("wait").map(NomadApiCall::millis).orElse(MAX_WAIT);
      long capped = Math.min(wait <= 0 ? MAX_WAIT : wait, MAX_WAIT);
      long jitter = capped / 16;
      state()
          .await(
              after,
              index,
              capped + (jitter == 0 ? 0 : ThreadLocalRandom.current().nextLong(jitter)));
    }
    return Math.max(1, index.get());
  }

  long await(StateTable... tables) throws InterruptedException {
    return await(() -> state().index(tables));
  }

  /** Returns a list, filtered and paginated according to the request parameters. */
  <T> NomadStubResponse list(
      Collection<T> all,
      Function<T, String> id,
      Predicate<T> filter,
      Function<T, JsonNode> shape,
      long index,
      boolean paged) {
    String prefix = exchange.parameter("prefix").orElse("").toLowerCase(Locale.ROOT);
    List<T> rows =
        state().copyOf(all).stream()
            .filter(filter)
            .filter(one -> id.apply(one).toLowerCase(Locale.ROOT).startsWith(prefix))
            .toList();
    if (!paged) {
      return new NomadStubResponse.ListBody<>(rows, shape, index, "");
    }
    if (exchange.hasFlag("reverse")) {
      rows = rows.reversed();
    }
    int size = exchange.parameter("per_page").map(NomadApiCall::number).orElse(0L).intValue();
    String from = exchange.parameter("next_token").orElse("");
    int start = 0;
    while (!from.isEmpty() && start < rows.size() && !id.apply(rows.get(start)).equals(from)) {
      start++;
    }
    int end = size <= 0 ? rows.size() : Math.min(rows.size(), start + size);
    String next = end < rows.size() ? id.apply(rows.get(end)) : "";
    return new NomadStubResponse.ListBody<>(
        List.copyOf(rows.subList(start, end)), shape, index, next);
  }

  static long number(String text) {
    return text.matches("\\d{1,18}") ? Long.parseLong(text) : 0;
  }

  static long millis(String text) {
    Matcher part = DURATION.matcher(text);
    double millis = 0;
    while (part.find()) {
      double amount = Double.parseDouble(part.group(1));
      millis +=
          switch (part.group(2)) {
            case "ms" -> amount;
            case "s" -> amount * 1_000;
            case "m" -> amount * 60_000;
            default -> amount * 3_600_000;
          };
    }
    return Math.round(millis);
  }
}
