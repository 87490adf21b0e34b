package dev.signalbox.sandbox.github;

import com.sun.net.httpserver.HttpServer;
import dev.signalbox.sandbox.AcmeInstallation.Organization;
import dev.signalbox.sandbox.Faults;
import dev.signalbox.sandbox.Persona;
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
 * A fake GitHub on a loopback port with the users and organizations of the fixture. The API is
 * served below {@code /api/v3} as on Enterprise Server and, on a separate port, at the root as on
 * github.com.
 */
public final class FakeGitHub extends GitHubControls implements AutoCloseable {

  public static final String CLIENT_ID = "sandbox-client";
  public static final String CLIENT_SECRET = "sandbox-secret-not-secret";

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final WebhookSender webhooks = new WebhookSender();
  private final Faults faults = new Faults();
  private final RequestCounter requestCounter = new RequestCounter();
  private final AuthorizeEndpoint authorize;
  private final HttpServer web;
  private final HttpServer apiServer;

  private FakeGitHub(InetSocketAddress listenAddress, Clock clock) throws IOException {
    super(GitHubServerState.initial(clock));
    authorize = new AuthorizeEndpoint(state);
    web = listenOn(listenAddress);
    apiServer = listenOn(onLoopback(0));
    GitHubApiRouter api = new GitHubApiRouter(state);
    String site = address().toString();
    new UserResources(state, site).register(api);
    new OrganizationResources(state, site).register(api);
    new AppResources(state, site).register(api);
    GitHubWebSite pages = new GitHubWebSite(state, authorize);
    web.createContext(
        "/",
        new FaultInjectingHandler(
            address(),
            faults,
            requestCounter,
            request ->
                request.path().startsWith(RequestCounter.ENTERPRISE + "/")
                    ? api.handle(request.relativeTo(RequestCounter.ENTERPRISE))
                    : pages.handle(request)));
    apiServer.createContext(
        "/", new FaultInjectingHandler(apiAddress(), faults, requestCounter, api::handle));
    web.start();
    apiServer.start();
  }

  public static FakeGitHub start(int port) {
    return start(port, Clock.systemUTC());
  }

  /**
   * Starts GitHub.
   *
   * @param port of the website and the Enterprise Server API; 0 for any free port
   * @param clock for the expiry of codes and rate limits
   */
  public static FakeGitHub start(int port, Clock clock) {
    return start(onLoopback(port), clock);
  }

  /** Starts GitHub on all interfaces, so that the published port of a container leads to it. */
  static FakeGitHub startOnAllInterfaces(int port) {
    return start(new InetSocketAddress(port), Clock.systemUTC());
  }

  private static FakeGitHub start(InetSocketAddress listenAddress, Clock clock) {
    try {
      return new FakeGitHub(listenAddress, clock);
    } catch (IOException e) {
      throw new UncheckedIOException("Could not listen on port " + listenAddress.getPort(), e);
    }
  }

  /** Returns the URL of the website. The Enterprise Server API is {@code /api/v3} below it. */
  public URI address() {
    return addressOf(web);
  }

  /** Returns the base URL of the API in the form of api.github.com. */
  public URI apiAddress() {
    return addressOf(apiServer);
  }

  /** Stores the tokens in a file, so that they survive a restart. */
  public void persistTokensTo(Path file) throws IOException {
    state.tokens().persistTo(file);
  }

  public Faults faults() {
    return faults;
  }

  @Override
  public void close() {
    web.stop(0);
    apiServer.stop(0);
    // interrupts delayed responses
    threads.shutdownNow();
    webhooks.close();
  }

  /**
   * Opens the authorization URL and chooses the persona, without a socket and without faults.
   *
   * @return the URL GitHub redirects to, with {@code code} and {@code state}
   */
  public URI choose(Persona persona, URI authorizationUrl) {
    AuthorizationRequest request = request(authorizationUrl);
    return location(
        authorize.problem(request).orElseGet(() -> authorize.approve(persona, request)));
  }

  /** Opens the authorization URL and cancels. */
  public URI cancel(URI authorizationUrl) {
    AuthorizationRequest request = request(authorizationUrl);
    return location(authorize.problem(request).orElseGet(() -> authorize.deny(request)));
  }

  /** Returns the number of requests for a path. Both API base URLs are counted together. */
  public int countRequests(String path) {
    return requestCounter.countOf(path);
  }

  public void clearRequests() {
    requestCounter.clear();
  }

  /**
   * Posts a signed event.
   *
   * @return the status of the response
   */
  public int deliver(URI to, String event, String json, String secret) {
    return deliver(to, event, json, secret, UUID.randomUUID().toString());
  }

  /** Posts a signed event with a delivery id. GitHub reuses the id for redeliveries. */
  public int deliver(URI to, String event, String json, String secret, String delivery) {
    return webhooks.deliver(to, event, json, secret, delivery);
  }

  /** Returns the payload of the {@code organization} event {@code member_removed}. */
  public String memberRemovedEvent(Persona persona, Organization organization) {
    String api = address() + RequestCounter.ENTERPRISE;
    return WebhookSender.memberRemoved(
        new GitHubJsonWriter(address().toString(), api, state.directory()), persona, organization);
  }

  private static AuthorizationRequest request(URI authorizationUrl) {
    return AuthorizationRequest.from(
        GitHubStubRequest.get(authorizationUrl, authorizationUrl).parameters());
  }

  private static URI location(GitHubStubResponse response) {
    String location = response.headers().get("Location");
    if (location == null) {
      throw new IllegalArgumentException("The response is an error page: " + response.body());
    }
    return URI.create(location);
  }

  private static InetSocketAddress onLoopback(int port) {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }

  private HttpServer listenOn(InetSocketAddress listenAddress) throws IOException {
    HttpServer server = HttpServer.create(listenAddress, 0);
    server.setExecutor(threads);
    return server;
  }

  private static URI addressOf(HttpServer server) {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }
}
