package dev.signalbox.clients;

import dev.signalbox.nomad.Allocation;
import dev.signalbox.nomad.AllocationStatus;
import dev.signalbox.nomad.Client;
import dev.signalbox.nomad.ClientAttributes;
import dev.signalbox.nomad.ClientState;
import dev.signalbox.nomad.ClusterSnapshot;
import dev.signalbox.nomad.Resources;
import dev.signalbox.nomad.TerminationSafety;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A client with the derived values that the list filters, sorts and counts by.
 *
 * @param builds allocations that have not ended, without system jobs
 * @param system allocations of system jobs that have not ended
 * @param lost number of builds lost with the client
 * @param free unallocated resources; {@link Resources#NONE} while unknown
 * @param percentAllocated allocated percentage of memory or CPU, whichever is higher
 * @param searchText text for the substring search in lower case, one line per attribute
 */
record ClientEntry(
    Client client,
    ClientState state,
    ClientStateGroup stateGroup,
    List<Allocation> builds,
    List<Allocation> system,
    int lost,
    Utilization memory,
    Utilization cpu,
    Resources free,
    int percentAllocated,
    UtilizationLevel utilizationLevel,
    String searchText) {

  static ClientEntry of(Client client, ClusterSnapshot snapshot) {
    return of(client, snapshot, null);
  }

  /**
   * Creates the entry of a client and reuses the search text of an earlier one.
   *
   * @param previous entry of the same client in an earlier snapshot, or null
   */
  @SuppressWarnings("ReferenceEquality") // snapshots share instances that did not change
  static ClientEntry of(Client client, ClusterSnapshot snapshot, @Nullable ClientEntry previous) {
    List<Allocation> builds = snapshot.buildsOn(client.id());
    ClientState state = ClientState.of(client, builds);
    Resources allocatable = client.allocatable();
    Resources allocated = snapshot.allocatedOn(client.id());
    Utilization memory = Utilization.of(allocated.memory(), allocatable.memory());
    Utilization cpu = Utilization.of(allocated.cpu(), allocatable.cpu());
    int percentFull = Math.max(memory.percent(), cpu.percent());
    return new ClientEntry(
        client,
        state,
        ClientStateGroup.of(state),
        builds,
        snapshot.systemAllocationsOn(client.id()),
        lost(snapshot.allocationsOn(client.id())),
        memory,
        cpu,
        allocatable.equals(Resources.NONE) ? Resources.NONE : allocatable.minus(allocated),
        percentFull,
        UtilizationLevel.of(percentFull),
        previous != null && previous.client == client ? previous.searchText : searchText(client));
  }

  private static String searchText(Client client) {
    return String.join(
            "\n", client.name(), client.address(), ClientAttributes.instanceId(client).orElse(""))
        .toLowerCase(Locale.ROOT);
  }

  private static int lost(List<Allocation> allocations) {
    int lost = 0;
    for (Allocation allocation : allocations) {
      if (allocation.status() == AllocationStatus.LOST && !allocation.isSystem()) {
        lost++;
      }
    }
    return lost;
  }

  /** Returns whether the machine is safe to terminate, with the reason. */
  TerminationSafety safety() {
    // servers before 1.1 keep no last drain; there it is derived from the client events on reading
    return TerminationSafety.of(client, builds, system, false);
  }

  boolean isSafeToTerminate() {
    return !client.eligible() && safety() instanceof TerminationSafety.Safe;
  }

  boolean hasUnhealthyDriver() {
    return client.drivers().stream().anyMatch(Client.Driver::isUnhealthy);
  }

  /** Whether the id starts with the text, or the name, address or instance id contains it. */
  boolean matches(String words) {
    return client.id().startsWith(words) || searchText.contains(words);
  }
}
