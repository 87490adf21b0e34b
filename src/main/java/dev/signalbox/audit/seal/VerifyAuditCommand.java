package dev.signalbox.audit.seal;

import dev.signalbox.audit.RowMacs;
import dev.signalbox.remote.RemoteSystemException;
import dev.signalbox.secrets.Secret;
import java.io.PrintStream;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The command {@code verify-audit}: verifies the whole log against its seals, and the archive
 * against its manifests, without a running Signalbox. Read-only.
 */
public final class VerifyAuditCommand {

  /** The name of the command. */
  public static final String COMMAND = "verify-audit";

  private static final int INTACT = 0;
  private static final int FINDINGS = 1;
  private static final int NOT_CHECKED = 2;
  private static final String CHECKPOINT = "--checkpoint";

  private final Map<String, String> environment;
  private final ExtraVerification extraVerification;
  private final PrintStream out;

  /**
   * @param environment the environment variables of Signalbox: database and secret key
   * @param extraVerification the check after the database
   */
  public VerifyAuditCommand(
      Map<String, String> environment, ExtraVerification extraVerification, PrintStream out) {
    this.environment = environment;
    this.extraVerification = extraVerification;
    this.out = out;
  }

  /**
   * Verifies everything.
   *
   * @return 0 if everything is intact, 1 if there are findings, 2 if the check could not run
   */
  public int run(List<String> arguments) {
    try {
      @Nullable Checkpoint checkpoint = checkpoint(arguments);
      Secret key = new Secret(required("SIGNALBOX_SECRET_KEY"));
      Verification verification =
          new Verification(new RowMacs(key), new SealMacs(key), new ManifestMacs(key));
      try (Connection connection =
          DriverManager.getConnection(
              required("SPRING_DATASOURCE_URL"),
              environment.get("SPRING_DATASOURCE_USERNAME"),
              environment.get("SPRING_DATASOURCE_PASSWORD"))) {
        Verification.Result result =
            verification.verify(connection, 1, checkpoint, finding -> out.println(finding.text()));
        AtomicLong extraFindings = new AtomicLong();
        String extraSummary =
            extraVerification.verify(
                connection,
                finding -> {
                  extraFindings.incrementAndGet();
                  out.println(finding);
                });
        return report(result, extraSummary, result.findings() + extraFindings.get());
      }
    } catch (SQLException | IllegalArgumentException | RemoteSystemException e) {
      out.println("Could not verify: " + e.getMessage());
      return NOT_CHECKED;
    }
  }

  private int report(Verification.Result result, String extraSummary, long findings) {
    out.printf(
        "Checked %,d %s in %,d %s; latest seal: %s.%n",
        result.events(),
        result.events() == 1 ? "event" : "events",
        result.sealedTo(),
        result.sealedTo() == 1 ? "seal" : "seals",
        result.upTo());
    out.println(extraSummary);
    if (findings == 0) {
      out.println("Intact: nothing was changed.");
      return INTACT;
    }
    out.printf("Findings: %,d.%n", findings);
    return FINDINGS;
  }

  private static @Nullable Checkpoint checkpoint(List<String> arguments) {
    if (arguments.isEmpty()) {
      return null;
    }
    if (arguments.size() != 2 || !arguments.getFirst().equals(CHECKPOINT)) {
      throw new IllegalArgumentException("The only option is " + CHECKPOINT + " number:mac.");
    }
    return Checkpoint.parse(arguments.get(1));
  }

  private String required(String name) {
    @Nullable String value = environment.get(name);
    if (value == null || value.isBlank()) {
      throw new IllegalArgumentException(name + " is not set.");
    }
    return value;
  }
}
