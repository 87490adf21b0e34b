package dev.signalbox.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A table that is written to the log and to target/bench. */
final class BenchmarkReport {

  private static final Logger log = LoggerFactory.getLogger(BenchmarkReport.class);

  private final StringBuilder text = new StringBuilder();

  BenchmarkReport(String head) {
    line(head);
    line("|" + " --- |".repeat((int) head.chars().filter(c -> c == '|').count() - 1));
  }

  /** Adds a line. */
  void line(String line) {
    text.append(line).append('\n');
  }

  /** Writes the report to a file and to the log. */
  void publish(String name) {
    line("");
    line(
        "%d CPUs, Java %s, %s"
            .formatted(
                Runtime.getRuntime().availableProcessors(),
                Runtime.version(),
                ManagementFactory.getOperatingSystemMXBean().getName()));
    try {
      Path folder = Files.createDirectories(Path.of("target", "bench"));
      Files.writeString(folder.resolve(name + ".md"), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    log.info("{}:\n\n{}", name, text);
  }
}
