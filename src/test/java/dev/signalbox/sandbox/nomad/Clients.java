package dev.signalbox.sandbox.nomad;

import java.time.Duration;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The switches of a {@link World} for what happens to its clients, named by name or id. */
abstract class Clients {

  final State state;
  final Scheduler scheduler;
  final Drains drains;
  final Machines machines;
  final Runner runner;

  Clients(State state) {
    this.state = state;
    runner = new Runner(state);
    scheduler = new Scheduler(state, runner::start, runner::stop);
    drains = new Drains(state, scheduler);
    machines = new Machines(state, scheduler);
    runner.whenEnded(this::ended);
  }

  private void ended(AllocState alloc) {
    drains.look(alloc.nodeId);
    scheduler.unblock();
  }

  /** Adds a ready client and answers its id. */
  public String addClient(String name, long cpu, long memory) {
    return addClient(state.newId(), name, cpu, memory);
  }

  /** Adds a ready client of a known id. */
  public String addClient(String id, String name, long cpu, long memory) {
    NodeState node = new NodeState(id, name);
    node.cpu = cpu;
    node.memory = memory;
    node.attributes.put("unique.hostname", name);
    node.attributes.put("os.name", "ubuntu");
    node.attributes.put("kernel.name", "linux");
    node.attributes.put("cpu.arch", "amd64");
    machines.register(node);
    return id;
  }

  /** The id of the client of that name. */
  public String clientId(String name) {
    return node(name).id;
  }

  /** Sets an attribute, which clients report when they register again. */
  public void setAttribute(String client, String name, String value) {
    change(
        client,
        node -> {
          node.attributes = new TreeMap<>(node.attributes);
          node.attributes.put(name, value);
          return node;
        });
  }

  /** Puts a client into a datacenter, class and pool. */
  public void classify(String client, String datacenter, String nodeClass, String pool) {
    change(
        client,
        node -> {
          node.datacenter = datacenter;
          node.nodeClass = nodeClass;
          node.pool = pool;
          return node;
        });
    scheduler.unblock();
  }

  /** The client misses its heartbeat: it is down and its allocations are lost. */
  public void goDown(String client) {
    String id = node(client).id;
    machines.goDown(id);
    drains.look(id);
  }

  /** The client is disconnected; its allocations may run on. */
  public void disconnect(String client) {
    String id = node(client).id;
    machines.setStatus(id, "disconnected", "Node heartbeat missed");
    for (AllocState alloc : state.allocsOn(id)) {
      if (!alloc.clientTerminal()) {
        state.apply(
            "PlanResult",
            entry -> {
              AllocState unknown = alloc.copy();
              unknown.status = "unknown";
              entry.put(unknown);
            });
      }
    }
  }

  /** The client's heartbeat is heard again. */
  public void comeBack(String client) {
    machines.comeBack(node(client).id);
  }

  /** Something drains a client, by the rules of the HTTP API; null waits for ever. */
  public void drain(String client, @Nullable Duration deadline, Map<String, String> meta) {
    drains.start(node(client).id, deadline == null ? 0 : deadline.toNanos(), true, meta);
  }

  /** Parks a client, or lets it take builds again. */
  public void setEligible(String client, boolean eligible) {
    machines.setEligible(node(client).id, eligible);
  }

  /** A driver of the client falls ill, or is well again. */
  public void setDriver(String client, String driver, boolean healthy, String description) {
    machines.setDriver(node(client).id, driver, healthy, description);
  }

  /** Forgets the client, as garbage collection and purging do. */
  public void forget(String client) {
    machines.purge(node(client).id);
  }

  NodeState node(String nameOrId) {
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

  void change(String client, UnaryOperator<NodeState> change) {
    state.apply("NodeRegistration", entry -> entry.put(change.apply(node(client).copy())));
  }
}
