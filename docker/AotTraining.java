import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.CookieManager;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Runs the console once while the image is built, so that the JVM creates the AOT cache from the
 * classes that real requests need. The arguments are the command that starts the console; the
 * database is configured by the environment. Responses for GitHub, Nomad and Kubernetes are fixed:
 * one admin, an empty Nomad cluster and an empty Kubernetes cluster. This class is not part of the
 * image. The build fails if any request fails.
 */
public final class AotTraining {

  private static final Duration START_LIMIT = Duration.ofMinutes(5);
  private static final Duration STOP_LIMIT = Duration.ofMinutes(10);
  private static final int ROUNDS = 10;

  private static final String ORGANIZATION = "{\"login\":\"acme\",\"id\":2}";
  private static final String MEMBERSHIP =
      "{\"state\":\"active\",\"role\":\"member\",\"organization\":" + ORGANIZATION + "}";
  private static final Map<String, String> GITHUB =
      Map.of(
          "/login/oauth/access_token",
          "{\"access_token\":\"gho_training\",\"scope\":\"read:org,read:user\","
              + "\"token_type\":\"bearer\"}",
          "/api/v3/user",
          "{\"login\":\"training\",\"id\":1,\"name\":\"Training\",\"email\":null}",
          "/api/v3/user/memberships/orgs/acme",
          MEMBERSHIP,
          "/api/v3/user/memberships/orgs",
          "[" + MEMBERSHIP + "]",
          "/api/v3/orgs/acme",
          ORGANIZATION);

  /** The files of a page; their names contain a hash. */
  private static final Pattern ASSET = Pattern.compile("\"(/assets/[^\"]+)\"");

  /** A single object; other paths are lists. */
  private static final Pattern KUBERNETES_OBJECT =
      Pattern.compile(
          ".*/namespaces/[^/]+(?:/[^/]+/.+)?|.*/(?:customresourcedefinitions|storageclasses)/.+");

  private static final List<String> PAGES =
      List.of(
          "/",
          "/attention",
          "/users",
          "/users?q=train",
          "/users.csv",
          "/tokens/all",
          "/audit",
          "/audit/integrity",
          "/audit.csv",
          "/audit.jsonl.gz",
          "/nomad",
          "/nomad/clients",
          "/nomad/clients.csv",
          "/nomad/jobs",
          "/nomad/queue",
          "/nomad/servers",
          "/nomad/rolling-drains",
          "/nomad/releases",
          "/snapshots",
          "/restores",
          "/artifact-policy",
          "/settings/registration",
          "/sessions",
          "/tokens",
          "/find?q=train",
          "/api");

  private final HttpClient browser =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .cookieHandler(new CookieManager())
          .followRedirects(HttpClient.Redirect.NORMAL)
          .connectTimeout(Duration.ofSeconds(5))
          .build();

  private final int port = freePort();
  private final int managementPort = freePort();
  private final URI console = URI.create("http://127.0.0.1:" + port);
  private final HttpServer remote = HttpServer.create(new InetSocketAddress(loopback(), 0), 0);

  private AotTraining() throws IOException {
    remote.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    remote.createContext("/", this::answer);
    remote.start();
  }

  public static void main(String[] command) throws IOException, InterruptedException {
    AotTraining training = new AotTraining();
    Process console = training.start(command);
    try {
      training.awaitReady(console);
      training.visit();
      console.destroy();
      // the JVM writes the cache after the console has stopped
      if (!console.waitFor(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
        throw new IllegalStateException("The console did not stop within " + STOP_LIMIT);
      }
    } finally {
      console.destroyForcibly();
      training.remote.stop(0);
    }
  }

  private Process start(String... command) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
    String address = "http://127.0.0.1:" + remote.getAddress().getPort();
    Path kubeconfig = Files.createTempFile("kubeconfig", ".json");
    Files.writeString(
        kubeconfig,
        """
        {"apiVersion": "v1", "kind": "Config", "current-context": "training",
         "clusters": [{"name": "training", "cluster": {"server": "%s"}}],
         "users": [{"name": "training", "user": {"token": "training"}}],
         "contexts": [{"name": "training", "context": {"cluster": "training", "user": "training"}}]}
        """
            .formatted(address));
    builder
        .environment()
        .putAll(
            Map.ofEntries(
                Map.entry("SERVER_PORT", Integer.toString(port)),
                Map.entry("MANAGEMENT_SERVER_PORT", Integer.toString(managementPort)),
                Map.entry("SIGNALBOX_PUBLIC_URL", console.toString()),
                // 32 zero bytes; encrypts nothing that outlives the training
                Map.entry("SIGNALBOX_SECRET_KEY", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="),
                Map.entry("SIGNALBOX_GITHUB_URL", address),
                Map.entry("SIGNALBOX_GITHUB_CLIENT_ID", "training"),
                Map.entry("SIGNALBOX_GITHUB_CLIENT_SECRET", "training"),
                Map.entry("SIGNALBOX_REQUIRED_ORGANIZATIONS", "acme"),
                Map.entry("SIGNALBOX_ADMINS", "1"),
                Map.entry("NOMAD_ADDR", address),
                Map.entry("KUBECONFIG", kubeconfig.toString())));
    return builder.start();
  }

  private void awaitReady(Process process) throws InterruptedException {
    URI readiness = URI.create("http://127.0.0.1:" + managementPort + "/actuator/health/readiness");
    long start = System.nanoTime();
    while (status(readiness) != 200) {
      if (!process.isAlive()) {
        throw new IllegalStateException("The console ended with exit code " + process.exitValue());
      }
      if (System.nanoTime() - start > START_LIMIT.toNanos()) {
        throw new IllegalStateException("The console was not ready within " + START_LIMIT);
      }
      Thread.sleep(100);
    }
  }

  private int status(URI address) throws InterruptedException {
    try {
      return browser.send(request(address), BodyHandlers.discarding()).statusCode();
    } catch (IOException e) {
      return 0;
    }
  }

  private void visit() throws IOException, InterruptedException {
    Matcher assets = ASSET.matcher(expectOk("/sign-in"));
    while (assets.find()) {
      expectOk(assets.group(1));
    }
    // redirects lead to GitHub and back to the console
    expectOk("/sign-in/github");
    for (int round = 0; round < ROUNDS; round++) {
      for (String page : PAGES) {
        expectOk(page);
      }
    }
  }

  private String expectOk(String page) throws IOException, InterruptedException {
    var response = browser.send(request(console.resolve(page)), BodyHandlers.ofString());
    if (response.statusCode() != 200 || response.uri().getPath().equals("/sign-in/refused")) {
      throw new IllegalStateException(
          "%s: HTTP status %d at %s%n%s"
              .formatted(page, response.statusCode(), response.uri(), response.body()));
    }
    return response.body();
  }

  private static HttpRequest request(URI address) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address)
            .timeout(Duration.ofSeconds(60))
            .header("Accept", "text/html,*/*;q=0.8");
    if (address.getPath().equals("/attention")) {
      request.header("HX-Request", "true");
    }
    return request.build();
  }

  /** Answers as GitHub, Nomad or Kubernetes. */
  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    String query = String.valueOf(exchange.getRequestURI().getRawQuery());
    if (path.equals("/login/oauth/authorize")) {
      exchange
          .getResponseHeaders()
          .add("Location", console + "/sign-in/callback?code=training&state=" + state(query));
      exchange.sendResponseHeaders(302, -1);
    } else if (GITHUB.containsKey(path)) {
      send(exchange, 200, GITHUB.get(path));
    } else if (path.startsWith("/v1/")) {
      exchange.getResponseHeaders().add("X-Nomad-Index", "1");
      exchange.getResponseHeaders().add("X-Nomad-KnownLeader", "true");
      exchange.getResponseHeaders().add("X-Nomad-LastContact", "0");
      hold(query.contains("index="));
      send(exchange, 200, "[]");
    } else if (KUBERNETES_OBJECT.matcher(path).matches()) {
      send(
          exchange,
          404,
          "{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"status\":\"Failure\","
              + "\"reason\":\"NotFound\",\"code\":404}");
    } else {
      hold(query.contains("watch=true"));
      send(
          exchange,
          200,
          "{\"kind\":\"List\",\"apiVersion\":\"v1\",\"metadata\":{\"resourceVersion\":\"1\"},"
              + "\"items\":[]}");
    }
    exchange.close();
  }

  private static String state(String query) {
    return query.replaceFirst("^(?:.*&)?state=([^&]*).*$", "$1");
  }

  /** Delays the response to a blocking query, which waits for a change. */
  private static void hold(boolean blocking) {
    if (blocking) {
      try {
        Thread.sleep(Duration.ofSeconds(5));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static void send(HttpExchange exchange, int status, String json) throws IOException {
    byte[] body = json.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, body.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(body);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, loopback())) {
      return socket.getLocalPort();
    }
  }

  private static InetAddress loopback() {
    return InetAddress.getLoopbackAddress();
  }
}
