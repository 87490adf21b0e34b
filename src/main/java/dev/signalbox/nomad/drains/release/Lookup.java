package dev.signalbox.nomad.drains.release;

import dev.signalbox.nomad.Client;
import dev.signalbox.nomad.ClientAttributes;
import dev.signalbox.nomad.ClusterView;
import java.util.List;
import java.util.stream.Stream;

/** A client by what a script knows of it: its id, its name, or what its cloud calls the machine. */
sealed interface Lookup {

  /** What goes by that. An id is one client's; a name or an instance may be several clients'. */
  static Lookup of(String asked, ClusterView view) {
    Client byId = view.client(asked).orElse(null);
    if (byId != null) {
      return new Found(byId);
    }
    List<Client> found = view.clients().stream().filter(client -> goesBy(client, asked)).toList();
    if (found.size() > 1) {
      return new Several(found);
    }
    if (found.size() == 1) {
      return new Found(found.getFirst());
    }
    // a client whose attributes were not read yet may be the one
    return new Nothing(view.clients().stream().allMatch(client -> isRead(client)));
  }

  private static boolean goesBy(Client client, String asked) {
    return client.name().equals(asked)
        || Stream.of(
                ClientAttributes.AWS_INSTANCE,
                ClientAttributes.GCE_ID,
                ClientAttributes.GCE_HOST,
                ClientAttributes.AZURE_NAME,
                ClientAttributes.HOST_NAME)
            .anyMatch(name -> asked.equals(client.attributes().get(name)));
  }

  private static boolean isRead(Client client) {
    return !client.attributes().isEmpty();
  }

  /** One client goes by it. */
  record Found(Client client) implements Lookup {}

  /** Several do. */
  record Several(List<Client> clients) implements Lookup {}

  /**
   * None does.
   *
   * @param surely whether everything that a client could go by is known of all of them
   */
  record Nothing(boolean surely) implements Lookup {}
}
