package dev.signalbox.audit.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.audit.Actor;
import dev.signalbox.audit.AuditLog;
import dev.signalbox.audit.RowMacs;
import dev.signalbox.audit.Target;
import dev.signalbox.testing.InstallationTest;
import dev.signalbox.testing.TestInstallation;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Changes by a database superuser are detected. */
@InstallationTest
class SealerTests {

  private static final Actor EVE = Actor.user("666", "eve");

  private final Sealer sealer;
  private final VerificationScheduler scheduler;
  private final RowMacs rows;
  private final SealMacs seals;
  private final ManifestMacs manifests;
  private final IntegrityFixture integrity;
  private final AuditLog audit;
  private final JdbcClient database;
  private final DataSource connections;

  @Autowired
  SealerTests(
      Sealer sealer,
      VerificationScheduler scheduler,
      RowMacs rows,
      SealMacs seals,
      ManifestMacs manifests,
      BeanFactory console,
      AuditLog audit,
      JdbcClient database,
      DataSource connections) {
    this.sealer = sealer;
    this.scheduler = scheduler;
    this.rows = rows;
    this.seals = seals;
    this.manifests = manifests;
    this.integrity = new IntegrityFixture(console);
    this.audit = audit;
    this.database = database;
    this.connections = connections;
  }

  @BeforeEach
  void sealThreeTimes() {
    for (int n = 1; n <= 3; n++) {
      audit.record(
          EVE, "pod.restarted", new Target("pod", "p" + n, "pod " + n), true, Map.of("n", n));
      integrity.seal();
    }
  }

  @Test
  void findsNothingInAnUnchangedLog() {
    assertThat(findings(null)).isEmpty();
    assertThat(database.sql("select count(*) from audit_unsealed").query(Long.class).single())
        .isZero();
  }

  @Test
  void keepsFindingsUntilTheNextFullCheck() {
    integrity.findings();
    TestInstallation.clock().advance(Duration.ofMinutes(5));
    audit.record(EVE, "pod.restarted", new Target("pod", "p4", "pod 4"), true, Map.of());
    integrity.seal();
    asSuperuser("update audit_event set success = false where id = '%s'".formatted(id("p4")));
    await().until(() -> scheduler.verify(false));
    assertThat(scheduler.status().findings()).isEqualTo(1);

    TestInstallation.clock().advance(Duration.ofMinutes(5));
    audit.record(EVE, "pod.restarted", new Target("pod", "p5", "pod 5"), true, Map.of());
    integrity.seal();
    await().until(() -> scheduler.verify(false));

    assertThat(scheduler.status().findings()).isEqualTo(1);
    assertThat(scheduler.findings()).isEqualTo(1);
  }

  @Test
  void countsSealedEvents() {
    long events = count("select count(*) from audit_event");

    assertThat(count("select sum(events) from audit_count")).isEqualTo(events);
    assertThat(count("select sum(events) from audit_count_by_day")).isEqualTo(events);
    assertThat(
            count(
                """
                select count(*) from audit_count_by_day d where events <> (
                  select sum(events) from audit_count h
                  where date_trunc('day', h.hour, 'UTC') = d.day
                    and h.action = d.action and h.success = d.success)
                """))
        .isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "payload = '{}'",
        "actor = '{\"id\":\"1\",\"type\":\"user\"}'",
        "actor_id = '1'",
        "target_name = 'another'",
        "success = false",
        "occurred = '2020-01-01T00:00:00Z'",
        "occurred_at = occurred_at + interval '1 us'",
        "id = gen_random_uuid()",
        "action = 'user.logged_in'",
        "mac = null",
        "batch = batch - 1",
      })
  void findsAChangedRow(String change) {
    String id = id("p2");

    asSuperuser("update audit_event set %s where id = '%s'".formatted(change, id));

    assertThat(findings(null)).anySatisfy(finding -> assertThat(finding).contains(id));
  }

  @Test
  void findsARemovedRow() {
    String id = id("p2");

    asSuperuser("delete from audit_event where id = '%s'".formatted(id));

    assertThat(findings(null)).singleElement().asString().contains(id, "removed");
  }

  @ParameterizedTest
  @ValueSource(strings = {"batch", "batch + 1", "1", "777", "0"})
  void findsAnInsertedRow(String batch) {
    asSuperuser(
        """
        create temporary table forged on commit drop as select * from audit_event where id = '%s';
        update forged set id = '00000000-0000-4000-8000-00000000f00d', batch = %s;
        insert into audit_event select * from forged
        """
            .formatted(id("p2"), batch));

    assertThat(findings(null))
        .anySatisfy(
            finding -> assertThat(finding).contains("00000000-0000-4000-8000-00000000f00d"));
  }

  @Test
  void findsARowInsertedWithItsBatchOnceSealed() {
    asSuperuser(
        """
        create temporary table forged on commit drop as select * from audit_event where id = '%s';
        update forged set id = '00000000-0000-4000-8000-00000000f00d', batch = 777, mac = null;
        insert into audit_event select * from forged;
        insert into audit_batch select 777, 1, occurred_at, occurred_at from forged;
        insert into audit_unsealed select * from audit_batch where number = 777
        """
            .formatted(id("p2")));
    integrity.seal();

    assertThat(findings(null))
        .singleElement()
        .asString()
        .contains("00000000-0000-4000-8000-00000000f00d", "changed");
  }

  @Test
  void findsAChangedSeal() {
    asSuperuser("update audit_seal set sealed_at = sealed_at - interval '1 h' where number = 2");

    assertThat(findings(null)).containsExactly("Seal 2 was changed.");
  }

  @Test
  void findsAMissingSeal() {
    asSuperuser("delete from audit_seal where number = 2");

    assertThat(findings(null)).contains("Seal 2 is missing.");
  }

  @Test
  void findsAMissingBatch() {
    asSuperuser("delete from audit_batch where number = 2");

    assertThat(findings(null))
        .anySatisfy(finding -> assertThat(finding).matches("Batch 2 of seal \\d is missing."));
  }

  @Test
  void findsABatchRemovedBeforeItsSeal() {
    audit.record(EVE, "pod.restarted", new Target("pod", "p4", "pod 4"), true, Map.of());
    asSuperuser("delete from audit_unsealed");

    assertThat(findings(null)).singleElement().asString().contains("has no seal");
  }

  @Test
  void detectsTruncationByACheckpoint() throws SQLException {
    String mac =
        database
            .sql("select encode(mac, 'hex') from audit_seal where number = 3")
            .query(String.class)
            .single();
    asSuperuser(
        """
        delete from audit_event where batch in (
          select unnest(batches) from audit_seal where number = 3);
        delete from audit_batch where number in (
          select unnest(batches) from audit_seal where number = 3);
        delete from audit_seal where number = 3
        """);

    assertThat(findings(null)).isEmpty();
    assertThat(findings(Checkpoint.parse("3:" + mac)))
        .singleElement()
        .asString()
        .contains("Checkpoint mismatch at seal 3");
  }

  @Test
  void keepsOneChainWhenInstancesSealConcurrently() throws Exception {
    try (ExecutorService instances = Executors.newFixedThreadPool(4)) {
      var all =
          instances.invokeAll(
              IntStream.range(0, 40)
                  .mapToObj(
                      n ->
                          Executors.callable(
                              () -> {
                                audit.record(
                                    EVE,
                                    "pod.restarted",
                                    Target.of("pod", "q" + n, "q"),
                                    true,
                                    Map.of());
                                sealer.sealNext();
                              }))
                  .toList());
      for (var one : all) {
        one.get();
      }
    }
    integrity.seal();

    assertThat(findings(null)).isEmpty();
    assertThat(
            database
                .sql("select max(number) = count(*) from audit_seal")
                .query(Boolean.class)
                .single())
        .isTrue();
  }

  @Test
  void reportsFindingsUntilTheLogIsIntactAgain() {
    asSuperuser("update audit_event set success = false where id = '%s'".formatted(id("p2")));
    scheduler.verify(true);
    assertThat(scheduler.status().findings()).isEqualTo(1);
    assertThat(scheduler.status().firstFindings()).singleElement().asString().contains(id("p2"));

    scheduler.verify(false);
    assertThat(scheduler.status().findings()).isEqualTo(1);
  }

  @Test
  void verifiesOnlyNewSealsBetweenFullChecks() {
    scheduler.verify(true);
    TestInstallation.clock().advance(Duration.ofMinutes(5));
    audit.record(EVE, "pod.restarted", new Target("pod", "p4", "pod 4"), true, Map.of());
    integrity.seal();

    scheduler.verify(false);

    assertThat(scheduler.status().seal()).isEqualTo(4);
    assertThat(
            database
                .sql("select events from audit_verification order by at desc limit 1")
                .query(Long.class)
                .single())
        .isEqualTo(1);
  }

  private List<String> findings(@Nullable Checkpoint checkpoint) {
    List<String> findings = new ArrayList<>();
    try (Connection connection = connections.getConnection()) {
      new Verification(rows, seals, manifests)
          .verify(connection, 1, checkpoint, finding -> findings.add(finding.text()));
      connection.setAutoCommit(true);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return findings;
  }

  private String id(String target) {
    return database
        .sql("select id::text from audit_event where target_id = :target")
        .param("target", target)
        .query(String.class)
        .single();
  }

  /** Bypasses the triggers. */
  private void asSuperuser(String sql) {
    database
        .sql(
            "do $do$ begin set local session_replication_role = replica; %s; end $do$"
                .formatted(sql))
        .update();
  }

  private long count(String query) {
    return database.sql(query).query(Long.class).single();
  }
}
