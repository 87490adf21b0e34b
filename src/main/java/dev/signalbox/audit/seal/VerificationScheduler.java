package dev.signalbox.audit.seal;

import dev.signalbox.audit.RowMacs;
import dev.signalbox.coordination.DatabaseLock;
import dev.signalbox.coordination.DatabaseTime;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Verifies the log: new seals every five minutes, everything once a day, on one instance at a time.
 * SQL, because the findings of all checks since the last complete one are aggregated.
 */
@Component
public class VerificationScheduler {

  private static final Duration COMPLETE = Duration.ofHours(24);
  private static final int MAX_LISTED = 100;

  private static final String SINCE_COMPLETE =
      "at >= coalesce((select max(at) from audit_verification where complete), '-infinity')";

  private static final Logger log = LoggerFactory.getLogger(VerificationScheduler.class);

  private final JdbcClient database;
  private final DatabaseLock lock;
  private final Verification verification;
  private final Clock clock;

  VerificationScheduler(
      JdbcClient database,
      DatabaseLock lock,
      RowMacs rows,
      SealMacs seals,
      ManifestMacs manifests,
      MeterRegistry meters,
      Clock clock) {
    this.database = database;
    this.lock = lock;
    this.verification = new Verification(rows, seals, manifests);
    this.clock = clock;
    Gauge.builder("signalbox.audit.findings", this, VerificationScheduler::findings)
        .description("Integrity findings in the audit log")
        .register(meters);
    Gauge.builder("signalbox.audit.unsealed", this, scheduler -> scheduler.status().unsealed())
        .description("Batches of events without a seal")
        .register(meters);
  }

  /** Returns the current integrity status. */
  public IntegrityStatus status() {
    long unsealed = database.sql("select count(*) from audit_unsealed").query(Long.class).single();
    Optional<Check> last = lastCheck(false);
    Optional<Check> complete = lastCheck(true);
    Optional<Check> worst = worstSinceFullCheck();
    return new IntegrityStatus(
        last.map(Check::upTo).orElse(null),
        last.map(Check::at).orElse(null),
        complete.map(Check::at).orElse(null),
        last.map(Check::sealedTo).orElse(0L),
        worst.map(Check::findings).orElse(0L),
        worst.map(Check::first).orElse(List.of()),
        unsealed);
  }

  /** Returns the number of findings. Cheap: every page calls it. */
  int findings() {
    return database
        .sql("select coalesce(max(findings), 0) from audit_verification where " + SINCE_COMPLETE)
        .query(Integer.class)
        .single();
  }

  @Scheduled(fixedDelayString = "PT5M", initialDelayString = "PT30S")
  void verify() {
    Instant now = clock.instant();
    boolean complete =
        lastCheck(true).map(check -> check.at().plus(COMPLETE).isBefore(now)).orElse(true);
    verify(complete);
  }

  /**
   * Verifies the whole log, or the seals since the last check.
   *
   * @return whether it ran; false if another instance is verifying
   */
  boolean verify(boolean complete) {
    try {
      return lock.runOnConnection(
          DatabaseLock.Name.AUDIT_VERIFICATION, connection -> verify(connection, complete));
    } catch (SQLException | IOException e) {
      log.warn("Could not verify the audit log: {}", e.getMessage());
      return false;
    }
  }

  private void verify(Connection connection, boolean complete) throws SQLException {
    long first = complete ? 1 : lastCheck(false).map(Check::sealedTo).orElse(0L) + 1;
    List<String> listed = new ArrayList<>();
    Verification.Result result =
        verification.verify(
            connection,
            first,
            null,
            finding -> {
              if (listed.size() < MAX_LISTED) {
                listed.add(finding.text());
                log.error("Audit log: {}", finding.text());
              }
            });
    if (complete || result.sealedTo() >= first) {
      store(complete, result, listed);
    }
  }

  private void store(boolean complete, Verification.Result result, List<String> listed) {
    @Nullable Instant upTo = result.upTo();
    database
        .sql(
            "insert into audit_verification values"
                + " (:at, :complete, :sealedTo, :events, :upTo, :findings, :first)"
                + " on conflict do nothing")
        .param("at", DatabaseTime.utc(clock.instant()))
        .param("complete", complete)
        .param("sealedTo", result.sealedTo())
        .param("events", result.events())
        .param("upTo", upTo == null ? null : DatabaseTime.utc(upTo))
        .param("findings", result.findings())
        .param("first", listed.toArray(String[]::new))
        .update();
  }

  private Optional<Check> lastCheck(boolean complete) {
    return database
        .sql(
            "select * from audit_verification where complete or not :complete"
                + " order by at desc limit 1")
        .param("complete", complete)
        .query(Check::of)
        .optional();
  }

  /** A check of new seals does not clear the findings of earlier checks in older seals. */
  private Optional<Check> worstSinceFullCheck() {
    return database
        .sql(
            "select * from audit_verification where %s order by findings desc, at desc limit 1"
                .formatted(SINCE_COMPLETE))
        .query(Check::of)
        .optional();
  }

  private record Check(
      Instant at, long sealedTo, @Nullable Instant upTo, long findings, List<String> first) {

    static Check of(ResultSet row, int number) throws SQLException {
      return new Check(
          DatabaseTime.instant(row, "at"),
          row.getLong("sealed_to"),
          DatabaseTime.nullableInstant(row, "up_to"),
          row.getLong("findings"),
          List.of((String[]) row.getArray("first_findings").getArray()));
    }
  }
}
