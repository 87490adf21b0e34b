package dev.signalbox.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.artifacts.ArtifactListing;
import dev.signalbox.artifacts.ArtifactStore;
import dev.signalbox.sandbox.Persona;
import dev.signalbox.sandbox.s3.S3Server;
import dev.signalbox.testing.HttpBrowser;
import dev.signalbox.testing.RunningConsole;
import dev.signalbox.testing.TestDatabase;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/**
 * Downloads through the console compared with downloads from its store, which is S3Proxy in a
 * separate process. Both alternate and use the same client. {@code mvn test
 * -Dtest=ArtifactsBenchmark}; needs 1.1 GB of disk space.
 */
class ArtifactsBenchmark {

  private static final int ROUNDS = 5;
  private static final int AT_ONCE = 100;
  private static final int BLOCKS = 10;
  private static final int REQUESTS_PER_BLOCK = 200;
  private static final int PAGES = 100;
  private static final Duration BETWEEN_COLLECTIONS = Duration.ofMillis(200);
  private static final String FOLDER = "/artifact-files?prefix=" + IndexedFolder.PREFIX;
  private static final Pattern NEXT_PAGE = Pattern.compile("href=\"([^\"]+after=[^\"]+)\"");

  private final BenchmarkReport downloads =
      new BenchmarkReport("| download | direct | through the console | ratio | target |");
  private final BenchmarkReport requests =
      new BenchmarkReport("| request | p50 ms | p95 ms | p99 ms | target for p95 |");
  private final BenchmarkReport heap =
      new BenchmarkReport("| live heap during | increase | target |");

  @Test
  void downloadsAlmostAtTheSpeedOfTheStore(@TempDir Path folder) throws Exception {
    try (LargeBucketProcess bucket = LargeBucketProcess.start(folder);
        RunningConsole console =
            RunningConsole.start(TestDatabase.createEmpty(), settings(bucket.address()));
        Links links = Links.of(bucket, console)) {
      large("1 GiB", LargeBucketProcess.LARGE, "", links);
      large(
          "1 GiB, store sends 500 MB/s",
          NetworkSpeedStore.PREFIX + LargeBucketProcess.LARGE,
          "at least 0.8",
          links);
      manyAtOnce(links);
      small(links);
      pages(console, links.admin());
    } finally {
      downloads.publish("artifacts-downloads");
      heap.publish("artifacts-heap");
      requests.publish("artifacts-requests");
    }
  }

  private static Map<String, String> settings(URI store) {
    return Map.of(
        "signalbox.artifacts.folder",
        "",
        "signalbox.artifacts.s3-bucket",
        S3Server.BUCKET,
        "signalbox.artifacts.s3-url",
        store.toString(),
        "signalbox.artifacts.s3-access-key",
        S3Server.KEY,
        "signalbox.artifacts.s3-secret-key",
        S3Server.SECRET);
  }

  private void large(String what, String key, String target, Links links) throws Exception {
    List<DownloadMeasurement> direct = new ArrayList<>();
    List<DownloadMeasurement> console = new ArrayList<>();
    // the first round is a warm-up
    for (int round = 0; round <= ROUNDS; round++) {
      direct.add(links.direct(key, LargeBucketProcess.LARGE_BYTES));
      console.add(links.console(key, LargeBucketProcess.LARGE_BYTES));
    }
    throughput(
        what,
        LargeBucketProcess.LARGE_BYTES,
        DownloadMeasurement.best(direct.subList(1, ROUNDS + 1)).seconds(),
        DownloadMeasurement.best(console.subList(1, ROUNDS + 1)).seconds(),
        target);
    increase(what, "under 16 MB", () -> links.console(key, LargeBucketProcess.LARGE_BYTES));
  }

  private void manyAtOnce(Links links) throws Exception {
    double direct = Double.MAX_VALUE;
    double console = Double.MAX_VALUE;
    for (int round = 0; round < ROUNDS; round++) {
      direct = Math.min(direct, secondsAtOnce(links::direct));
      console = Math.min(console, secondsAtOnce(links::console));
    }
    throughput(
        AT_ONCE + " at once, 16 MiB each",
        AT_ONCE * LargeBucketProcess.MEDIUM_BYTES,
        direct,
        console,
        "");
    increase(
        AT_ONCE + " downloads at once, with the buffers of the client",
        "",
        () -> secondsAtOnce(links::console));
  }

  private static double secondsAtOnce(Download download) throws Exception {
    List<Callable<DownloadMeasurement>> all =
        Collections.nCopies(
            AT_ONCE,
            () -> download.run(LargeBucketProcess.MEDIUM, LargeBucketProcess.MEDIUM_BYTES));
    long start = System.nanoTime();
    try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<DownloadMeasurement> one : clients.invokeAll(all)) {
        one.get();
      }
    }
    return (System.nanoTime() - start) / 1e9;
  }

  private void small(Links links) throws Exception {
    for (int clients : List.of(1, 8)) {
      List<Long> direct = new ArrayList<>();
      List<Long> console = new ArrayList<>();
      // the first blocks are a warm-up
      for (int block = -BLOCKS; block < BLOCKS; block++) {
        if (block == 0) {
          direct.clear();
          console.clear();
        }
        direct.addAll(nanos(clients, links::directRequest));
        console.addAll(nanos(clients, links::consoleRequest));
      }
      String what = "16 KiB, %d at a time, ".formatted(clients);
      LatencySamples store = samples(direct);
      latencies(what + "direct", store, "");
      latencies(
          what + "through the console",
          samples(console),
          String.format(Locale.ROOT, "under %.1f ms", 1.5 * store.percentile(95) + 5));
    }
  }

  private static List<Long> nanos(int clients, IntFunction<HttpRequest> request) throws Exception {
    List<Long> nanos = Collections.synchronizedList(new ArrayList<>());
    Callable<Void> some =
        () -> {
          for (int number = 0; number < REQUESTS_PER_BLOCK / clients; number++) {
            HttpRequest next = request.apply(number);
            long start = System.nanoTime();
            byte[] body = Links.CLIENT.send(next, BodyHandlers.ofByteArray()).body();
            nanos.add(System.nanoTime() - start);
            assertThat(body).hasSize(LargeBucketProcess.SMALL_BYTES);
          }
          return null;
        };
    try (ExecutorService all = Executors.newFixedThreadPool(clients)) {
      for (Future<Void> one : all.invokeAll(Collections.nCopies(clients, some))) {
        one.get();
      }
    }
    return nanos;
  }

  private void pages(RunningConsole console, HttpBrowser admin) {
    ArtifactStore store = console.bean(ArtifactStore.class);
    Matcher next = NEXT_PAGE.matcher(admin.get(FOLDER).body());
    assertThat(next.find()).isTrue();
    String second = next.group(1).replace("&amp;", "&");
    List<Long> listing = new ArrayList<>();
    List<Long> first = new ArrayList<>();
    List<Long> following = new ArrayList<>();
    // the first half is a warm-up
    for (int number = -PAGES; number < PAGES; number++) {
      if (number == 0) {
        listing.clear();
        first.clear();
        following.clear();
      }
      listing.add(
          nanos(
              () -> {
                ArtifactListing page = store.list(IndexedFolder.PREFIX, null, 200);
                assertThat(page.artifacts()).hasSize(200);
              }));
      first.add(nanos(() -> assertThat(admin.get(FOLDER).body()).contains("build-000199.log")));
      following.add(nanos(() -> assertThat(admin.get(second).body()).contains("build-000399.log")));
    }
    latencies("200 of 100,000 objects from the store", samples(listing), "");
    latencies("first page of 100,000 objects", samples(first), "under 300 ms");
    latencies("following page", samples(following), "");
  }

  private static long nanos(Runnable request) {
    long start = System.nanoTime();
    request.run();
    return System.nanoTime() - start;
  }

  private static LatencySamples samples(List<Long> nanos) {
    return new LatencySamples(nanos.stream().mapToLong(Long::longValue).toArray());
  }

  private void throughput(String what, long bytes, double direct, double console, String target) {
    downloads.line(
        String.format(
            Locale.ROOT,
            "| %s | %.0f MB/s | %.0f MB/s | %.2f | %s |",
            what,
            bytes / 1e6 / direct,
            bytes / 1e6 / console,
            direct / console,
            target));
  }

  private void latencies(String what, LatencySamples measured, String target) {
    requests.line("| %s | %s | %s |".formatted(what, measured.cells(), target));
  }

  /** Measures the additional heap that is in use during a download. */
  private void increase(String what, String target, Callable<?> download) throws Exception {
    double before = usedMegabytes();
    double max = before;
    int samples = 0;
    try (ExecutorService one = Executors.newSingleThreadExecutor()) {
      Future<?> running = one.submit(download);
      while (!running.isDone()) {
        LockSupport.parkNanos(BETWEEN_COLLECTIONS.toNanos());
        max = Math.max(max, usedMegabytes());
        samples++;
      }
      running.get();
    }
    assertThat(samples).isGreaterThan(2);
    heap.line(String.format(Locale.ROOT, "| %s | %.1f MB | %s |", what, max - before, target));
  }

  private static double usedMegabytes() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / 1e6;
  }

  /** Downloads an artifact and checks its size. */
  private interface Download {

    DownloadMeasurement run(String key, long bytes) throws IOException;
  }

  /** Addresses of artifacts in the store and in the console. */
  private record Links(RunningConsole console, HttpBrowser admin, S3Presigner signer)
      implements AutoCloseable {

    private static final HttpClient CLIENT =
        HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    static Links of(LargeBucketProcess bucket, RunningConsole console) {
      console.reset();
      return new Links(
          console,
          HttpBrowser.signedIn(console, Persona.ADMIN),
          S3Presigner.builder()
              .endpointOverride(bucket.address())
              .region(Region.US_EAST_1)
              .credentialsProvider(
                  StaticCredentialsProvider.create(
                      AwsBasicCredentials.create(S3Server.KEY, S3Server.SECRET)))
              .serviceConfiguration(S3Configuration.builder().pathStyleAccessEnabled(true).build())
              .build());
    }

    DownloadMeasurement direct(String key, long bytes) throws IOException {
      return checked(DownloadMeasurement.of(signed(key), ""), bytes);
    }

    DownloadMeasurement console(String key, long bytes) throws IOException {
      return checked(DownloadMeasurement.of(served(key), admin.cookieHeader()), bytes);
    }

    HttpRequest directRequest(int number) {
      return HttpRequest.newBuilder(signed(LargeBucketProcess.small(number))).build();
    }

    HttpRequest consoleRequest(int number) {
      return HttpRequest.newBuilder(served(LargeBucketProcess.small(number)))
          .header("Cookie", admin.cookieHeader())
          .build();
    }

    private URI served(String key) {
      return console.address().resolve("/artifacts/" + key);
    }

    private URI signed(String key) {
      try {
        return signer
            .presignGetObject(
                it ->
                    it.signatureDuration(Duration.ofHours(1))
                        .getObjectRequest(get -> get.bucket(S3Server.BUCKET).key(key)))
            .url()
            .toURI();
      } catch (URISyntaxException e) {
        throw new IllegalStateException(e);
      }
    }

    private static DownloadMeasurement checked(DownloadMeasurement download, long bytes) {
      assertThat(download.bytes()).isEqualTo(bytes);
      return download;
    }

    @Override
    public void close() {
      signer.close();
    }
  }
}
