package dev.signalbox.drains.rolling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.audit.Actor;
import dev.signalbox.audit.AuditLog;
import dev.signalbox.coordination.DatabaseLock;
import dev.signalbox.databaserestore.AutomaticWorkLock;
import dev.signalbox.databaserestore.RestoreGuard;
import dev.signalbox.drains.ClientDrain;
import dev.signalbox.drains.ClientEligibility;
import dev.signalbox.drains.ClientsBeingRemoved;
import dev.signalbox.drains.EligibilityOutcome;
import dev.signalbox.drains.OperationContext;
import dev.signalbox.nomad.ClusterState;
import dev.signalbox.nomad.DelegatingNomadCommands;
import dev.signalbox.nomad.NomadCommands;
import dev.signalbox.nomad.NomadQueries;
import dev.signalbox.nomad.ResourceType;
import dev.signalbox.queue.WaitingReasons;
import dev.signalbox.remote.RemoteSystem;
import dev.signalbox.remote.RemoteSystemException;
import dev.signalbox.sandbox.github.AdjustableClock;
import dev.signalbox.sandbox.nomad.NomadFixtureData;
import dev.signalbox.sandbox.nomad.SimulatedCluster;
import dev.signalbox.testing.DatabaseTestClient;
import dev.signalbox.testing.InstallationTest;
import dev.signalbox.testing.TestInstallation;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Rolling drains with failing requests, crashes, several instances and concurrent releases. */
@InstallationTest
class RollingDrainRunnerTests {

  private static final String CLIENT = NomadFixtureData.NEW;

  private final SimulatedCluster world = TestInstallation.nomad().cluster();
  private final DataSource connections;
  private final JdbcClient database;
  private final DatabaseTestClient recorded;
  private final ClusterState cluster;
  private final NomadQueries queries;
  private final NomadCommands nomad;
  private final WaitingReasons reasons;
  private final AuditLog audit;
  private final RollingDrains plans;
  private final RollingDrainService service;
  private final ClientsBeingRemoved leaving;
  private final DatabaseLock databaseLock;
  private final RestoreGuard guard;
  private final HaltedDrainsAttention attention;
  private final TransactionTemplate transaction;
  private final Clock clock;

  /** The clock of the runners only, so that the snapshot does not become stale. */
  private final AdjustableClock runnerClock = new AdjustableClock();

  private @Nullable Connection lock;

  @Autowired
  RollingDrainRunnerTests(
      DataSource connections,
      JdbcClient database,
      ClusterState cluster,
      NomadQueries queries,
      NomadCommands nomad,
      WaitingReasons reasons,
      AuditLog audit,
      RollingDrains plans,
      RollingDrainService service,
      ClientsBeingRemoved leaving,
      DatabaseLock databaseLock,
      RestoreGuard guard,
      HaltedDrainsAttention attention,
      TransactionTemplate transaction,
      Clock clock) {
    this.connections = connections;
    this.database = database;
    this.recorded = new DatabaseTestClient(database);
    this.cluster = cluster;
    this.queries = queries;
    this.nomad = nomad;
    this.reasons = reasons;
    this.audit = audit;
    this.plans = plans;
    this.service = service;
    this.leaving = leaving;
    this.databaseLock = databaseLock;
    this.guard = guard;
    this.attention = attention;
    this.transaction = transaction;
    this.clock = clock;
  }

  /** Holds the lock like another instance, so that the scheduled runner does nothing. */
  @BeforeEach
  void blockTheScheduledRunner() throws SQLException {
    Connection connection = connections.getConnection();
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "select pg_advisory_lock(%d)".formatted(DatabaseLock.Name.ROLLING_DRAINS.key()));
    }
    lock = connection;
  }

  /**
   * Ends the plans while no runner is active: the scheduled runner would drain the client in the
   * Nomad of the next test.
   */
  @AfterEach
  void endThePlans() throws SQLException {
    if (lock == null) {
      blockTheScheduledRunner();
    }
    database
        .sql("update drain_plan set state = 'ABORTED', ended_at = now() where ended_at is null")
        .update();
    releaseTheScheduledRunner();
  }

  private void releaseTheScheduledRunner() throws SQLException {
    Connection connection = lock;
    if (connection != null) {
      try (connection;
          Statement statement = connection.createStatement()) {
        statement.execute(
            "select pg_advisory_unlock(%d)".formatted(DatabaseLock.Name.ROLLING_DRAINS.key()));
      }
    }
    lock = null;
  }

  @BeforeEach
  void awaitTheSnapshot() {
    TestInstallation.awaitSync(cluster);
  }

  @Test
  void drainsAClientOnceWithSeveralInstances() throws SQLException {
    releaseTheScheduledRunner();
    RollingDrain plan = plan(CLIENT);
    RollingDrainRunner one = runner(nomad);
    RollingDrainRunner other = runner(nomad);

    for (int i = 0; i < 100 && (i < 3 || state(plan) != RollingDrainClient.State.DRAINING); i++) {
      CompletableFuture.allOf(
              Stream.of(one, other, one, other)
                  .map(runner -> CompletableFuture.runAsync(runner::advanceAll))
                  .toArray(CompletableFuture[]::new))
          .join();
    }

    assertThat(state(plan)).isEqualTo(RollingDrainClient.State.DRAINING);
    assertThat(drains()).isEqualTo(1);
    assertThat(recorded.event("nomad.client.drained").success()).isTrue();
  }

  @Test
  void resumesAfterACrashBetweenTheRequestAndItsRecord() {
    RollingDrain plan = plan(CLIENT);
    RollingDrainRunner dying =
        runner(
            new DelegatingNomadCommands(nomad) {
              @Override
              public long drain(String client, DrainSpec order, Map<String, String> meta) {
                super.drain(client, order, meta);
                throw new IllegalStateException("the machine was switched off");
              }
            });

    assertThatThrownBy(() -> dying.advance(plan)).hasMessageContaining("switched off");
    assertThat(state(plan)).isEqualTo(RollingDrainClient.State.STARTING);
    runner(nomad).advance(plan);

    assertThat(state(plan)).isEqualTo(RollingDrainClient.State.DRAINING);
    assertThat(drains()).isEqualTo(1);
  }

  @Test
  void resumesAfterACrashBeforeTheRequest() {
    RollingDrain plan = plan(CLIENT);
    RollingDrainRunner dying = runner(failing(() -> new IllegalStateException("the machine died")));

    assertThatThrownBy(() -> dying.advance(plan)).hasMessageContaining("died");
    assertThat(state(plan)).isEqualTo(RollingDrainClient.State.STARTING);
    runner(nomad).advance(plan);

    assertThat(state(plan)).isEqualTo(RollingDrainClient.State.DRAINING);
    assertThat(drains()).isEqualTo(1);
  }

  @Test
  void pausesWhenNomadDeniesARequestUntilResumed() {
    RollingDrain plan = plan(CLIENT);
    RollingDrainRunner refused =
        runner(
            failing(
                () ->
                    new RemoteSystemException.Denied(
                        RemoteSystem.NOMAD, "drain", "Permission denied", "ask", null)));

    for (int i = 0; i < 3; i++) {
      refused.advance(plan);
      runnerClock.advance(Duration.ofHours(1));
    }

    RollingDrain paused = now(plan);
    assertThat(paused.state()).isEqualTo(RollingDrain.State.PAUSED);
    assertThat(paused.waitReason()).isEqualTo("Nomad denied the request: Permission denied");
    assertThat(recorded.event("nomad.client.drained").success()).isFalse();
    assertThat(recorded.event("nomad.plan.paused").success()).isFalse();

    assertThat(service.resume(plan.id())).isEqualTo(RollingDrainOutcome.CHANGED);
    until(runner(nomad), plan, () -> state(plan) == RollingDrainClient.State.DRAINING);
  }

  @Test
  void retriesWithBackoffAndPausesAfterTooManyFailures() {
    RollingDrain plan = plan(CLIENT);
    RollingDrainRunner failing =
        runner(
            failing(
                () ->
                    new RemoteSystemException.Unexpected(
                        RemoteSystem.NOMAD, "drain", "No cluster leader", "wait", null)));

    failing.advance(plan);
    failing.advance(plan);
    assertThat(now(plan).waitReason())
        .isEqualTo("Nomad failed: No cluster leader. Retrying in 10 s.");
    assertThat(tries()).isEqualTo(1);
    runnerClock.advance(Duration.ofSeconds(10));
    failing.advance(plan);
    runnerClock.advance(Duration.ofSeconds(10));
    failing.advance(plan);
    assertThat(tries()).isEqualTo(2);

    for (int i = 0; i < 50; i++) {
      runnerClock.advance(Duration.ofHours(1));
      failing.advance(plan);
    }
    assertThat(tries()).isEqualTo(RollingDrainRunner.MAX_FAILURES);
    assertThat(now(plan).state()).isEqualTo(RollingDrain.State.PAUSED);
    assertThat(now(plan).waitReason())
        .isEqualTo("Nomad failed 8 times in a row: No cluster leader");
  }

  @Test
  void failsClientsThatNeedNomadOnceThePlanIsAborted() {
    RollingDrain plan = plan(CLIENT);
    database
        .sql(
            """
            update drain_plan_client
            set state = 'RESTORING', was_eligible = true, started_at = now(), operation = :operation
            """)
        .param("operation", UUID.randomUUID())
        .update();
    world.setEligible(CLIENT, false);
    awaitTheSnapshot();
    service.stop(plan.id(), true);
    RollingDrainRunner refused =
        runner(
            failing(
                () ->
                    new RemoteSystemException.Denied(
                        RemoteSystem.NOMAD, "mark eligible", "No", "ask", null)));

    refused.advance(plan);
    refused.advance(plan);

    assertThat(state(plan)).isEqualTo(RollingDrainClient.State.FAILED);
    assertThat(now(plan).isOpen()).isFalse();
  }

  @Test
  void sendsNoRequestFromARestoredDatabaseUntilResumed() throws SQLException {
    RollingDrain plan = plan(CLIENT);
    guard.check();
    assertThat(attention.items()).isEmpty();
    setDowntime(Duration.ofDays(2));

    releaseTheScheduledRunner();
    runner(nomad).advanceAll();
    runner(nomad).advanceAll();

    RollingDrain paused = now(plan);
    assertThat(paused.state()).isEqualTo(RollingDrain.State.PAUSED);
    assertThat(paused.waitReason()).contains("not running for 2 d", "restored backup");
    assertThat(drains()).isZero();
    assertThat(recorded.event("nomad.plan.paused").success()).isFalse();
    assertThat(attention.items()).singleElement().asString().contains("restored backup");

    service.resume(plan.id());
    until(runner(nomad), plan, () -> state(plan) == RollingDrainClient.State.DRAINING);
    assertThat(drains()).isEqualTo(1);
    assertThat(attention.items()).isEmpty();
  }

  @Test
  void continuesAfterAShortRestart() {
    RollingDrain plan = plan(CLIENT);
    guard.check();
    setDowntime(Duration.ofMinutes(14));

    guard.check();

    assertThat(now(plan).state()).isEqualTo(RollingDrain.State.RUNNING);
  }

  private void setDowntime(Duration downtime) {
    database
        .sql("update drain_runner set heartbeat_at = :at")
        .param("at", clock.instant().minus(downtime).atOffset(ZoneOffset.UTC))
        .update();
  }

  @Test
  void recordsTheEndOnce() {
    RollingDrain plan = plan(CLIENT);

    service.finish(plan);
    service.finish(plan);

    assertThat(recorded.event("nomad.plan.finished").success()).isTrue();
  }

  @Test
  void doesNotOverwriteTheStateFromAnotherInstance() {
    RollingDrain plan = plan(CLIENT);
    RollingDrainClient waiting = plans.clientsOf(plan.id()).getFirst();

    assertThat(plans.setState(plan.id(), waiting, RollingDrainClient.State.SKIPPED, "Down."))
        .isTrue();
    assertThat(plans.setState(plan.id(), waiting, RollingDrainClient.State.FAILED, "late"))
        .isFalse();
    assertThat(plans.markDraining(plan.id(), waiting, 7)).isFalse();
    assertThat(state(plan)).isEqualTo(RollingDrainClient.State.SKIPPED);
  }

  @Test
  void keepsAClientIneligibleThatIsReleasedDuringItsDrain() {
    RollingDrain plan = plan(CLIENT);
    RollingDrainRunner runner = runner(nomad);
    runner.advance(plan);
    release(CLIENT);
    world.runningOn(CLIENT).forEach(build -> world.finish(build, 0));
    until(runner, plan, () -> state(plan) == RollingDrainClient.State.DONE);

    assertThat(plans.clientsOf(plan.id()).getFirst().note()).isEqualTo(RollingDrainStep.RELEASED);
    assertThat(queries.client(id(CLIENT)).orElseThrow().client().eligible()).isFalse();
  }

  @Test
  void neitherDrainsNorRestoresAClientThatIsBeingReleased() {
    release(CLIENT);
    RollingDrain plan = plan(CLIENT);
    runner(nomad).advance(plan);
    assertThat(state(plan)).isEqualTo(RollingDrainClient.State.SKIPPED);

    world.setEligible(CLIENT, false);
    ClientEligibility eligibility =
        new ClientEligibility(queries, nomad, audit, leaving, transaction);
    OperationContext context = plan.context(UUID.randomUUID());
    assertThat(eligibility.set(id(CLIENT), true, context))
        .isInstanceOf(EligibilityOutcome.Released.class);
    database.sql("update client_release set ended_at = now(), state = 'CANCELLED'").update();
    assertThat(eligibility.set(id(CLIENT), true, context))
        .isInstanceOf(EligibilityOutcome.Changed.class);
  }

  @Test
  void keepsAClientIneligibleThatWasIneligibleBefore() {
    world.setEligible(CLIENT, false);
    awaitTheSnapshot();
    RollingDrain plan = plan(CLIENT);
    RollingDrainRunner runner = runner(nomad);
    world.runningOn(CLIENT).forEach(build -> world.finish(build, 0));

    until(runner, plan, () -> state(plan) == RollingDrainClient.State.DONE);

    assertThat(plans.clientsOf(plan.id()).getFirst().note()).contains("as before the drain");
    assertThat(queries.client(id(CLIENT)).orElseThrow().client().eligible()).isFalse();
  }

  @Test
  void drainsAlthoughEndedBuildsOfAPurgedClientAreEvaluated() {
    reasons.all().forEach(queued -> world.stopJob(queued.waiting().job().id(), true));
    String leaving = "leaving-client";
    world.addClient(leaving, 4_000, 8_192);
    world.runOnClient(leaving, "ended-build", 100, 100);
    world.finish(world.allocationOf("ended-build"), 0);
    world.pauseScheduler();
    try {
      world.purge(leaving);
      assertThat(world.statusOf("ended-build")).isEqualTo("pending");
      awaitTheSnapshot();
      assertThat(reasons.all()).isEmpty();
      RollingDrain plan = plan(CLIENT, true);

      runner(nomad).advance(plan);

      assertThat(now(plan).waitReason()).isEmpty();
      assertThat(state(plan)).isEqualTo(RollingDrainClient.State.DRAINING);
    } finally {
      world.resumeScheduler();
    }
  }

  private RollingDrain plan(String client) {
    return plan(client, false);
  }

  private RollingDrain plan(String client, boolean waitForQueue) {
    RollingDrain plan =
        new RollingDrain(
            UUID.randomUUID(),
            "new image",
            1,
            0,
            null,
            true,
            true,
            waitForQueue,
            RollingDrain.State.RUNNING,
            "",
            new Actor("user", "7", "alice"),
            clock.instant().truncatedTo(ChronoUnit.MICROS),
            null,
            false,
            0,
            null);
    plans.add(plan, List.of(RollingDrainClient.waiting(1, id(client), client)));
    return plan;
  }

  private RollingDrainRunner runner(NomadCommands commands) {
    return new RollingDrainRunner(
        plans,
        service,
        new ClientDrain(queries, commands, audit, event -> {}, clock),
        new ClientEligibility(queries, commands, audit, leaving, transaction),
        cluster,
        new AutomaticWorkLock(guard, databaseLock),
        runnerClock);
  }

  private NomadCommands failing(Supplier<RuntimeException> failure) {
    return new DelegatingNomadCommands(nomad) {
      @Override
      public long drain(String client, DrainSpec order, Map<String, String> meta) {
        throw failure.get();
      }

      @Override
      public long setEligible(String client, boolean eligible) {
        throw failure.get();
      }
    };
  }

  /** Adds an open release in a state that the release runner ignores. */
  private void release(String client) {
    database
        .sql(
            """
            insert into client_release (id, client_id, name, instance, state, reason, purge,
              actor_type, actor_id, operation, requested_at, state_since, heartbeat_at)
            values (:id, :client, :name, '', 'ABANDONED', 'scaling down', false,
              'user', '7', :id, now(), now(), now())
            """)
        .param("id", UUID.randomUUID())
        .param("client", id(client))
        .param("name", client)
        .update();
  }

  private long tries() {
    return recorded.actions().stream().filter("nomad.client.drained"::equals).count();
  }

  /** The number of drain requests that Nomad received for the client. */
  private long drains() {
    return queries.client(id(CLIENT)).orElseThrow().events().stream()
        .filter(event -> event.message().startsWith("Node drain strategy"))
        .count();
  }

  private RollingDrainClient.State state(RollingDrain plan) {
    return plans.clientsOf(plan.id()).getFirst().state();
  }

  private RollingDrain now(RollingDrain plan) {
    return plans.find(plan.id()).orElseThrow();
  }

  private String id(String name) {
    return world.clientId(name);
  }

  /** Advances the plan with each change in Nomad until the condition is true or fails. */
  private void until(RollingDrainRunner runner, RollingDrain plan, BooleanSupplier reached) {
    for (int i = 0; i < 60 && !reached.getAsBoolean(); i++) {
      runner.advance(plan);
      cluster.awaitIndex(ResourceType.CLIENTS, world.index() + 1, Duration.ofMillis(200));
    }
    assertThat(reached.getAsBoolean()).isTrue();
  }
}
