package dev.signalbox.audit.export;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** Programs of the machine that read our files. */
final class Program {

  private static final long SECONDS = 60;

  private Program() {}

  static boolean isInstalled(String name) {
    String path = Objects.requireNonNullElse(System.getenv("PATH"), "");
    return Arrays.stream(path.split(File.pathSeparator, -1))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, name)));
  }

  /**
   * Runs one to its end.
   *
   * @return what it printed
   */
  static byte[] run(Path folder, String... command) throws IOException, InterruptedException {
    Path printed = folder.resolve("printed");
    Path complaints = folder.resolve("complaints");
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(printed.toFile())
            .redirectError(complaints.toFile())
            .start();
    if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError(command[0] + " did not end.");
    }
    if (process.exitValue() != 0) {
      throw new AssertionError(command[0] + " failed: " + Files.readString(complaints));
    }
    return Files.readAllBytes(printed);
  }
}
