package dev.signalbox.sandbox.nomad;

import dev.signalbox.sandbox.http.LoopbackHttpExchange;
import dev.signalbox.sandbox.http.LoopbackHttpServer;
import dev.signalbox.sandbox.nomad.NomadFaults.Kind;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/**
 * A fake Nomad server of a given version on a loopback port, backed by a {@link SimulatedCluster}.
 */
public final class FakeNomad implements AutoCloseable {

  /** A received request. */
  public record Received(String method, String path, String query, String body) {}

  private static final JsonMapper JSON = new JsonMapper();
  private static final int MAX_RECORDED_REQUESTS = 2000;
  private static final long TICK_MILLIS = 100;
  private static final String LIMIT_MESSAGE =
      "Your IP is issuing too many concurrent connections, please rate limit your calls\n";

  private final SimulatedCluster cluster;
  private final NomadFaults faults;
  private final NomadRouter routes = new NomadRouter();
  private final EventStreamEndpoint stream;
  private final LoopbackHttpServer server;
  private final ScheduledExecutorService ticker =
      Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().name("nomad-ticks").factory());
  private final Future<?> ticks;
  private final ArrayDeque<Received> received = new ArrayDeque<>();
  private volatile int maxConnections = 100;
  private volatile @Nullable String token;
  private volatile boolean eventsDenied;
  private String lastFixtureVersion = "";

  private FakeNomad(NomadVersionProfile profile, int port, Clock clock) throws IOException {
    cluster = new SimulatedCluster(profile, clock);
    server = new LoopbackHttpServer(port, this::handle);
    faults = new NomadFaults(cluster, server::closeConnections);
    stream =
        new EventStreamEndpoint(cluster, faults, exchange -> !eventsDenied && isAllowed(exchange));
    stream.register(routes);
    new NodeEndpoints(cluster).register(routes);
    new JobEndpoints(cluster).register(routes);
    new AllocationEndpoints(cluster).register(routes);
    new ServerEndpoints(cluster).register(routes);
    ticks =
        ticker.scheduleWithFixedDelay(
            cluster::tick, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
    server.start();
  }

  /** Starts an empty cluster on a free port. */
  public static FakeNomad start(NomadVersionProfile profile) {
    return start(profile, 0);
  }

  /** Starts an empty cluster on the given port. */
  public static FakeNomad start(NomadVersionProfile profile, int port) {
    return start(profile, port, Clock.systemUTC());
  }

  /** Starts an empty cluster that takes its time from the clock. */
  public static FakeNomad start(NomadVersionProfile profile, int port, Clock clock) {
    try {
      return new FakeNomad(profile, port, clock);
    } catch (IOException e) {
      throw new UncheckedIOException("Could not listen on port " + port, e);
    }
  }

  /** Returns the base URL of the server. */
  public URI address() {
    return server.address();
  }

  /** Returns the cluster behind the server. */
  public SimulatedCluster cluster() {
    return cluster;
  }

  /** Returns the fault injection of this server. */
  public NomadFaults faults() {
    return faults;
  }

  /** Returns the simulated Nomad version. */
  public NomadVersionProfile profile() {
    return cluster.state.profile;
  }

  /** Sets the heartbeat interval of event streams. Default: 30 seconds. */
  public void setHeartbeatInterval(Duration time) {
    stream.setHeartbeatInterval(time);
  }

  /** Enables or disables the event broker, as {@code enable_event_broker} does. */
  public void setEventsEnabled(boolean on) {
    stream.setEnabled(on);
  }

  /** Denies event streams only, as for a token without read access to all namespaces. */
  public void setEventsDenied(boolean denied) {
    eventsDenied = denied;
    cluster.dropStreams();
  }

  /** Requires a token. With null, requests need no token. */
  public void requireToken(@Nullable String secret) {
    token = secret;
  }

  /** Sets the maximum number of connections. Default: 100. */
  public void limitConnections(int max) {
    maxConnections = max;
  }

  /** Returns the number of open connections. */
  public int connections() {
    return server.connections();
  }

  /** Returns the received requests, oldest first. */
  public List<Received> received() {
    synchronized (received) {
      return List.copyOf(received);
    }
  }

  /** Returns the number of received requests for a path. */
  public long countRequests(String path) {
    return received().stream().filter(one -> one.path().equals(path)).count();
  }

  /** Clears the received requests. */
  public void clearRequests() {
    synchronized (received) {
      received.clear();
    }
  }

  /**
   * Removes all faults and loads the fixture data. If neither the state nor the time has changed
   * since the last load, the data is kept, so that watchers don't need a resync.
   */
  public void reset() {
    faults.set(Kind.NONE);
    token = null;
    maxConnections = 100;
    eventsDenied = false;
    stream.setEnabled(true);
    String current = stateVersion();
    if (!current.equals(lastFixtureVersion)) {
      NomadFixtureData.load(cluster);
      lastFixtureVersion = stateVersion();
    }
    clearRequests();
  }

  private String stateVersion() {
    return cluster.index() + " " + cluster.state.logs.writeCount() + " " + cluster.now();
  }

  @Override
  public void close() {
    ticks.cancel(false);
    ticker.shutdownNow();
    cluster.restartServers();
    server.close();
  }

  private void handle(LoopbackHttpExchange exchange) throws IOException, InterruptedException {
    record(exchange);
    if (exchange.connections() > maxConnections || faults.kind() == Kind.LIMITED) {
      rejectConnection(exchange);
      return;
    }
    if (faults.awaitDelay() && faults.kind() == Kind.DOWN) {
      exchange.drop();
      return;
    }
    switch (faults.kind()) {
      case DOWN -> exchange.drop();
      case REDIRECTING -> {
        exchange.setHeader("Location", "/ui/");
        byte[] page =
            "<a href=\"/ui/\">Temporary Redirect</a>.\n\n".getBytes(StandardCharsets.UTF_8);
        exchange.send(307, "text/html; charset=utf-8", page);
      }
      default -> send(exchange, handleRequest(exchange));
    }
  }

  private void rejectConnection(LoopbackHttpExchange exchange) throws IOException {
    exchange.drop();
    if (profile().sends429()) {
      exchange.send(429, "text/plain", LIMIT_MESSAGE.getBytes(StandardCharsets.UTF_8));
    }
  }

  private NomadStubResponse handleRequest(LoopbackHttpExchange exchange)
      throws InterruptedException {
    if (!exchange.parameter("region").orElse("global").equals("global")) {
      return NomadStubResponse.error(500, "No path to region");
    }
    // the stream endpoint checks the token itself, and agent health needs none
    boolean needsNoToken =
        exchange.path().equals("/v1/event/stream") || exchange.path().equals("/v1/agent/health");
    if (!needsNoToken && !isAllowed(exchange)) {
      boolean unknown = token != null && exchange.header("X-Nomad-Token").isPresent();
      return NomadStubResponse.error(403, unknown ? "ACL token not found" : "Permission denied");
    }
    if (faults.kind() == Kind.LEADERLESS && !isServedWithoutLeader(exchange)) {
      return NomadStubResponse.error(500, "No cluster leader");
    }
    if (faults.kind() == Kind.LEADERLESS && exchange.path().equals("/v1/status/leader")) {
      return NomadStubResponse.of(JsonNodes.object().stringNode(""));
    }
    return routes.handle(cluster, exchange);
  }

  /** Returns whether a server without a leader can serve the request. */
  private static boolean isServedWithoutLeader(LoopbackHttpExchange exchange) {
    return (exchange.method().equals("GET") && exchange.hasFlag("stale"))
        || exchange.path().equals("/v1/event/stream")
        || exchange.path().startsWith("/v1/agent/")
        || exchange.path().startsWith("/v1/status/");
  }

  private boolean isAllowed(LoopbackHttpExchange exchange) {
    if (faults.kind() == Kind.DENYING) {
      return false;
    }
    String secret = token;
    return secret == null
        || exchange.header("X-Nomad-Token").orElse("").equals(secret)
        || (profile().atLeast(1, 3, 2)
            && exchange.header("Authorization").orElse("").equals("Bearer " + secret));
  }

  private void send(LoopbackHttpExchange exchange, NomadStubResponse response)
      throws IOException, InterruptedException {
    switch (response) {
      case NomadStubResponse.Value value -> {
        setHeaders(exchange, value.index());
        byte[] bytes = value.json().toString().getBytes(StandardCharsets.UTF_8);
        if (value.status() == 200) {
          try (OutputStream out = exchange.stream("application/json")) {
            out.write(bytes);
          }
        } else {
          exchange.send(value.status(), "application/json", bytes);
        }
      }
      case NomadStubResponse.Text text -> {
        setHeaders(exchange, text.index());
        exchange.send(text.status(), text.contentType(), text.bytes());
      }
      case NomadStubResponse.ListBody<?> rows -> sendRows(exchange, rows);
      case NomadStubResponse.StreamBody stream -> stream.writing().write(exchange);
    }
  }

  private <T> void sendRows(LoopbackHttpExchange exchange, NomadStubResponse.ListBody<T> rows)
      throws IOException {
    setHeaders(exchange, rows.index());
    if (!rows.next().isEmpty()) {
      exchange.setHeader("X-Nomad-NextToken", rows.next());
    }
    try (OutputStream out = exchange.stream("application/json");
        JsonGenerator json = JSON.createGenerator(out)) {
      json.writeStartArray();
      for (T row : rows.rows()) {
        JSON.writeTree(json, rows.shape().apply(row));
      }
      json.writeEndArray();
    }
  }

  private void setHeaders(LoopbackHttpExchange exchange, long index) {
    if (index == NomadStubResponse.NO_INDEX) {
      return;
    }
    boolean hasLeader = faults.kind() != Kind.LEADERLESS;
    exchange.setHeader("X-Nomad-Index", Long.toString(index));
    exchange.setHeader("X-Nomad-KnownLeader", Boolean.toString(hasLeader));
    exchange.setHeader("X-Nomad-LastContact", hasLeader ? "0" : "12000");
  }

  private void record(LoopbackHttpExchange exchange) {
    synchronized (received) {
      received.add(
          new Received(exchange.method(), exchange.path(), exchange.rawQuery(), exchange.text()));
      if (received.size() > MAX_RECORDED_REQUESTS) {
        received.remove();
      }
    }
  }
}
