package dev.signalbox.live;

import static org.awaitility.Awaitility.await;

import dev.signalbox.testing.HttpApiClient;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Sends 50 requests a second: pages, API reads, and actions, which are sent twice. Sends fewer
 * while the machine is too slow to answer them.
 */
final class MixedTraffic implements AutoCloseable {

  private static final int PER_SECOND = 50;

  /** Fewer than the database connections of an instance. */
  private static final int MAX_CONCURRENT = 12;

  private static final List<String> PAGES = List.of("/", "/users", "/audit", "/tokens");
  private static final byte[] SUSPENSION =
      "{\"reason\": \"left the company\"}".getBytes(StandardCharsets.UTF_8);

  private final ScheduledExecutorService pace = Executors.newSingleThreadScheduledExecutor();
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Semaphore places = new Semaphore(MAX_CONCURRENT);
  private final Queue<String> failures = new ConcurrentLinkedQueue<>();
  private final AtomicInteger number = new AtomicInteger();
  private final AtomicInteger acts = new AtomicInteger();
  private final AtomicInteger completed = new AtomicInteger();
  private final URI address;
  private final String cookies;
  private final HttpApiClient script;
  private final List<String> users;

  private MixedTraffic(URI address, String cookies, HttpApiClient script, List<String> users) {
    this.address = address;
    this.cookies = cookies;
    this.script = script;
    this.users = users;
  }

  /**
   * Starts the traffic.
   *
   * @param users the ids of the users to suspend, each by one action
   */
  static MixedTraffic start(URI address, String cookies, HttpApiClient script, List<String> users) {
    MixedTraffic traffic = new MixedTraffic(address, cookies, script, users);
    var unused =
        traffic.pace.scheduleAtFixedRate(
            traffic::sendNext, 0, 1_000 / PER_SECOND, TimeUnit.MILLISECONDS);
    return traffic;
  }

  /** Waits until two seconds' worth of further requests are completed. */
  void awaitFurtherRequests() {
    int until = completed.get() + 2 * PER_SECOND;
    await().atMost(Duration.ofSeconds(30)).until(() -> completed.get() >= until);
  }

  /** Stops sending and waits for all responses. */
  void stop() throws InterruptedException {
    pace.shutdown();
    if (!pace.awaitTermination(10, TimeUnit.SECONDS)) {
      throw new IllegalStateException("Requests are still being sent.");
    }
    if (!places.tryAcquire(MAX_CONCURRENT, 30, TimeUnit.SECONDS)) {
      throw new IllegalStateException("Requests have no response.");
    }
  }

  Collection<String> failures() {
    return failures;
  }

  /** Returns the number of users to suspend so far. */
  int acts() {
    return acts.get();
  }

  @Override
  public void close() {
    pace.shutdownNow();
    client.shutdownNow();
  }

  private void sendNext() {
    if (!places.tryAcquire()) {
      return;
    }
    int next = number.getAndIncrement();
    CompletableFuture<Void> response =
        switch (next % 5) {
          case 0 -> act();
          case 1 -> send(script.call("GET", "/api/v1/users?limit=10", new byte[0]));
          default -> send(page(PAGES.get(next % PAGES.size())));
        };
    var unused = response.whenComplete((nothing, failure) -> places.release());
  }

  /** Sends an action and repeats it with the same key, as a client that lost the response does. */
  private CompletableFuture<Void> act() {
    HttpRequest request =
        HttpRequest.newBuilder(
                script.call(
                    "POST",
                    "/api/v1/users/" + users.get(acts.getAndIncrement()) + "/suspension",
                    SUSPENSION),
                (name, value) -> true)
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", UUID.randomUUID().toString())
            .build();
    return send(request).thenCompose(first -> send(request));
  }

  private HttpRequest page(String path) {
    return HttpRequest.newBuilder(address.resolve(path))
        .header("Cookie", cookies)
        .header("Accept", "text/html")
        .timeout(Duration.ofSeconds(30))
        .build();
  }

  private CompletableFuture<Void> send(HttpRequest request) {
    return client
        .sendAsync(request, BodyHandlers.ofString())
        .handle(
            (response, failure) -> {
              record(request, response, failure);
              return null;
            });
  }

  private void record(
      HttpRequest request, @Nullable HttpResponse<String> response, @Nullable Throwable failure) {
    if (failure != null) {
      failures.add(request + ": " + failure);
    } else if (response != null && response.statusCode() != 200) {
      failures.add(request + ": " + response.statusCode() + " " + response.body());
    }
    completed.incrementAndGet();
  }
}
