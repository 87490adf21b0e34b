package dev.signalbox.bench;

import static org.assertj.core.api.Assumptions.assumeThat;

import dev.signalbox.bench.StartedJar.Started;
import dev.signalbox.sandbox.TestDatabase;
import dev.signalbox.sandbox.TestInstallation;
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
 * How long the packaged jar takes until it is healthy, plain and extracted with the JDK's AOT
 * cache, in turns. {@code mvn package -DskipTests}, then {@code mvn test -Dtest=StartUpBenchmark}
 */
class StartUpBenchmark {

  private static final int ROUNDS = 5;
  private static final Path FOLDER = Path.of("target", "bench");
  private static final List<String> HEAP = List.of("-Xmx512m");

  private final Path java = StartedJar.newestJava();
  private final Map<String, String> settings = new HashMap<>();
  private URI health = URI.create("http://127.0.0.1");

  @Test
  void plainAndWithTheAotCache() throws IOException, InterruptedException {
    Optional<Path> jar = StartedJar.packaged();
    assumeThat(jar).as("mvn package -DskipTests has made the jar").isPresent();
    Files.createDirectories(FOLDER);
    Path extracted = extracted(jar.orElseThrow());
    describe();
    // also creates the tables, which is part of no measurement
    start(List.of(), jar.orElseThrow());
    Path cache = FOLDER.resolve("signalbox.aot").toAbsolutePath();
    Files.deleteIfExists(cache);
    start(List.of("-XX:AOTCacheOutput=" + cache), extracted);

    List<Started> plain = new ArrayList<>();
    List<Started> cached = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      plain.add(start(List.of(), jar.orElseThrow()));
      cached.add(start(List.of("-XX:AOTCache=" + cache, "-XX:AOTMode=on"), extracted));
    }

    Report report = new Report("| median of %d | plain | AOT cache | ratio |".formatted(ROUNDS));
    row(report, "seconds to healthy", plain, cached, Started::seconds);
    row(report, "CPU seconds to healthy", plain, cached, Started::cpuSeconds);
    row(report, "resident memory then, MB", plain, cached, Started::residentMegabytes);
    report.line("");
    report.line(
        "%s %s; the cache has %d MB"
            .formatted(java, String.join(" ", HEAP), Files.size(cache) / 1_000_000));
    report.publish("start-up");
  }

  private Started start(List<String> options, Path jar) throws IOException, InterruptedException {
    List<String> all = new ArrayList<>(HEAP);
    all.addAll(options);
    try (StartedJar started = StartedJar.start(java, all, jar, settings, health)) {
      return started.measured();
    }
  }

  private void describe() throws IOException {
    int port = StartedJar.freePort();
    int management = StartedJar.freePort();
    settings.putAll(TestInstallation.settings("http://127.0.0.1:" + port));
    settings.putAll(TestDatabase.ofItsOwn());
    settings.put("server.port", Integer.toString(port));
    settings.put("management.server.port", Integer.toString(management));
    health = URI.create("http://127.0.0.1:" + management + "/actuator/health");
  }

  private Path extracted(Path jar) throws IOException, InterruptedException {
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
      throw new IllegalStateException("It was not extracted; see target/bench/extract.log");
    }
    return folder.resolve(jar.getFileName());
  }

  private static void row(
      Report report,
      String what,
      List<Started> plain,
      List<Started> cached,
      ToDoubleFunction<Started> value) {
    double one = median(plain, value);
    double other = median(cached, value);
    report.line(
        String.format(Locale.ROOT, "| %s | %.1f | %.1f | %.2f |", what, one, other, other / one));
  }

  private static double median(List<Started> starts, ToDoubleFunction<Started> value) {
    return starts.stream()
        .mapToDouble(value)
        .sorted()
        .skip(starts.size() / 2)
        .findFirst()
        .orElse(0);
  }
}
