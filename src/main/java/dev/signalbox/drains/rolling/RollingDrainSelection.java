package dev.signalbox.drains.rolling;

import dev.signalbox.nomad.Client;
import dev.signalbox.nomad.ClusterSnapshot;
import dev.signalbox.web.InvalidParametersException;
import dev.signalbox.web.ListParameters;
import dev.signalbox.web.ListUrl;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

/**
 * The filter of the clients for a plan, from the request parameters.
 *
 * @param namesOrIds ids or names; empty for all
 * @param nodeClass the client's class; empty for any
 * @param version version of the client's agent; empty for any
 * @param datacenter the client's datacenter; empty for any
 * @param days minimum number of days since registration, or null for any
 * @param url the parameters as typed; if one is unknown or unreadable, no client is selected
 */
record RollingDrainSelection(
    Set<String> namesOrIds,
    String nodeClass,
    String version,
    String datacenter,
    @Nullable Integer days,
    ListUrl url) {

  private static final String PATH = "/nomad/rolling-drains/new";
  private static final int MAX_DAYS = 3650;

  private static final ListParameters PARAMETERS =
      ListParameters.ofTexts("client", "class", "version", "dc").number("olderThan", 1, MAX_DAYS);

  static RollingDrainSelection of(MultiValueMap<String, String> parameters) {
    ListUrl url = checked(parameters.toSingleValueMap());
    Set<String> named = new LinkedHashSet<>();
    parameters.getOrDefault("client", List.of()).stream()
        .flatMap(text -> Stream.of(text.split("[\\s,]+", -1)))
        .filter(name -> !name.isEmpty())
        .forEach(named::add);
    return new RollingDrainSelection(
        named,
        first(parameters, "class"),
        first(parameters, "version"),
        first(parameters, "dc"),
        url.isInvalid() || url.value("olderThan").isEmpty()
            ? null
            : Integer.valueOf(url.value("olderThan")),
        url);
  }

  static RollingDrainSelection ofClients(List<String> ids) {
    return new RollingDrainSelection(
        new LinkedHashSet<>(ids), "", "", "", null, new ListUrl(PATH, Map.of()));
  }

  /** Reads the parameters. A misspelled filter is refused, too: it would select more clients. */
  private static ListUrl checked(Map<String, String> parameters) {
    try {
      return PARAMETERS.requireKnown(PATH, parameters);
    } catch (InvalidParametersException e) {
      return new ListUrl(PATH, parameters, e.problems());
    }
  }

  /**
   * Whether no client is selected, because no filter is set or one is unreadable. No filter selects
   * no clients, instead of all.
   */
  boolean isEmpty() {
    return url.isInvalid()
        || (namesOrIds.isEmpty()
            && nodeClass.isEmpty()
            && version.isEmpty()
            && datacenter.isEmpty()
            && days == null);
  }

  /**
   * Returns the matching clients, ignoring the age. Clients with the fewest builds come first,
   * because they are ready again soonest, then the oldest.
   */
  List<Client> select(ClusterSnapshot snapshot) {
    return snapshot.clients().stream()
        .filter(client -> namesOrIds.isEmpty() || isNamed(client, snapshot))
        .filter(client -> nodeClass.isEmpty() || nodeClass.equals(client.nodeClass()))
        .filter(client -> version.isEmpty() || version.equals(client.version()))
        .filter(client -> datacenter.isEmpty() || datacenter.equals(client.datacenter()))
        .sorted(
            Comparator.comparingInt((Client client) -> snapshot.buildsOn(client.id()).size())
                .thenComparingLong(Client::createIndex)
                .thenComparing(Client::id))
        .toList();
  }

  /** Returns the names and ids that match no client. */
  List<String> unmatched(ClusterSnapshot snapshot) {
    return namesOrIds.stream()
        .filter(
            name ->
                snapshot.clients().stream()
                    .noneMatch(client -> client.id().equals(name) || client.name().equals(name)))
        .toList();
  }

  @Nullable Duration olderThan() {
    return days == null ? null : Duration.ofDays(days);
  }

  /** The id of a client is only an id: another client may have it as its name. */
  private boolean isNamed(Client client, ClusterSnapshot snapshot) {
    return namesOrIds.contains(client.id())
        || (namesOrIds.contains(client.name()) && snapshot.client(client.name()).isEmpty());
  }

  private static String first(MultiValueMap<String, String> parameters, String name) {
    String value = parameters.getFirst(name);
    return value == null ? "" : value.strip();
  }
}
