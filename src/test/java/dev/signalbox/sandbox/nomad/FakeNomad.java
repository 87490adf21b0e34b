package dev.signalbox.sandbox.nomad;

import dev.signalbox.sandbox.nomad.NomadWeather.Kind;
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

/** A Nomad server of some version on a loopback port, with a {@link World} behind it. */
public final class FakeNomad implements AutoCloseable {

  /** A request as it came. */
  public record Received(String method, String path, String query, String body) {}

  private static final JsonMapper JSON = new JsonMapper();
  private static final int REMEMBERED = 2000;
  private static final long TICK = 100;
  private static final String TOO_MANY =
      "Your IP is issuing too many concurrent connections, please rate limit your calls\n";

  private final World world;
  private final NomadWeather weather;
  private final Routes routes = new Routes();
  private final StreamEndpoint stream;
  private final HttpDoor door;
  private final ScheduledExecutorService ticker =
      Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().name("nomad-ticks").factory());
  private final Future<?> ticks;
  private final ArrayDeque<Received> received = new ArrayDeque<>();
  private volatile int mostConnections = 100;
  private volatile @Nullable String token;
  private volatile boolean eventsRefused;
  private String toldLast = "";

  private FakeNomad(Profile profile, int port, Clock clock) throws IOException {
    world = new World(profile, clock);
    door = new HttpDoor(port, this::handle);
    weather = new NomadWeather(world, door::hangUp);
    stream = new StreamEndpoint(world, weather, exchange -> !eventsRefused && admits(exchange));
    stream.offerOn(routes);
    new NodeEndpoints(world).offerOn(routes);
    new JobEndpoints(world).offerOn(routes);
    new AllocEndpoints(world).offerOn(routes);
    new ServerEndpoints(world).offerOn(routes);
    ticks = ticker.scheduleWithFixedDelay(world::tick, TICK, TICK, TimeUnit.MILLISECONDS);
    door.open();
  }

  /** Starts an empty cluster at any free port. */
  public static FakeNomad start(Profile profile) {
    return start(profile, 0);
  }

  /** Starts an empty cluster at a port. */
  public static FakeNomad start(Profile profile, int port) {
    return start(profile, port, Clock.systemUTC());
  }

  /** Starts an empty cluster whose time is that of the clock. */
  public static FakeNomad start(Profile profile, int port, Clock clock) {
    try {
      return new FakeNomad(profile, port, clock);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot listen at port " + port, e);
    }
  }

  /** Where it answers. */
  public URI address() {
    return door.address();
  }

  /** The cluster, to have something happen there. */
  public World world() {
    return world;
  }

  /** What it is like to talk to. */
  public NomadWeather weather() {
    return weather;
  }

  /** The version it plays. */
  public Profile profile() {
    return world.state.profile;
  }

  /** Streams of events say that they stand this often; 30 seconds unless said otherwise. */
  public void heartbeatEvery(Duration time) {
    stream.heartbeatEvery(time);
  }

  /** Switches the event broker on or off, as {@code enable_event_broker} does. */
  public void enableEvents(boolean on) {
    stream.enable(on);
  }

  /** Refuses streams alone, as to a token that may not read jobs in all namespaces. */
  public void refuseEvents(boolean refused) {
    eventsRefused = refused;
    world.dropStreams();
  }

  /** Answers only who shows the token, or everybody where it is null. */
  public void requireToken(@Nullable String secret) {
    token = secret;
  }

  /** Refuses connections above this many; 100 unless said otherwise. */
  public void limitConnections(int most) {
    mostConnections = most;
  }

  /** How many connections are open. */
  public int connections() {
    return door.connections();
  }

  /** What was asked, oldest first. */
  public List<Received> received() {
    synchronized (received) {
      return List.copyOf(received);
    }
  }

  /** How often a path was asked for. */
  public long requests(String path) {
    return received().stream().filter(one -> one.path().equals(path)).count();
  }

  /** Forgets what was asked. */
  public void forgetRequests() {
    synchronized (received) {
      received.clear();
    }
  }

  /**
   * Forgets whatever tests did and begins the story again. Where nothing was done and no time has
   * passed it is left as it is, so that nobody who watches has to look again.
   */
  public void beginStoryAgain() {
    weather.turn(Kind.FINE);
    token = null;
    mostConnections = 100;
    eventsRefused = false;
    stream.enable(true);
    String now = told();
    if (!now.equals(toldLast)) {
      NomadStory.tell(world);
      toldLast = told();
    }
    forgetRequests();
  }

  private String told() {
    return world.index() + " " + world.state.logs.changes() + " " + world.now();
  }

  @Override
  public void close() {
    ticks.cancel(false);
    ticker.shutdownNow();
    world.restartServers();
    door.close();
  }

  private void handle(Exchange exchange) throws IOException, InterruptedException {
    remember(exchange);
    if (exchange.connections() > mostConnections || weather.kind() == Kind.LIMITED) {
      limit(exchange);
      return;
    }
    if (weather.waitItsTime() && weather.kind() == Kind.DOWN) {
      exchange.drop();
      return;
    }
    switch (weather.kind()) {
      case DOWN -> exchange.drop();
      case LYING -> {
        exchange.set("Location", "/ui/");
        byte[] page =
            "<a href=\"/ui/\">Temporary Redirect</a>.\n\n".getBytes(StandardCharsets.UTF_8);
        exchange.send(307, "text/html; charset=utf-8", page);
      }
      default -> send(exchange, answer(exchange));
    }
  }

  private void limit(Exchange exchange) throws IOException {
    exchange.drop();
    if (profile().answersLimit()) {
      exchange.send(429, "text/plain", TOO_MANY.getBytes(StandardCharsets.UTF_8));
    }
  }

  private Reply answer(Exchange exchange) throws InterruptedException {
    // a stream judges by itself, and the health of an agent is nobody's secret
    boolean open =
        exchange.path().equals("/v1/event/stream") || exchange.path().equals("/v1/agent/health");
    if (!open && !admits(exchange)) {
      boolean unknown = token != null && exchange.header("X-Nomad-Token").isPresent();
      return Reply.error(403, unknown ? "ACL token not found" : "Permission denied");
    }
    if (weather.kind() == Kind.LEADERLESS && !leaderless(exchange)) {
      return Reply.error(500, "No cluster leader");
    }
    if (weather.kind() == Kind.LEADERLESS && exchange.path().equals("/v1/status/leader")) {
      return Reply.of(Json.object().stringNode(""));
    }
    return routes.answer(world, exchange);
  }

  /** What a server without leader answers all the same. */
  private static boolean leaderless(Exchange exchange) {
    return (exchange.method().equals("GET") && exchange.flag("stale"))
        || exchange.path().equals("/v1/event/stream")
        || exchange.path().startsWith("/v1/agent/")
        || exchange.path().startsWith("/v1/status/");
  }

  private boolean admits(Exchange exchange) {
    if (weather.kind() == Kind.REFUSING) {
      return false;
    }
    String secret = token;
    return secret == null
        || exchange.header("X-Nomad-Token").orElse("").equals(secret)
        || (profile().atLeast(1, 3, 2)
            && exchange.header("Authorization").orElse("").equals("Bearer " + secret));
  }

  private void send(Exchange exchange, Reply reply) throws IOException, InterruptedException {
    switch (reply) {
      case Reply.Value value -> {
        headers(exchange, value.index());
        byte[] bytes = value.json().toString().getBytes(StandardCharsets.UTF_8);
        if (value.status() == 200) {
          try (OutputStream out = exchange.stream("application/json")) {
            out.write(bytes);
          }
        } else {
          exchange.send(value.status(), "application/json", bytes);
        }
      }
      case Reply.Text text -> {
        headers(exchange, text.index());
        exchange.send(text.status(), text.contentType(), text.bytes());
      }
      case Reply.Rows<?> rows -> rows(exchange, rows);
      case Reply.Stream stream -> stream.writing().write(exchange);
    }
  }

  private <T> void rows(Exchange exchange, Reply.Rows<T> rows) throws IOException {
    headers(exchange, rows.index());
    if (!rows.next().isEmpty()) {
      exchange.set("X-Nomad-NextToken", rows.next());
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

  private void headers(Exchange exchange, long index) {
    if (index == Reply.NONE) {
      return;
    }
    boolean leader = weather.kind() != Kind.LEADERLESS;
    exchange.set("X-Nomad-Index", Long.toString(index));
    exchange.set("X-Nomad-KnownLeader", Boolean.toString(leader));
    exchange.set("X-Nomad-LastContact", leader ? "0" : "12000");
  }

  private void remember(Exchange exchange) {
    synchronized (received) {
      received.add(
          new Received(exchange.method(), exchange.path(), exchange.rawQuery(), exchange.text()));
      if (received.size() > REMEMBERED) {
        received.remove();
      }
    }
  }
}
