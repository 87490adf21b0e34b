package dev.signalbox.nomad.drains.release;

import dev.signalbox.nomad.Client;
import dev.signalbox.nomad.ClientAttributes;
import dev.signalbox.nomad.ClientStatus;
import dev.signalbox.nomad.ClusterView;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A client by what a script knows of it: its id, its name, or what its cloud calls the machine. */
sealed interface Lookup {

  /** How many clients a doubt names. */
  int NAMED = 5;

  /**
   * What goes by that. An id is one client's; a name or an instance may be several clients': of a
   * machine that registered anew the client that is down is only what is left of it.
   */
  static Lookup of(String asked, ClusterView view) {
    Client byId = view.client(asked).orElse(null);
    if (byId != null) {
      return new Found(byId, null);
    }
    List<Client> found = view.clients().stream().filter(client -> goesBy(client, asked)).toList();
    List<Client> live = found.stream().filter(Lookup::isLive).toList();
    if (live.size() == 1) {
      return new Found(live.getFirst(), null);
    }
    if (found.size() > 1) {
      return new Several(found);
    }
    if (found.size() == 1) {
      return new Found(found.getFirst(), rivals(asked, view));
    }
    return new Nothing(isId(asked) ? null : absence(asked, view));
  }

  /** Whether that is an id of Nomad's, which Nomad itself can be asked for. */
  static boolean isId(String asked) {
    return asked.matches("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
  }

  private static boolean goesBy(Client client, String asked) {
    return Stream.of(
                client.name(),
                told(client, ClientAttributes.GCE_HOST),
                told(client, ClientAttributes.HOST_NAME))
            .anyMatch(name -> isNamed(name, asked))
        || Stream.of(ClientAttributes.AWS_INSTANCE, ClientAttributes.GCE_ID)
            .anyMatch(name -> asked.equals(told(client, name)))
        // Azure takes its names in either case
        || asked.equalsIgnoreCase(told(client, ClientAttributes.AZURE_NAME));
  }

  private static String told(Client client, String attribute) {
    return client.attributes().getOrDefault(attribute, "");
  }

  /** A host name as it stands, or without its domain: Google's tools leave that off. */
  private static boolean isNamed(String name, String asked) {
    return name.equals(asked) || (!asked.contains(".") && name.startsWith(asked + "."));
  }

  /** What speaks against it that a client which is down is all there is of the machine. */
  private static @Nullable String rivals(String asked, ClusterView view) {
    @Nullable String attribute = attribute(asked);
    return attribute == null
        ? doubt(
            view,
            client -> client.attributes().isEmpty(),
            "not read whole yet, so its host name is not known",
            "not read whole yet, so their host names are not known")
        : silent(asked, attribute, view);
  }

  /** What speaks against it that no client is that machine. */
  private static @Nullable String absence(String asked, ClusterView view) {
    @Nullable String attribute = attribute(asked);
    return attribute == null
        ? "No client goes by the name "
            + asked
            + ". A name can be mistyped or written differently; only by an id of Nomad's, of AWS or"
            + " of Google Cloud can it be told that a machine is gone."
        : silent(asked, attribute, view);
  }

  private static @Nullable String silent(String asked, String attribute, ClusterView view) {
    return doubt(
        view,
        client -> told(client, attribute).isEmpty(),
        "without " + attribute + ", so it may be " + asked,
        "without " + attribute + ", so one of them may be " + asked);
  }

  private static @Nullable String doubt(
      ClusterView view, Predicate<Client> untold, String one, String several) {
    List<String> names =
        view.clients().stream()
            .filter(Lookup::isLive)
            .filter(untold)
            .map(Client::name)
            .sorted()
            .toList();
    if (names.isEmpty()) {
      return null;
    }
    return (names.size() == 1 ? "1 client is " + one : names.size() + " clients are " + several)
        + ": "
        + names.stream().limit(NAMED).collect(Collectors.joining(", "))
        + (names.size() > NAMED ? " and " + (names.size() - NAMED) + " more." : ".");
  }

  /** What a client tells of itself where that is an id at its cloud; null for a name. */
  private static @Nullable String attribute(String asked) {
    if (asked.matches("i-[0-9a-f]{8,17}")) {
      return ClientAttributes.AWS_INSTANCE;
    }
    return asked.matches("[0-9]{10,20}") ? ClientAttributes.GCE_ID : null;
  }

  private static boolean isLive(Client client) {
    return client.status() != ClientStatus.DOWN;
  }

  /**
   * One client goes by it.
   *
   * @param doubt why the machine may be another client as well, or null
   */
  record Found(Client client, @Nullable String doubt) implements Lookup {}

  /** Several do. */
  record Several(List<Client> clients) implements Lookup {}

  /**
   * None does.
   *
   * @param doubt why it may be a client all the same, or null
   */
  record Nothing(@Nullable String doubt) implements Lookup {}
}
