package dev.signalbox.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;

/**
 * Writes each skipped test and its reason to {@code target/skipped-tests.txt}, which the build
 * prints at its end. Several test processes append to the file.
 */
public class SkippedTests implements TestExecutionListener {

  private static final Path REPORT = Path.of("target", "skipped-tests.txt");

  @Override
  public void executionSkipped(TestIdentifier test, String reason) {
    String line = "%s: %s%n".formatted(name(test), reason.lines().findFirst().orElse(""));
    try {
      Files.createDirectories(REPORT.toAbsolutePath().getParent());
      Files.writeString(REPORT, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String name(TestIdentifier test) {
    return test.getSource()
        .map(
            source ->
                switch (source) {
                  case ClassSource type -> type.getClassName();
                  case MethodSource method -> method.getClassName() + "." + method.getMethodName();
                  default -> test.getDisplayName();
                })
        .orElseGet(test::getDisplayName);
  }
}
