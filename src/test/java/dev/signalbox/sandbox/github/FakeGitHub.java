package dev.signalbox.sandbox.github;

import com.sun.net.httpserver.HttpServer;
import dev.signalbox.sandbox.Installation.Organization;
import dev.signalbox.sandbox.Persona;
import dev.signalbox.sandbox.Weather;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * GitHub on a loopback port, with the people of the story and switches for what happens to them.
 * Its API answers below {@code /api/v3} as on Enterprise Server and, on a port of its own, at the
 * root as on github.com.
 */
public final class FakeGitHub extends GitHubStory implements AutoCloseable {

  public static final String CLIENT_ID = "sandbox-client";
  public static final String CLIENT_SECRET = "sandbox-secret-not-secret";

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Webhooks webhooks = new Webhooks();
  private final Weather weather = new Weather();
  private final Requests requests = new Requests();
  private final AuthorizeEndpoint authorize;
  private final HttpServer web;
  private final HttpServer apiAlone;

  private FakeGitHub(int port, Clock clock) throws IOException {
    super(World.asTheStoryBegins(clock));
    authorize = new AuthorizeEndpoint(world);
    web = listenAt(port);
    apiAlone = listenAt(0);
    Api api = new Api(world);
    String site = address().toString();
    new UserResources(world, site).offerOn(api);
    new OrganizationResources(world, site).offerOn(api);
    new AppResources(world, site).offerOn(api);
    WebSite pages = new WebSite(world, authorize);
    web.createContext(
        "/",
        new Listener(
            address(),
            weather,
            requests,
            request ->
                request.path().startsWith(Requests.ENTERPRISE + "/")
                    ? api.answer(request.below(Requests.ENTERPRISE))
                    : pages.answer(request)));
    apiAlone.createContext("/", new Listener(apiAddress(), weather, requests, api::answer));
    web.start();
    apiAlone.start();
  }

  public static FakeGitHub start(int port) {
    return start(port, Clock.systemUTC());
  }

  /**
   * Starts GitHub.
   *
   * @param port where the site and the Enterprise form of the API listen; 0 for any free port
   * @param clock decides when codes and rate limits run out
   */
  public static FakeGitHub start(int port, Clock clock) {
    try {
      return new FakeGitHub(port, clock);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot listen at port " + port, e);
    }
  }

  /** The site; the Enterprise Server form of the API is {@code /api/v3} below it. */
  public URI address() {
    return addressOf(web);
  }

  /** The API in the form of api.github.com. */
  public URI apiAddress() {
    return addressOf(apiAlone);
  }

  /** Has the tokens outlive this process, as GitHub's do. */
  public void keepTokensIn(Path file) throws IOException {
    world.tokens().keepIn(file);
  }

  public Weather weather() {
    return weather;
  }

  @Override
  public void close() {
    web.stop(0);
    apiAlone.stop(0);
    // wakes whoever still waits in slow weather
    threads.shutdownNow();
    webhooks.close();
  }

  /**
   * Does what a browser would, without a socket and in any weather: opens the authorization address
   * and chooses the persona.
   *
   * @return where GitHub sends the browser, with {@code code} and {@code state}
   */
  public URI choose(Persona persona, URI authorizationAddress) {
    AuthorizationRequest asked = request(authorizationAddress);
    return location(authorize.problem(asked).orElseGet(() -> authorize.approve(persona, asked)));
  }

  /** Opens the authorization address and cancels. */
  public URI cancel(URI authorizationAddress) {
    AuthorizationRequest asked = request(authorizationAddress);
    return location(authorize.problem(asked).orElseGet(() -> authorize.deny(asked)));
  }

  /** How often the path was asked for; {@code /user} counts both address forms. */
  public int requests(String path) {
    return requests.of(path);
  }

  public void forgetRequests() {
    requests.forget();
  }

  /**
   * Posts a signed event.
   *
   * @return the status the receiver answered with
   */
  public int deliver(URI to, String event, String json, String secret) {
    return deliver(to, event, json, secret, UUID.randomUUID().toString());
  }

  /** Posts a signed event under a delivery id, which GitHub repeats when it delivers again. */
  public int deliver(URI to, String event, String json, String secret, String delivery) {
    return webhooks.deliver(to, event, json, secret, delivery);
  }

  /** The {@code organization} event that says somebody is no longer a member. */
  public String memberRemoved(Persona persona, Organization organization) {
    String api = address() + Requests.ENTERPRISE;
    return Webhooks.memberRemoved(
        new Representations(address().toString(), api, world.directory()), persona, organization);
  }

  private static AuthorizationRequest request(URI authorizationAddress) {
    return AuthorizationRequest.from(
        Request.get(authorizationAddress, authorizationAddress).parameters());
  }

  private static URI location(Answer answer) {
    String location = answer.headers().get("Location");
    if (location == null) {
      throw new IllegalArgumentException("GitHub shows an error page: " + answer.body());
    }
    return URI.create(location);
  }

  private HttpServer listenAt(int port) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    server.setExecutor(threads);
    return server;
  }

  private static URI addressOf(HttpServer server) {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }
}
