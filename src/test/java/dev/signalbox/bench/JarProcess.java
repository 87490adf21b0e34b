package dev.signalbox.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** Starts the packaged console in a separate process and measures the time until it is healthy. */
final class JarProcess implements AutoCloseable {

  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final long TIMEOUT = Duration.ofMinutes(2).toNanos();
  private static final double TICKS_PER_SECOND = 100;

  private final Process process;
  private final StartMeasurement measured;

  private JarProcess(Process process, StartMeasurement measured) {
    this.process = process;
    this.measured = measured;
  }

  static JarProcess start(
      Path java, List<String> options, Path jar, Map<String, String> settings, URI health)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(java.toString()));
    command.addAll(options);
    command.addAll(List.of("-jar", jar.toString()));
    settings.forEach((name, value) -> command.add("--" + name + "=" + value));
    long start = System.nanoTime();
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(Path.of("target", "bench", "start-up.log").toFile())
            .start();
    while (!isHealthy(health)) {
      if (!process.isAlive() || System.nanoTime() - start > TIMEOUT) {
        process.destroyForcibly();
        throw new IllegalStateException(
            "The console did not start. See target/bench/start-up.log.");
      }
      LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    return new JarProcess(
        process,
        new StartMeasurement(seconds, cpuSeconds(process.pid()), residentMegabytes(process.pid())));
  }

  StartMeasurement measured() {
    return measured;
  }

  /** Stops the process gracefully, so that a training run writes the AOT cache. */
  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(3, TimeUnit.MINUTES)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
    }
  }

  private static boolean isHealthy(URI health) throws InterruptedException {
    try {
      HttpRequest request =
          HttpRequest.newBuilder(health).timeout(Duration.ofSeconds(5)).GET().build();
      return CLIENT.send(request, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false;
    }
  }

  private static double cpuSeconds(long pid) throws IOException {
    String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    // utime and stime are fields 14 and 15; the first two fields are cut off
    return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS_PER_SECOND;
  }

  private static double residentMegabytes(long pid) throws IOException {
    return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) / 1024)
        .findFirst()
        .orElseThrow();
  }

  /** Returns the jar that {@code mvn package} built. */
  static Optional<Path> packaged() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("target"))) {
      return files
          .filter(file -> file.getFileName().toString().matches("signalbox-.*\\.jar"))
          .filter(file -> !file.toString().matches(".*-(sources|tests|javadoc)\\.jar"))
          .map(Path::toAbsolutePath)
          .findFirst();
    }
  }

  /** Returns the newest Java in {@code /usr/lib/jvm}, or the running one. */
  static Path newestJava() {
    Path folder = Path.of("/usr/lib/jvm");
    if (Files.isDirectory(folder)) {
      try (Stream<Path> homes = Files.list(folder)) {
        return homes
            .filter(home -> Files.isExecutable(home.resolve("bin/java")))
            .max(Comparator.comparing(JarProcess::version))
            .orElseGet(() -> Path.of(System.getProperty("java.home")))
            .resolve("bin/java");
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return Path.of(System.getProperty("java.home"), "bin", "java");
  }

  private static Runtime.Version version(Path home) {
    try {
      return Files.readAllLines(home.resolve("release")).stream()
          .filter(line -> line.startsWith("JAVA_VERSION="))
          .map(line -> line.replaceAll(".*\"(.+)\".*", "$1"))
          .map(Runtime.Version::parse)
          .findFirst()
          .orElseGet(() -> Runtime.Version.parse("1"));
    } catch (IOException e) {
      return Runtime.Version.parse("1");
    }
  }

  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** Resources used from the start of the process to the first healthy response. */
  record StartMeasurement(double seconds, double cpuSeconds, double residentMegabytes) {}
}
