package dev.signalbox.audit.seal;

import dev.signalbox.audit.AdvisoryLock;
import dev.signalbox.audit.RowMacs;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Verifies while the console runs: new seals every few minutes, everything once a day, in one
 * instance at a time.
 */
@Component
public class Watch {

  private static final Duration COMPLETE = Duration.ofHours(24);
  private static final int MOST_TOLD = 100;
  private static final AdvisoryLock LOCK = new AdvisoryLock(0xa2c5);

  private static final String SINCE_COMPLETE =
      "at >= coalesce((select max(at) from audit_verification where complete), '-infinity')";

  private static final Logger log = LoggerFactory.getLogger(Watch.class);

  private final JdbcClient database;
  private final DataSource connections;
  private final Verification verification;
  private final Clock clock;

  Watch(
      JdbcClient database,
      DataSource connections,
      RowMacs rows,
      SealMacs seals,
      ManifestMacs manifests,
      MeterRegistry meters,
      Clock clock) {
    this.database = database;
    this.connections = connections;
    this.verification = new Verification(rows, seals, manifests);
    this.clock = clock;
    Gauge.builder("signalbox.audit.findings", this, Watch::findings)
        .description("Things in the audit log that are not as they came")
        .register(meters);
    Gauge.builder("signalbox.audit.unsealed", this, watch -> watch.trust().unsealed())
        .description("Batches of events that wait for a seal")
        .register(meters);
  }

  /** What is known now. */
  public Trust trust() {
    long unsealed = database.sql("select count(*) from audit_unsealed").query(Long.class).single();
    Optional<Looked> last = looked(false);
    Optional<Looked> complete = looked(true);
    Optional<Looked> worst = worstSinceEverythingWasLookedAt();
    return new Trust(
        last.map(Looked::upTo).orElse(null),
        last.map(Looked::at).orElse(null),
        complete.map(Looked::at).orElse(null),
        last.map(Looked::sealedTo).orElse(0L),
        worst.map(Looked::findings).orElse(0L),
        worst.map(Looked::first).orElse(List.of()),
        unsealed);
  }

  /** How many things are not as they came; one short read, for every page asks. */
  int findings() {
    return database
        .sql("select coalesce(max(findings), 0) from audit_verification where " + SINCE_COMPLETE)
        .query(Integer.class)
        .single();
  }

  @Scheduled(fixedDelayString = "PT5M", initialDelayString = "PT30S")
  void look() {
    Instant now = clock.instant();
    boolean complete =
        looked(true).map(look -> look.at().plus(COMPLETE).isBefore(now)).orElse(true);
    look(complete);
  }

  /**
   * Verifies everything, or what was sealed since the last time.
   *
   * @return whether this instance did; not while another one is at it
   */
  boolean look(boolean complete) {
    long first = complete ? 1 : looked(false).map(Looked::sealedTo).orElse(0L) + 1;
    List<String> told = new ArrayList<>();
    try (Connection connection = connections.getConnection()) {
      if (!LOCK.taken(connection)) {
        return false;
      }
      try {
        Verification.Result result =
            verification.verify(
                connection,
                first,
                null,
                finding -> {
                  if (told.size() < MOST_TOLD) {
                    told.add(finding.words());
                    log.error("Audit log: {}", finding.words());
                  }
                });
        if (complete || result.sealedTo() >= first) {
          note(complete, result, told);
        }
      } finally {
        if (connection.isValid(1)) {
          connection.rollback();
          connection.setAutoCommit(true);
          LOCK.giveBack(connection);
        }
      }
      return true;
    } catch (SQLException e) {
      log.warn("The audit log could not be verified: {}", e.getMessage());
      return false;
    }
  }

  private void note(boolean complete, Verification.Result result, List<String> told) {
    @Nullable Instant upTo = result.upTo();
    database
        .sql(
            "insert into audit_verification values"
                + " (:at, :complete, :sealedTo, :events, :upTo, :findings, :first)"
                + " on conflict do nothing")
        .param("at", time(clock.instant()))
        .param("complete", complete)
        .param("sealedTo", result.sealedTo())
        .param("events", result.events())
        .param("upTo", upTo == null ? null : time(upTo))
        .param("findings", result.findings())
        .param("first", told.toArray(String[]::new))
        .update();
  }

  private Optional<Looked> looked(boolean complete) {
    return database
        .sql(
            "select * from audit_verification where complete or not :complete"
                + " order by at desc limit 1")
        .param("complete", complete)
        .query(Looked::of)
        .optional();
  }

  /** A look at new seals alone says nothing about what an earlier one found in older ones. */
  private Optional<Looked> worstSinceEverythingWasLookedAt() {
    return database
        .sql(
            "select * from audit_verification where %s order by findings desc, at desc limit 1"
                .formatted(SINCE_COMPLETE))
        .query(Looked::of)
        .optional();
  }

  private static OffsetDateTime time(Instant at) {
    return OffsetDateTime.ofInstant(at, ZoneOffset.UTC);
  }

  private record Looked(
      Instant at, long sealedTo, @Nullable Instant upTo, long findings, List<String> first) {

    static Looked of(ResultSet row, int number) throws SQLException {
      return new Looked(
          row.getObject("at", OffsetDateTime.class).toInstant(),
          row.getLong("sealed_to"),
          row.getObject("up_to") == null
              ? null
              : row.getObject("up_to", OffsetDateTime.class).toInstant(),
          row.getLong("findings"),
          List.of((String[]) row.getArray("first_findings").getArray()));
    }
  }
}
