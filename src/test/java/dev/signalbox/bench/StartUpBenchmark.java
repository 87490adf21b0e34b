package dev.signalbox.bench;

import static org.assertj.core.api.Assumptions.assumeThat;

import dev.signalbox.bench.JarProcess.StartMeasurement;
import dev.signalbox.testing.TestDatabase;
import dev.signalbox.testing.TestInstallation;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

/**
 * Start-up time of the packaged jar until it is healthy: plain, and extracted with the AOT cache of
 * the JDK. {@code mvn package -DskipTests}, then {@code mvn test -Dtest=StartUpBenchmark}
 */
class StartUpBenchmark {

  private static final int ROUNDS = 5;
  private static final Path FOLDER = Path.of("target", "bench");
  private static final List<String> HEAP = List.of("-Xmx512m");

  private final Path java = JarProcess.newestJava();
  private final Map<String, String> settings = new HashMap<>();
  private URI health = URI.create("http://127.0.0.1");

  @Test
  void plainAndWithAotCache() throws IOException, InterruptedException {
    Optional<Path> jar = JarProcess.packaged();
    assumeThat(jar).as("mvn package -DskipTests has built the jar").isPresent();
    Files.createDirectories(FOLDER);
    Path extracted = extract(jar.orElseThrow());
    configure();
    // creates the tables, which is not measured
    start(List.of(), jar.orElseThrow());
    Path cache = FOLDER.resolve("signalbox.aot").toAbsolutePath();
    Files.deleteIfExists(cache);
    start(List.of("-XX:AOTCacheOutput=" + cache), extracted);

    List<StartMeasurement> plain = new ArrayList<>();
    List<StartMeasurement> cached = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      plain.add(start(List.of(), jar.orElseThrow()));
      cached.add(start(List.of("-XX:AOTCache=" + cache, "-XX:AOTMode=on"), extracted));
    }

    BenchmarkReport report =
        new BenchmarkReport("| median of %d | plain | AOT cache | ratio |".formatted(ROUNDS));
    row(report, "seconds to healthy", plain, cached, StartMeasurement::seconds);
    row(report, "CPU seconds to healthy", plain, cached, StartMeasurement::cpuSeconds);
    row(
        report,
        "resident memory when healthy, MB",
        plain,
        cached,
        StartMeasurement::residentMegabytes);
    report.line("");
    report.line(
        "%s %s; cache size %d MB"
            .formatted(java, String.join(" ", HEAP), Files.size(cache) / 1_000_000));
    report.publish("start-up");
  }

  private StartMeasurement start(List<String> options, Path jar)
      throws IOException, InterruptedException {
    List<String> all = new ArrayList<>(HEAP);
    all.addAll(options);
    try (JarProcess started = JarProcess.start(java, all, jar, settings, health)) {
      return started.measured();
    }
  }

  private void configure() throws IOException {
    int port = JarProcess.freePort();
    int management = JarProcess.freePort();
    settings.putAll(TestInstallation.settings("http://127.0.0.1:" + port));
    settings.putAll(TestDatabase.createEmpty());
    settings.put("server.port", Integer.toString(port));
    settings.put("management.server.port", Integer.toString(management));
    health = URI.create("http://127.0.0.1:" + management + "/actuator/health");
  }

  private Path extract(Path jar) throws IOException, InterruptedException {
    Path folder = FOLDER.resolve("extracted").toAbsolutePath();
    Process process =
        new ProcessBuilder(
                java.toString(),
                "-Djarmode=tools",
                "-jar",
                jar.toString(),
                "extract",
                "--force",
                "--destination",
                folder.toString())
            .redirectErrorStream(true)
            .redirectOutput(FOLDER.resolve("extract.log").toFile())
            .start();
    if (process.waitFor() != 0) {
      throw new IllegalStateException("Could not extract the jar. See target/bench/extract.log.");
    }
    return folder.resolve(jar.getFileName());
  }

  private static void row(
      BenchmarkReport report,
      String what,
      List<StartMeasurement> plain,
      List<StartMeasurement> cached,
      ToDoubleFunction<StartMeasurement> value) {
    double one = median(plain, value);
    double other = median(cached, value);
    report.line(
        String.format(Locale.ROOT, "| %s | %.1f | %.1f | %.2f |", what, one, other, other / one));
  }

  private static double median(
      List<StartMeasurement> starts, ToDoubleFunction<StartMeasurement> value) {
    return starts.stream()
        .mapToDouble(value)
        .sorted()
        .skip(starts.size() / 2)
        .findFirst()
        .orElse(0);
  }
}
