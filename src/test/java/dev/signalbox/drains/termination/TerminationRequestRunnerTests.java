package dev.signalbox.drains.termination;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.signalbox.audit.Actor;
import dev.signalbox.audit.AuditLog;
import dev.signalbox.coordination.DatabaseLock;
import dev.signalbox.databaserestore.AutomaticWorkLock;
import dev.signalbox.databaserestore.RestoreGuard;
import dev.signalbox.drains.ClientDrain;
import dev.signalbox.drains.ClientEligibility;
import dev.signalbox.drains.ClientPurge;
import dev.signalbox.drains.ClientsBeingRemoved;
import dev.signalbox.drains.termination.TerminationRequest.State;
import dev.signalbox.nomad.DelegatingNomadCommands;
import dev.signalbox.nomad.NomadCommands;
import dev.signalbox.nomad.http.NomadAdapters;
import dev.signalbox.remote.RemoteSystem;
import dev.signalbox.remote.RemoteSystemException.Denied;
import dev.signalbox.remote.RemoteSystemException.Unexpected;
import dev.signalbox.remote.RemoteSystemException.Unreachable;
import dev.signalbox.sandbox.nomad.NomadFixtureData;
import dev.signalbox.sandbox.nomad.SimulatedCluster;
import dev.signalbox.testing.DatabaseTestClient;
import dev.signalbox.testing.InstallationTest;
import dev.signalbox.testing.TestInstallation;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Releases with failing requests, crashes, cancellations and concurrent runners. */
@InstallationTest
class TerminationRequestRunnerTests {

  private static final String DRAINED = "nomad.client.drained";

  private final SimulatedCluster world = TestInstallation.nomad().cluster();
  private final NomadAdapters fixture = NomadAdapters.at(TestInstallation.nomad().address());
  private final SelectedClientsCluster cluster = new SelectedClientsCluster(fixture.queries());
  private final JdbcClient database;
  private final DatabaseTestClient recorded;
  private final TerminationRequests releases;
  private final TerminationRequestService release;
  private final AuditLog audit;
  private final ClientsBeingRemoved leaving;
  private final DatabaseLock lock;
  private final RestoreGuard guard;
  private final TransactionTemplate transaction;
  private final Clock clock;
  private final UnreliableCommands commands = new UnreliableCommands(fixture.commands());
  private final String id = world.clientId(NomadFixtureData.READY);
  private final CountDownLatch finished = new CountDownLatch(1);

  @Autowired
  TerminationRequestRunnerTests(
      JdbcClient database,
      TerminationRequests releases,
      TerminationRequestService release,
      AuditLog audit,
      ClientsBeingRemoved leaving,
      DatabaseLock lock,
      RestoreGuard guard,
      TransactionTemplate transaction,
      Clock clock) {
    this.database = database;
    this.recorded = new DatabaseTestClient(database);
    this.releases = releases;
    this.release = release;
    this.audit = audit;
    this.leaving = leaving;
    this.lock = lock;
    this.guard = guard;
    this.transaction = transaction;
    this.clock = clock;
  }

  /** Holds the lock, so that the scheduled runner does nothing. */
  @BeforeEach
  void blockTheScheduledRunner() throws InterruptedException {
    CountDownLatch alone = new CountDownLatch(1);
    AtomicBoolean held = new AtomicBoolean();
    Thread.ofVirtual()
        .start(
            () -> {
              while (!held.get()) {
                lock.runExclusively(
                    DatabaseLock.Name.CLIENT_RELEASES,
                    () -> {
                      held.set(true);
                      alone.countDown();
                      awaitLatch(finished);
                    });
              }
            });
    assertThat(alone.await(30, TimeUnit.SECONDS)).isTrue();
    world.setEligible(NomadFixtureData.READY, false);
    cluster.load(id);
  }

  /** Ends the releases, which the scheduled runner would continue during the next test. */
  @AfterEach
  void releaseTheScheduledRunner() {
    database
        .sql(
            "update client_release set state = 'CANCELLED', ended_at = now() where ended_at is null")
        .update();
    finished.countDown();
    fixture.close();
  }

  @Test
  void retriesWithBackoffAndRecordsTheSameFailureOnce() {
    TerminationRequest one = begun(State.CORDONED);
    commands.fail = new Unreachable(RemoteSystem.NOMAD, "drain it", "500: rpc error", "wait", null);

    advance(one);
    advance(one);
    assertThat(commands.drains).isEqualTo(1);
    assertThat(now(one).note()).isEqualTo("Nomad failed: 500: rpc error. Retrying.");

    for (int i = 0; i < 4; i++) {
      TestInstallation.clock().advance(TerminationRequestActions.backoff(i));
      advance(one);
    }
    assertThat(commands.drains).isEqualTo(5);
    assertThat(events()).isEqualTo(1);

    commands.fail =
        new Unreachable(RemoteSystem.NOMAD, "drain it", "500: something else", "wait", null);
    TestInstallation.clock().advance(Duration.ofMinutes(1));
    advance(one);
    assertThat(events()).isEqualTo(2);

    commands.fail = null;
    TestInstallation.clock().advance(Duration.ofMinutes(1));
    advance(one);
    assertThat(now(one).state()).isEqualTo(State.DRAINING);
    assertThat(now(one).tries()).isZero();
    assertThat(now(one).note()).isEmpty();
  }

  @Test
  void failsWhenNomadDeniesARequest() {
    TerminationRequest one = begun(State.CORDONED);
    commands.fail =
        new Denied(
            RemoteSystem.NOMAD, "drain it", "403: Permission denied", "give it node:write", null);

    advance(one);

    assertThat(now(one).state()).isEqualTo(State.FAILED);
    assertThat(now(one).note())
        .isEqualTo("Nomad failed: 403: Permission denied. Give it node:write.");
    assertThat(recorded.event(DRAINED).success()).isFalse();
    assertThat(recorded.event("nomad.client.released").success()).isFalse();
  }

  @Test
  void failsOnAStatusThatARetryDoesNotChange() {
    TerminationRequest one = begun(State.CORDONED);
    commands.fail =
        new Unexpected(RemoteSystem.NOMAD, "drain it", "400: bad request", "check the log", 400);

    advance(one);

    assertThat(now(one).state()).isEqualTo(State.FAILED);
  }

  @Test
  void retriesWhateverDigitTheErrorTextStartsWith() {
    TerminationRequest one = begun(State.CORDONED);
    commands.fail =
        new Unexpected(
            RemoteSystem.NOMAD, "drain it", "4 of 5 servers did not respond", "wait", 500);

    advance(one);

    assertThat(now(one).state()).isEqualTo(State.CORDONED);
    assertThat(now(one).note()).endsWith("Retrying.");
  }

  @Test
  void doesNothingOnceCanceled() {
    TerminationRequest asRead = begun(State.CORDONED);
    // the release was read before it was canceled
    assertThat(releases.cancel(asRead)).isTrue();

    runner().advance(asRead);

    assertThat(commands.drains).isZero();
    assertThat(now(asRead).state()).isEqualTo(State.CANCELLED);
    assertThat(recorded.actions()).doesNotContain(DRAINED, "nomad.client.released");
  }

  @Test
  void sendsOneRequestWithTwoRunners() throws InterruptedException {
    TerminationRequest asRead = begun(State.CORDONED);
    CountDownLatch answer = new CountDownLatch(1);
    commands.hold = answer;
    Thread first = Thread.ofVirtual().start(() -> runner().advance(asRead));
    assertThat(commands.called.await(10, TimeUnit.SECONDS)).isTrue();

    // the lock may be lost during a slow request, so that another instance starts
    runner().advance(asRead);
    answer.countDown();
    first.join();
    runner().advance(asRead);

    assertThat(commands.drains).isEqualTo(1);
    assertThat(events()).isEqualTo(1);
    assertThat(now(asRead).state()).isEqualTo(State.DRAINING);
  }

  @Test
  void recordsOneEndWithTwoRunners() {
    TerminationRequest asRead = begun(State.SAFE);

    release.end(asRead, State.RELEASED, "Machine terminated.");
    release.end(asRead, State.ABANDONED, "");
    releases.setState(asRead, State.RELEASED, 0);

    assertThat(now(asRead).state()).isEqualTo(State.RELEASED);
    assertThat(recorded.event("nomad.client.released").payload()).contains("Machine terminated.");
  }

  @Test
  void changesNothingOnceAnotherInstanceHasChangedTheState() {
    TerminationRequest asRead = begun(State.CORDONED);
    assertThat(releases.setState(asRead, State.DRAINING, 7)).isTrue();
    TerminationRequest changed = now(asRead);

    assertThat(releases.tryStartStep(asRead, TerminationRequestActions.STEP_LEASE)).isFalse();
    releases.recordFailure(asRead, "Nomad failed.", "denied", Duration.ofMinutes(1));
    assertThat(releases.setState(asRead, State.STOPPING, 8)).isFalse();
    assertThat(releases.finish(asRead, State.ABANDONED, "late")).isFalse();

    assertThat(now(asRead)).isEqualTo(changed);
  }

  @Test
  void recordsOneOfTwoDecisionsAtOnce() {
    TerminationRequest asRead = begun(State.SAFE);

    assertThat(
            countOfSuccesses(
                () -> releases.setState(asRead, State.STOPPING, 1),
                () -> releases.setState(asRead, State.DRAINING, 1)))
        .isEqualTo(1);

    assertThat(now(asRead).state()).isEqualTo(State.STOPPING);
  }

  @Test
  void recordsOneCancellationByTwoAdmins() {
    TerminationRequest asRead = begun(State.CORDONED);

    assertThat(countOfSuccesses(() -> release.cancel(asRead), () -> release.cancel(asRead)))
        .isEqualTo(1);

    assertThat(recorded.actions()).containsOnlyOnce("nomad.client.release.cancelled");
  }

  /** How many of two decisions succeed, of which the second starts before the first is stored. */
  private long countOfSuccesses(BooleanSupplier first, BooleanSupplier second) {
    CountDownLatch decided = new CountDownLatch(1);
    CountDownLatch stored = new CountDownLatch(1);
    CompletableFuture<Boolean> one =
        CompletableFuture.supplyAsync(
            () ->
                transaction.execute(
                    status -> {
                      boolean done = first.getAsBoolean();
                      decided.countDown();
                      awaitLatch(stored);
                      return done;
                    }),
            Thread::startVirtualThread);
    awaitLatch(decided);
    CompletableFuture<Boolean> other =
        CompletableFuture.supplyAsync(second::getAsBoolean, Thread::startVirtualThread);
    try {
      await().until(() -> transactionsThatWait() > 0);
    } finally {
      stored.countDown();
    }
    return Stream.of(one, other).filter(CompletableFuture::join).count();
  }

  private long transactionsThatWait() {
    return recorded.count(
        "pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'"
            + " and query ilike '%client_release%'");
  }

  @Test
  void resumesAfterACrashBetweenTheRequestAndItsRecord() {
    TerminationRequest one = begun(State.CORDONED);
    database
        .sql(
            """
            create or replace function power_cut() returns trigger language plpgsql as
              $$ begin raise exception 'power cut'; end $$;
            create trigger power_cut before update on client_release for each row
              when (old.state = 'CORDONED' and new.state = 'DRAINING') execute function power_cut();
            """)
        .update();
    try {
      assertThatThrownBy(() -> advance(one)).isInstanceOf(DataAccessException.class);
    } finally {
      database.sql("drop trigger power_cut on client_release").update();
    }
    assertThat(now(one).state()).isEqualTo(State.CORDONED);

    // the lease of the crashed attempt has not expired
    advance(one);
    assertThat(now(one).state()).isEqualTo(State.CORDONED);

    TestInstallation.clock().advance(TerminationRequestActions.STEP_LEASE);
    advance(one);

    assertThat(now(one).state()).isEqualTo(State.DRAINING);
    assertThat(commands.drains).isEqualTo(1);
    assertThat(events()).isEqualTo(1);
  }

  @Test
  void isNotSafeWhileNomadHasABuildThatTheSnapshotDoesNotContain() {
    world.drain(NomadFixtureData.READY, Duration.ofMinutes(1), Map.of());
    TestInstallation.clock().advance(Duration.ofMinutes(1));
    world.tick();
    cluster.load(id);
    int running = world.runningOn(NomadFixtureData.READY).size();
    assertThat(running).isPositive();
    TerminationRequest one = begun(State.DRAINING);

    advance(one);

    assertThat(now(one).state()).isEqualTo(State.DRAINING);
    assertThat(now(one).left()).isEqualTo(running);

    world.runningOn(NomadFixtureData.READY).forEach(build -> world.finish(build, 0));
    advance(one);
    assertThat(now(one).state()).isEqualTo(State.SAFE);
  }

  @Test
  void sendsNoRequestFromARestoredDatabaseUntilResumed() {
    TerminationRequest cordoned = begun(State.CORDONED);

    release.haltAll("The database may be a restored backup.");
    advance(cordoned);

    assertThat(commands.drains).isZero();
    assertThat(now(cordoned).explanation()).contains("restored backup");
    assertThat(ReleaseApiController.ReleaseJson.of(now(cordoned)).halted()).isTrue();
    assertThat(recorded.event("nomad.client.release.paused").success()).isFalse();
    assertThat(new HaltedReleasesAttention(releases).items()).hasSize(1);

    assertThat(release.resume(cordoned)).isTrue();
    assertThat(release.resume(cordoned)).isFalse();
    advance(cordoned);
    assertThat(commands.drains).isEqualTo(1);
    assertThat(new HaltedReleasesAttention(releases).items()).isEmpty();
  }

  @Test
  void checksForARestoredDatabaseBeforeEachRun() {
    TerminationRequest cordoned = begun(State.CORDONED);
    guard.check();
    database
        .sql("update drain_runner set heartbeat_at = heartbeat_at - interval '2 days'")
        .update();

    runner().advanceAll();

    assertThat(now(cordoned).isHalted()).isTrue();
  }

  @Test
  void reportsNoReleaseOfARestoredDatabaseAsSafe() {
    TerminationRequest safe = begun(State.SAFE);

    release.haltAll("The database may be a restored backup.");
    advance(safe);

    assertThat(now(safe).state()).isNotEqualTo(State.SAFE);
  }

  private void advance(TerminationRequest one) {
    runner().advance(now(one));
  }

  private TerminationRequest now(TerminationRequest one) {
    return releases.find(one.id()).orElseThrow();
  }

  private long events() {
    return recorded.actions().stream().filter(DRAINED::equals).count();
  }

  private TerminationRequestRunner runner() {
    return new TerminationRequestRunner(
        releases,
        new TerminationRequestActions(
            releases,
            release,
            new ClientDrain(fixture.queries(), commands, audit, event -> {}, clock),
            new ClientEligibility(fixture.queries(), commands, audit, leaving, transaction),
            new ClientPurge(fixture.queries(), commands, audit, cluster)),
        release,
        new TerminationCheck(cluster, fixture.queries(), clock),
        cluster,
        new AutomaticWorkLock(guard, lock),
        clock);
  }

  private TerminationRequest begun(State state) {
    TerminationRequest one =
        new TerminationRequest(
            UUID.randomUUID(),
            id,
            NomadFixtureData.READY,
            "",
            state,
            "",
            "scaling down",
            null,
            false,
            "",
            new Actor("user", "7", "admin"),
            UUID.randomUUID(),
            0,
            0,
            clock.instant().truncatedTo(ChronoUnit.MICROS),
            clock.instant(),
            clock.instant(),
            null,
            0,
            "",
            "");
    releases.add(one);
    return now(one);
  }

  private static void awaitLatch(CountDownLatch latch) {
    try {
      assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Commands that can be delayed or fail. */
  private static final class UnreliableCommands extends DelegatingNomadCommands {

    private final CountDownLatch called = new CountDownLatch(1);
    private volatile @Nullable RuntimeException fail;
    private volatile @Nullable CountDownLatch hold;
    private volatile int drains;

    UnreliableCommands(NomadCommands nomad) {
      super(nomad);
    }

    @Override
    @SuppressWarnings("NonAtomicVolatileUpdate") // only one runner may call this
    public long drain(String clientId, DrainSpec order, Map<String, String> meta) {
      drains++;
      called.countDown();
      @Nullable CountDownLatch until = hold;
      if (until != null) {
        awaitLatch(until);
      }
      @Nullable RuntimeException failure = fail;
      if (failure != null) {
        throw failure;
      }
      return super.drain(clientId, order, meta);
    }
  }
}
