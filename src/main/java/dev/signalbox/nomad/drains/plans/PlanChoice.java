package dev.signalbox.nomad.drains.plans;

import dev.signalbox.nomad.Client;
import dev.signalbox.nomad.ClusterView;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

/**
 * Which clients a plan shall take, as an address asks for it: a list, or all that fit.
 *
 * @param named ids or names; empty for all
 * @param nodeClass empty for any, as the next two
 * @param version of the client's agent
 * @param days registered longer ago than that, or null for whenever
 */
record PlanChoice(
    Set<String> named,
    String nodeClass,
    String version,
    String datacenter,
    @Nullable Integer days) {

  private static final int MOST_DAYS = 3650;

  static PlanChoice of(MultiValueMap<String, String> parameters) {
    Set<String> named = new LinkedHashSet<>();
    parameters.getOrDefault("client", List.of()).stream()
        .flatMap(text -> Stream.of(text.split("[\\s,]+", -1)))
        .filter(name -> !name.isEmpty())
        .forEach(named::add);
    return new PlanChoice(
        named,
        first(parameters, "class"),
        first(parameters, "version"),
        first(parameters, "dc"),
        days(first(parameters, "olderThan")));
  }

  /** Whether anything is asked for at all: nobody drains everything by leaving fields empty. */
  boolean asksNothing() {
    return named.isEmpty()
        && nodeClass.isEmpty()
        && version.isEmpty()
        && datacenter.isEmpty()
        && days == null;
  }

  /**
   * Those that fit, age aside: fewest builds first, because they are the first to be ready again,
   * then the oldest.
   */
  List<Client> among(ClusterView view) {
    return view.clients().stream()
        .filter(client -> named.isEmpty() || isNamed(client))
        .filter(client -> nodeClass.isEmpty() || nodeClass.equals(client.nodeClass()))
        .filter(client -> version.isEmpty() || version.equals(client.version()))
        .filter(client -> datacenter.isEmpty() || datacenter.equals(client.datacenter()))
        .sorted(
            Comparator.comparingInt((Client client) -> view.buildsOn(client.id()).size())
                .thenComparingLong(Client::createIndex)
                .thenComparing(Client::id))
        .toList();
  }

  /** What was named and is not there. */
  List<String> unknown(ClusterView view) {
    return named.stream()
        .filter(
            name ->
                view.clients().stream()
                    .noneMatch(client -> client.id().equals(name) || client.name().equals(name)))
        .toList();
  }

  @Nullable Duration olderThan() {
    return days == null ? null : Duration.ofDays(days);
  }

  private boolean isNamed(Client client) {
    return named.contains(client.id()) || named.contains(client.name());
  }

  private static String first(MultiValueMap<String, String> parameters, String name) {
    String value = parameters.getFirst(name);
    return value == null ? "" : value.strip();
  }

  private static @Nullable Integer days(String text) {
    if (!text.matches("\\d{1,4}")) {
      return null;
    }
    int days = Integer.parseInt(text);
    return days < 1 || days > MOST_DAYS ? null : days;
  }
}
