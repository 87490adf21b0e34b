package dev.signalbox.nomad.clients;

import dev.signalbox.nomad.Allocation;
import dev.signalbox.nomad.AllocationStatus;
import dev.signalbox.nomad.Client;
import dev.signalbox.nomad.ClientAttributes;
import dev.signalbox.nomad.ClientState;
import dev.signalbox.nomad.ClusterView;
import dev.signalbox.nomad.Resources;
import dev.signalbox.nomad.SafeToTerminate;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A client with all that lists are filtered, sorted and counted by.
 *
 * @param builds what has not ended there, without system jobs
 * @param lost builds that were lost with it
 * @param free what is left for builds; {@link Resources#NONE} while that is not known
 * @param registeredAtLatest it was there then, or null where nothing tells
 * @param registeredNotBefore it was not there yet then, or null where nothing tells
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
    @Nullable Instant registeredAtLatest,
    @Nullable Instant registeredNotBefore) {

  static ClientLine of(Client client, ClusterView view) {
    List<Allocation> builds = view.buildsOn(client.id());
    ClientState state = ClientState.of(client, builds);
    Resources can = client.allocatable();
    Resources taken = view.allocatedOn(client.id());
    Registrations registrations = view.derived(Registrations.class, Registrations::of);
    return new ClientLine(
        client,
        state,
        ClientKind.of(state),
        builds,
        lost(view.allocationsOn(client.id())),
        new Share(taken.memory(), can.memory()),
        new Share(taken.cpu(), can.cpu()),
        can.equals(Resources.NONE) ? Resources.NONE : can.minus(taken),
        registrations.atLatest(client),
        registrations.notBefore(client));
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

  /** By what is scarcer: a build needs both. */
  int percentFull() {
    return Math.max(memory.percent(), cpu.percent());
  }

  Fullness fullness() {
    return Fullness.of(percentFull());
  }

  /** Whether its machine may be terminated, and why or why not. */
  SafeToTerminate safety() {
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
