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
import org.jspecify.annotations.Nullable;

/**
 * A client with all that lists are filtered, sorted and counted by.
 *
 * @param builds what has not ended there, without system jobs
 * @param lost builds that were lost with it
 * @param free what is left for builds; {@link Resources#NONE} while that is not known
 * @param percentFull by what is scarcer, for a build needs both
 * @param searched lower case, a line for each thing that is looked for in its middle
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
    Fullness fullness,
    String searched) {

  static ClientLine of(Client client, ClusterView view) {
    return of(client, view, null);
  }

  /**
   * The same where it may have been made before.
   *
   * @param before of the same client in an earlier view, or null
   */
  @SuppressWarnings("ReferenceEquality") // a view hands on what did not change
  static ClientLine of(Client client, ClusterView view, @Nullable ClientLine before) {
    List<Allocation> builds = view.buildsOn(client.id());
    ClientState state = ClientState.of(client, builds);
    Resources can = client.allocatable();
    Resources taken = view.allocatedOn(client.id());
    Share memory = Share.of(taken.memory(), can.memory());
    Share cpu = Share.of(taken.cpu(), can.cpu());
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
        Fullness.of(percentFull),
        before != null && before.client == client ? before.searched : searched(client));
  }

  private static String searched(Client client) {
    return String.join(
            "\n", client.name(), client.address(), ClientAttributes.instance(client).orElse(""))
        .toLowerCase(Locale.ROOT);
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
    return client.id().startsWith(words) || searched.contains(words);
  }
}
