package dev.signalbox.sandbox.nomad;

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

/** A request with the world it is about, and what most endpoints need: waiting, lists, bodies. */
final class Call {

  private static final JsonMapper JSON = new JsonMapper();
  private static final Pattern DURATION = Pattern.compile("(\\d+(?:\\.\\d+)?)(ms|s|m|h)");
  private static final long LONGEST = 300_000;

  private final World world;
  private final Exchange exchange;
  private final String taken;

  Call(World world, Exchange exchange, String taken) {
    this.world = world;
    this.exchange = exchange;
    this.taken = taken;
  }

  /** What stood in place of the braces. */
  String taken() {
    return taken;
  }

  Exchange exchange() {
    return exchange;
  }

  State state() {
    return world.state;
  }

  Profile profile() {
    return world.state.profile;
  }

  Shapes shapes() {
    return new Shapes(world.state);
  }

  String namespace() {
    return exchange.parameter("namespace").orElse(World.NAMESPACE);
  }

  boolean sees(String namespace) {
    String asked = namespace();
    return (asked.equals("*") && profile().wildcardNamespace()) || asked.equals(namespace);
  }

  /** The body, or null as JSON where there is none. */
  JsonNode body() {
    return exchange.text().isBlank() ? Json.object().nullNode() : JSON.readTree(exchange.text());
  }

  boolean readable() {
    try {
      return !body().isMissingNode();
    } catch (JacksonException e) {
      return false;
    }
  }

  /** Waits as the parameters {@code index} and {@code wait} say, with the servers' jitter. */
  long await(Supplier<Long> index) throws InterruptedException {
    long after = exchange.parameter("index").map(Call::number).orElse(0L);
    if (after > 0) {
      long wait = exchange.parameter("wait").map(Call::millis).orElse(LONGEST);
      long capped = Math.min(wait <= 0 ? LONGEST : wait, LONGEST);
      long jitter = capped / 16;
      state()
          .await(
              after,
              index,
              capped + (jitter == 0 ? 0 : ThreadLocalRandom.current().nextLong(jitter)));
    }
    return Math.max(1, index.get());
  }

  long await(Table... tables) throws InterruptedException {
    return await(() -> state().index(tables));
  }

  /** A list, narrowed and cut as the parameters say. */
  <T> Reply list(
      Collection<T> all,
      Function<T, String> id,
      Predicate<T> wanted,
      Function<T, JsonNode> shape,
      long index,
      boolean paged) {
    String prefix = exchange.parameter("prefix").orElse("").toLowerCase(Locale.ROOT);
    List<T> rows =
        state().copyOf(all).stream()
            .filter(wanted)
            .filter(one -> id.apply(one).toLowerCase(Locale.ROOT).startsWith(prefix))
            .toList();
    if (!paged) {
      return new Reply.Rows<>(rows, shape, index, "");
    }
    if (exchange.flag("reverse")) {
      rows = rows.reversed();
    }
    int size = exchange.parameter("per_page").map(Call::number).orElse(0L).intValue();
    String from = exchange.parameter("next_token").orElse("");
    int begin = 0;
    while (!from.isEmpty() && begin < rows.size() && !id.apply(rows.get(begin)).equals(from)) {
      begin++;
    }
    int end = size <= 0 ? rows.size() : Math.min(rows.size(), begin + size);
    String next = end < rows.size() ? id.apply(rows.get(end)) : "";
    return new Reply.Rows<>(List.copyOf(rows.subList(begin, end)), shape, index, next);
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
