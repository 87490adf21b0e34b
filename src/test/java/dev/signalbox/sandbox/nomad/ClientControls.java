package dev.signalbox.sandbox.nomad;

import java.time.Duration;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Controls the clients of a {@link SimulatedCluster}. Clients are addressed by name or id. */
abstract class ClientControls {

  final ServerState state;
  final SimulatedScheduler scheduler;
  final DrainSimulator drains;
  final ClientRegistry clientRegistry;
  final AllocationRunner runner;

  ClientControls(ServerState state) {
    this.state = state;
    runner = new AllocationRunner(state);
    scheduler = new SimulatedScheduler(state, runner::start, runner::stop);
    drains = new DrainSimulator(state, scheduler);
    clientRegistry = new ClientRegistry(state, scheduler);
    runner.onEnd(this::allocationEnded);
  }

  private void allocationEnded(StoredAllocation alloc) {
    drains.completeIfDone(alloc.nodeId);
    scheduler.unblock();
  }

  /** Adds a ready client and returns its id. */
  public String addClient(String name, long cpu, long memory) {
    return addClient(state.newId(), name, cpu, memory);
  }

  /** Adds a ready client with the given id. */
  public String addClient(String id, String name, long cpu, long memory) {
    StoredNode node = new StoredNode(id, name);
    node.cpu = cpu;
    node.memory = memory;
    node.attributes.put("unique.hostname", name);
    node.attributes.put("os.name", "ubuntu");
    node.attributes.put("kernel.name", "linux");
    node.attributes.put("cpu.arch", "amd64");
    clientRegistry.register(node);
    return id;
  }

  /** Returns the id of a client. */
  public String clientId(String name) {
    return node(name).id;
  }

  /** Sets an attribute, as a new registration of the client does. */
  public void setAttribute(String client, String name, String value) {
    update(
        client,
        node -> {
          node.attributes = new TreeMap<>(node.attributes);
          node.attributes.put(name, value);
          return node;
        });
  }

  /** Sets the datacenter, node class and node pool of a client. */
  public void setPlacement(String client, String datacenter, String nodeClass, String pool) {
    update(
        client,
        node -> {
          node.datacenter = datacenter;
          node.nodeClass = nodeClass;
          node.pool = pool;
          return node;
        });
    scheduler.unblock();
  }

  /** Marks a client as down after a missed heartbeat. Its allocations are lost. */
  public void goDown(String client) {
    String id = node(client).id;
    clientRegistry.goDown(id);
    drains.completeIfDone(id);
  }

  /** Marks a client as disconnected. Its allocations become unknown. */
  public void disconnect(String client) {
    String id = node(client).id;
    clientRegistry.setStatus(id, "disconnected", "Node heartbeat missed");
    for (StoredAllocation alloc : state.allocsOn(id)) {
      if (!alloc.isClientTerminal()) {
        state.apply(
            "PlanResult",
            entry -> {
              StoredAllocation unknown = alloc.copy();
              unknown.status = "unknown";
              entry.put(unknown);
            });
      }
    }
  }

  /** Marks a client as ready after a heartbeat. */
  public void reconnect(String client) {
    clientRegistry.reconnect(node(client).id);
  }

  /** Drains a client as the HTTP API does. A null deadline means no deadline. */
  public void drain(String client, @Nullable Duration deadline, Map<String, String> meta) {
    drains.start(node(client).id, deadline == null ? 0 : deadline.toNanos(), true, meta);
  }

  /** Marks a client as eligible or ineligible. */
  public void setEligible(String client, boolean eligible) {
    clientRegistry.setEligible(node(client).id, eligible);
  }

  /** Sets the health of a task driver. */
  public void setDriver(String client, String driver, boolean healthy, String description) {
    clientRegistry.setDriver(node(client).id, driver, healthy, description);
  }

  /** Removes a client as the garbage collection of the servers does. No event is published. */
  public void collectClient(String client) {
    String id = node(client).id;
    state.apply("NodeDeregistration", false, entry -> entry.remove(state.existingNode(id)));
  }

  /** Purges a client as the HTTP API does. */
  public void purge(String client) {
    clientRegistry.purge(node(client).id);
  }

  StoredNode node(String nameOrId) {
    return state.locked(
        () ->
            state
                .node(nameOrId)
                .or(
                    () ->
                        state.nodes.values().stream()
                            .filter(n -> n.name.equals(nameOrId))
                            .findFirst())
                .orElseThrow(() -> new NoSuchElementException("No client " + nameOrId)));
  }

  void update(String client, UnaryOperator<StoredNode> change) {
    state.apply("NodeRegistration", entry -> entry.put(change.apply(node(client).copy())));
  }
}
