package dev.signalbox.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A console in a process of its own, from its start to the first healthy answer. */
final class StartedJar implements AutoCloseable {

  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final long GIVE_UP = Duration.ofMinutes(2).toNanos();
  private static final double TICKS_PER_SECOND = 100;

  private final Process process;
  private final Started measured;

  private StartedJar(Process process, Started measured) {
    this.process = process;
    this.measured = measured;
  }

  static StartedJar start(
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
      if (!process.isAlive() || System.nanoTime() - start > GIVE_UP) {
        process.destroyForcibly();
        throw new IllegalStateException("It did not start; see target/bench/start-up.log");
      }
      LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    return new StartedJar(
        process, new Started(seconds, cpuSeconds(process.pid()), residentMegabytes(process.pid())));
  }

  Started measured() {
    return measured;
  }

  /** Stops in order, so that a training run writes what it learned. */
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
    // utime and stime are the 14th and 15th of all fields, the name and what is before it included
    return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS_PER_SECOND;
  }

  private static double residentMegabytes(long pid) throws IOException {
    return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) / 1024)
        .findFirst()
        .orElseThrow();
  }

  /** From the start of the process to the first healthy answer. */
  record Started(double seconds, double cpuSeconds, double residentMegabytes) {}
}
