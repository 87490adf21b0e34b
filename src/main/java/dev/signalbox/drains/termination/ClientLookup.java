package dev.signalbox.drains.termination;

import dev.signalbox.nomad.Client;
import dev.signalbox.nomad.ClientAttributes;
import dev.signalbox.nomad.ClientStatus;
import dev.signalbox.nomad.ClusterSnapshot;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds a client by its Nomad id, its name, or the cloud provider's name or id of the machine. */
sealed interface ClientLookup {

  /** Maximum number of client names in an ambiguity. */
  int MAX_NAMES = 5;

  /**
   * Finds the matching client. A name or an instance id may match several clients: a machine that
   * has registered again leaves its old client behind as down, so that one is ignored.
   */
  static ClientLookup of(String idOrName, ClusterSnapshot snapshot) {
    Client byId = snapshot.client(idOrName).orElse(null);
    if (byId != null) {
      return new Found(byId, null);
    }
    List<Client> found =
        snapshot.clients().stream().filter(client -> matches(client, idOrName)).toList();
    List<Client> live = found.stream().filter(ClientLookup::isLive).toList();
    if (live.size() == 1) {
      return new Found(live.getFirst(), null);
    }
    if (found.size() > 1) {
      return new Ambiguous(found);
    }
    if (found.size() == 1) {
      return new Found(found.getFirst(), ambiguityIfDown(idOrName, snapshot));
    }
    return new NoMatch(isId(idOrName) ? null : ambiguityIfNotFound(idOrName, snapshot));
  }

  /** Whether the text has the format of a Nomad node id. */
  static boolean isId(String idOrName) {
    return idOrName.matches("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
  }

  private static boolean matches(Client client, String idOrName) {
    return Stream.of(
                client.name(),
                attribute(client, ClientAttributes.GCE_HOST),
                attribute(client, ClientAttributes.HOST_NAME))
            .anyMatch(name -> isNamed(name, idOrName))
        || Stream.of(ClientAttributes.AWS_INSTANCE, ClientAttributes.GCE_ID)
            .anyMatch(name -> idOrName.equals(attribute(client, name)))
        // Azure names are case-insensitive
        || idOrName.equalsIgnoreCase(attribute(client, ClientAttributes.AZURE_NAME));
  }

  private static String attribute(Client client, String attribute) {
    return client.attributes().getOrDefault(attribute, "");
  }

  /** Matches a host name with or without its domain; Google's tools omit the domain. */
  private static boolean isNamed(String name, String idOrName) {
    return name.equals(idOrName) || (!idOrName.contains(".") && name.startsWith(idOrName + "."));
  }

  /** Why a client other than the one that is down may be the machine, or null. */
  private static @Nullable String ambiguityIfDown(String idOrName, ClusterSnapshot snapshot) {
    @Nullable String attribute = idAttribute(idOrName);
    return attribute == null
        ? ambiguity(
            snapshot,
            client -> client.attributes().isEmpty(),
            "is not fully loaded yet, so its host name is unknown",
            "are not fully loaded yet, so their host names are unknown")
        : withoutAttribute(idOrName, attribute, snapshot);
  }

  /** Why one of the clients may still be the machine, or null. */
  private static @Nullable String ambiguityIfNotFound(String idOrName, ClusterSnapshot snapshot) {
    @Nullable String attribute = idAttribute(idOrName);
    return attribute == null
        ? "No client has the name "
            + idOrName
            + ". A name can be mistyped or written differently; only a Nomad, AWS or Google Cloud"
            + " id can prove that a machine is gone."
        : withoutAttribute(idOrName, attribute, snapshot);
  }

  private static @Nullable String withoutAttribute(
      String idOrName, String attribute, ClusterSnapshot snapshot) {
    return ambiguity(
        snapshot,
        client -> attribute(client, attribute).isEmpty(),
        "has no " + attribute + ", so it may be " + idOrName,
        "have no " + attribute + ", so one of them may be " + idOrName);
  }

  private static @Nullable String ambiguity(
      ClusterSnapshot snapshot, Predicate<Client> incomplete, String one, String several) {
    List<String> names =
        snapshot.clients().stream()
            .filter(ClientLookup::isLive)
            .filter(incomplete)
            .map(Client::name)
            .sorted()
            .toList();
    if (names.isEmpty()) {
      return null;
    }
    return (names.size() == 1 ? "1 client " + one : names.size() + " clients " + several)
        + ": "
        + names.stream().limit(MAX_NAMES).collect(Collectors.joining(", "))
        + (names.size() > MAX_NAMES ? " and " + (names.size() - MAX_NAMES) + " more." : ".");
  }

  /** The client attribute that holds a cloud provider's id of this format; null for a name. */
  private static @Nullable String idAttribute(String idOrName) {
    if (idOrName.matches("i-[0-9a-f]{8,17}")) {
      return ClientAttributes.AWS_INSTANCE;
    }
    return idOrName.matches("[0-9]{10,20}") ? ClientAttributes.GCE_ID : null;
  }

  private static boolean isLive(Client client) {
    return client.status() != ClientStatus.DOWN;
  }

  /**
   * One client matches.
   *
   * @param ambiguity why another client may be the machine, or null
   */
  record Found(Client client, @Nullable String ambiguity) implements ClientLookup {}

  record Ambiguous(List<Client> clients) implements ClientLookup {}

  /**
   * No client matches.
   *
   * @param ambiguity why one of the clients may still be the machine, or null
   */
  record NoMatch(@Nullable String ambiguity) implements ClientLookup {}
}
