package dev.signalbox.testing;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** Runs one test in a Java process of its own, for tests of limits such as the heap. */
public final class TestProcess {

  /** Processes of tests share no files; see {@link TestFork}. */
  private static final int NUMBER = 100 + TestFork.NUMBER;

  private static final long LIMIT_MINUTES = 5;

  private TestProcess() {}

  /**
   * Returns the beginning of a command that runs a class of this class path. Such a process ends
   * before the optimizing compiler pays off, as the build assumes of the tests, too.
   *
   * @param options options of Java
   */
  public static List<String> java(String... options) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    command.addAll(List.of(options));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    return command;
  }

  /**
   * Runs a test and returns the numbers of tests and failures, such as "1 tests, 0 failures", with
   * the failures.
   *
   * @param options options of Java
   * @throws IllegalStateException if it takes more than 5 minutes
   */
  public static String run(Class<?> type, String method, String... options)
      throws IOException, InterruptedException {
    Path log = TestFork.path("test-process.log");
    Path result = Files.createTempFile("signalbox-test", ".txt");
    List<String> command = java(options);
    command.addAll(
        List.of(
            "-Dfork.number=" + NUMBER,
            "-Djava.util.logging.manager=java.util.logging.LogManager",
            TestProcess.class.getName(),
            type.getName(),
            method,
            result.toString()));
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    try {
      if (!process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES)) {
        throw new IllegalStateException("The test has not ended. See " + log + ".");
      }
      String summary = Files.readString(result);
      return summary.isEmpty()
          ? "The process ended with %d. See %s.".formatted(process.exitValue(), log)
          : summary;
    } finally {
      process.destroyForcibly();
      Files.deleteIfExists(result);
    }
  }

  /** Runs the test that the arguments name, and writes the result to a file. */
  public static void main(String... arguments) throws Exception {
    SummaryGeneratingListener listener = new SummaryGeneratingListener();
    LauncherFactory.create()
        .execute(
            LauncherDiscoveryRequestBuilder.request()
                .selectors(selectMethod(Class.forName(arguments[0]), arguments[1]))
                .build(),
            listener);
    TestExecutionSummary summary = listener.getSummary();
    StringWriter text = new StringWriter();
    text.append(
        "%d tests, %d failures"
            .formatted(summary.getTestsFoundCount(), summary.getTotalFailureCount()));
    if (summary.getTotalFailureCount() > 0) {
      summary.printFailuresTo(new PrintWriter(text));
    }
    Files.writeString(Path.of(arguments[2]), text.toString());
    System.exit(0);
  }
}
