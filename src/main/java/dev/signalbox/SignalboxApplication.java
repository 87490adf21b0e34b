package dev.signalbox;

import dev.signalbox.audit.archive.ArchiveFilesVerification;
import dev.signalbox.audit.seal.VerifyAuditCommand;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Starts the console, or runs the command {@code verify-audit} without it. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class SignalboxApplication {

  public static void main(String[] args) {
    List<String> arguments = List.of(args);
    if (!arguments.isEmpty() && arguments.getFirst().equals(VerifyAuditCommand.COMMAND)) {
      System.exit(
          new VerifyAuditCommand(
                  System.getenv(), new ArchiveFilesVerification(System.getenv()), terminal())
              .run(arguments.subList(1, arguments.size())));
    }
    SpringApplication.run(SignalboxApplication.class, args);
  }

  /** Standard output, for the result of a command. */
  private static PrintStream terminal() {
    return new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
  }
}
