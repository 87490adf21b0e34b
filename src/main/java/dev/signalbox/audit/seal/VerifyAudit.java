package dev.signalbox.audit.seal;

import dev.signalbox.audit.RowMacs;
import dev.signalbox.outside.OutsideWorldException;
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
 * The command {@code verify-audit}: compares the whole log with its seals, and the archive with its
 * manifests, without a console. It only reads.
 */
public final class VerifyAudit {

  /** The word that calls it. */
  public static final String COMMAND = "verify-audit";

  private static final int AS_IT_CAME = 0;
  private static final int FINDINGS = 1;
  private static final int NOT_CHECKED = 2;
  private static final String CHECKPOINT = "--checkpoint";

  private final Map<String, String> environment;
  private final AlsoVerified more;
  private final PrintStream out;

  /**
   * @param environment where the database and the secret key stand, as for the console
   * @param more what is looked at after the database
   */
  public VerifyAudit(Map<String, String> environment, AlsoVerified more, PrintStream out) {
    this.environment = environment;
    this.more = more;
    this.out = out;
  }

  /**
   * Verifies everything.
   *
   * @return 0 when everything is as it came, 1 when something is not, 2 when it could not be
   *     checked
   */
  public int run(List<String> arguments) {
    try {
      @Nullable Checkpoint checkpoint = checkpoint(arguments);
      Secret key = new Secret(needed("SIGNALBOX_SECRET_KEY"));
      Verification verification =
          new Verification(new RowMacs(key), new SealMacs(key), new ManifestMacs(key));
      try (Connection connection =
          DriverManager.getConnection(
              needed("SPRING_DATASOURCE_URL"),
              environment.get("SPRING_DATASOURCE_USERNAME"),
              environment.get("SPRING_DATASOURCE_PASSWORD"))) {
        Verification.Result result =
            verification.verify(connection, 1, checkpoint, finding -> out.println(finding.words()));
        AtomicLong others = new AtomicLong();
        String also =
            more.verify(
                connection,
                words -> {
                  others.incrementAndGet();
                  out.println(words);
                });
        return told(result, also, result.findings() + others.get());
      }
    } catch (SQLException | IllegalArgumentException | OutsideWorldException e) {
      out.println("Could not check: " + e.getMessage());
      return NOT_CHECKED;
    }
  }

  private int told(Verification.Result result, String also, long findings) {
    out.printf(
        "Looked at %,d events in %,d seals, the last of %s.%n",
        result.events(), result.sealedTo(), result.upTo());
    out.println(also);
    if (findings == 0) {
      out.println("Everything is as it came.");
      return AS_IT_CAME;
    }
    out.printf("%,d things are not as they came.%n", findings);
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

  private String needed(String name) {
    @Nullable String value = environment.get(name);
    if (value == null || value.isBlank()) {
      throw new IllegalArgumentException(name + " is not set.");
    }
    return value;
  }
}
