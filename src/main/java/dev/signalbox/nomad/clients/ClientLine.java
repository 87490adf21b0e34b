package dev.signalbox.nomad.clients;

import dev.signalbox.nomad.Allocation;
import dev.signalbox.nomad.AllocationStatus;
import dev.signalbox.nomad.Client;
import dev.signalbox.nomad.ClientAttributes;
import dev.signalbox.nomad.ClientState;
import dev.signalbox.nomad.ClusterView;
import dev.signalbox.nomad.Resources;
import dev.signalbox.nomad.SafeToTerminate;
import java.util.List;
import java.util.Locale;

/**
 * A client with all that lists are filtered, sorted and counted by.
 *
 * @param builds what has not ended there, without system jobs
 * @param lost builds that were lost with it
 * @param free what is left for builds; {@link Resources#NONE} while that is not known
 * @param percentFull by what is scarcer, for a build needs both
 */
record ClientLine(
    Client client,
    ClientState state,
    ClientKind kind,
    List<Allocation> builds,
    int lost,
    Share memory,
    Share cpu,
    Resources free,
    int percentFull,
    Fullness fullness) {

  static ClientLine of(Client client, ClusterView view) {
    List<Allocation> builds = view.buildsOn(client.id());
    ClientState state = ClientState.of(client, builds);
    Resources can = client.allocatable();
    Resources taken = view.allocatedOn(client.id());
    Share memory = new Share(taken.memory(), can.memory());
    Share cpu = new Share(taken.cpu(), can.cpu());
    int percentFull = Math.max(memory.percent(), cpu.percent());
    return new ClientLine(
        client,
        state,
        ClientKind.of(state),
        builds,
        lost(view.allocationsOn(client.id())),
        memory,
        cpu,
        can.equals(Resources.NONE) ? Resources.NONE : can.minus(taken),
        percentFull,
        Fullness.of(percentFull));
  }

  private static int lost(List<Allocation> there) {
    int lost = 0;
    for (Allocation allocation : there) {
      if (allocation.status() == AllocationStatus.LOST && !allocation.ofSystem()) {
        lost++;
      }
    }
    return lost;
  }

  /** Whether its machine may be terminated, and why or why not. */
  SafeToTerminate safety() {
    // on servers that keep no last drain it comes from the client's events, read with the client
    return SafeToTerminate.of(client, builds, false);
  }

  boolean safe() {
    return !client.eligible() && safety() instanceof SafeToTerminate.Yes;
  }

  boolean driverTrouble() {
    return client.drivers().stream().anyMatch(Client.Driver::inTrouble);
  }

  /** Whether its name, its address, its id's beginning or its machine's id holds these words. */
  boolean answersTo(String words) {
    return holds(client.name(), words)
        || client.id().startsWith(words)
        || holds(client.address(), words)
        || ClientAttributes.instance(client).filter(id -> holds(id, words)).isPresent();
  }

  private static boolean holds(String text, String words) {
    return text.toLowerCase(Locale.ROOT).contains(words);
  }
}
