package dev.signalbox;

import dev.signalbox.audit.archive.VerifyFiles;
import dev.signalbox.audit.seal.VerifyAudit;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/**
 * Starts the console, or the one command that works without it; everything else is in the rooms.
 */
@SpringBootApplication
public class SignalboxApplication {

  public static void main(String[] args) {
    List<String> arguments = List.of(args);
    if (!arguments.isEmpty() && arguments.getFirst().equals(VerifyAudit.COMMAND)) {
      System.exit(
          new VerifyAudit(System.getenv(), new VerifyFiles(System.getenv()), terminal())
              .run(arguments.subList(1, arguments.size())));
    }
    SpringApplication.run(SignalboxApplication.class, args);
  }

  /** What the person who called a command reads; the log is for the console. */
  private static PrintStream terminal() {
    return new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
  }
}
