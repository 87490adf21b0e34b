package dev.signalbox.audit.export;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** Runs programs that read exported files. */
final class ExternalProgram {

  private static final long SECONDS = 60;

  private ExternalProgram() {}

  /**
   * Runs a program and waits for its end.
   *
   * @return its output
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
