package dev.signalbox.nomad.drains.plans;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.audit.Actor;
import dev.signalbox.audit.AuditLog;
import dev.signalbox.nomad.ActsHandedOn;
import dev.signalbox.nomad.NomadActs;
import dev.signalbox.nomad.NomadCluster;
import dev.signalbox.nomad.NomadDetails;
import dev.signalbox.nomad.Trust;
import dev.signalbox.nomad.drains.Because;
import dev.signalbox.nomad.drains.ClientDrain;
import dev.signalbox.nomad.drains.ClientEligibility;
import dev.signalbox.nomad.drains.EligibilityOutcome;
import dev.signalbox.nomad.drains.Leaving;
import dev.signalbox.nomad.drains.OneInstance;
import dev.signalbox.nomad.drains.Readiness;
import dev.signalbox.nomad.queue.WaitingReasons;
import dev.signalbox.outside.OutsideWorldException;
import dev.signalbox.sandbox.Books;
import dev.signalbox.sandbox.InstallationTest;
import dev.signalbox.sandbox.TestInstallation;
import dev.signalbox.sandbox.github.HandClock;
import dev.signalbox.sandbox.nomad.NomadStory;
import dev.signalbox.sandbox.nomad.World;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
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

/** Plans that meet trouble: a Nomad that says no, a crash, another instance, a release. */
@InstallationTest
class PlanRunnerTests {

  private static final String CLIENT = NomadStory.NEW;

  private final World world = TestInstallation.nomad().world();
  private final DataSource connections;
  private final JdbcClient database;
  private final Books books;
  private final NomadCluster cluster;
  private final NomadDetails details;
  private final NomadActs acts;
  private final WaitingReasons reasons;
  private final AuditLog audit;
  private final Plans plans;
  private final PlanClients planClients;
  private final PlanChange change;
  private final Leaving leaving;
  private final OneInstance oneInstance;
  private final TransactionTemplate transaction;
  private final Clock clock;

  /** The runners' own: the cluster does not grow old while they wait. */
  private final HandClock hand = new HandClock();

  private @Nullable Connection lock;

  @Autowired
  PlanRunnerTests(
      DataSource connections,
      JdbcClient database,
      NomadCluster cluster,
      NomadDetails details,
      NomadActs acts,
      WaitingReasons reasons,
      AuditLog audit,
      Plans plans,
      PlanClients planClients,
      PlanChange change,
      Leaving leaving,
      OneInstance oneInstance,
      TransactionTemplate transaction,
      Clock clock) {
    this.connections = connections;
    this.database = database;
    this.books = new Books(database);
    this.cluster = cluster;
    this.details = details;
    this.acts = acts;
    this.reasons = reasons;
    this.audit = audit;
    this.plans = plans;
    this.planClients = planClients;
    this.change = change;
    this.leaving = leaving;
    this.oneInstance = oneInstance;
    this.transaction = transaction;
    this.clock = clock;
  }

  /** As another instance that is at the plans, so that the console's own runner leaves them. */
  @BeforeEach
  void keepTheOwnRunnerAway() throws SQLException {
    Connection connection = connections.getConnection();
    try (Statement statement = connection.createStatement()) {
      statement.execute("select pg_advisory_lock(%d)".formatted(PlanRunner.LOCK));
    }
    lock = connection;
  }

  @AfterEach
  void letTheOwnRunnerGoOn() throws SQLException {
    Connection connection = lock;
    if (connection != null) {
      try (connection;
          Statement statement = connection.createStatement()) {
        statement.execute("select pg_advisory_unlock(%d)".formatted(PlanRunner.LOCK));
      }
    }
    lock = null;
  }

  @BeforeEach
  void seeTheCluster() {
    // it may be polled for a while after the story began again
    for (int i = 0; i < 300 && !isSeen(); i++) {
      assertThat(cluster.trust().state()).isNotEqualTo(Trust.State.OFF);
    }
    assertThat(isSeen()).as(() -> cluster.trust() + " at " + world.index()).isTrue();
  }

  private boolean isSeen() {
    return cluster.awaits(world.index(), Duration.ofMillis(100))
        && Readiness.holds(cluster.trust());
  }

  @Test
  void drainsAClientOnceHoweverManyInstancesLookAtIt() throws SQLException {
    letTheOwnRunnerGoOn();
    DrainPlan plan = plan(CLIENT);
    PlanRunner one = runner(acts);
    PlanRunner other = runner(acts);

    for (int i = 0; i < 100 && (i < 3 || state(plan) != PlanClient.State.DRAINING); i++) {
      CompletableFuture.allOf(
              Stream.of(one, other, one, other)
                  .map(runner -> CompletableFuture.runAsync(runner::work))
                  .toArray(CompletableFuture[]::new))
          .join();
    }

    assertThat(state(plan)).isEqualTo(PlanClient.State.DRAINING);
    assertThat(drains()).isEqualTo(1);
    assertThat(books.event("nomad.client.drained").success()).isTrue();
  }

  @Test
  void anotherInstanceGoesOnAfterACrashBetweenTheActAndTheNote() {
    DrainPlan plan = plan(CLIENT);
    PlanRunner dying =
        runner(
            new ActsHandedOn(acts) {
              @Override
              public long drain(String client, DrainOrder order, Map<String, String> meta) {
                super.drain(client, order, meta);
                throw new IllegalStateException("the machine was switched off");
              }
            });

    assertThatThrownBy(() -> dying.advance(plan)).hasMessageContaining("switched off");
    assertThat(state(plan)).isEqualTo(PlanClient.State.STARTING);
    runner(acts).advance(plan);

    assertThat(state(plan)).isEqualTo(PlanClient.State.DRAINING);
    assertThat(drains()).isEqualTo(1);
  }

  @Test
  void anotherInstanceGoesOnAfterACrashBeforeTheAct() {
    DrainPlan plan = plan(CLIENT);
    PlanRunner dying = runner(failing(() -> new IllegalStateException("the machine died")));

    assertThatThrownBy(() -> dying.advance(plan)).hasMessageContaining("died");
    assertThat(state(plan)).isEqualTo(PlanClient.State.STARTING);
    runner(acts).advance(plan);

    assertThat(state(plan)).isEqualTo(PlanClient.State.DRAINING);
    assertThat(drains()).isEqualTo(1);
  }

  @Test
  void doesNothingMoreAfterARefusalUntilSomebodyResumesIt() {
    DrainPlan plan = plan(CLIENT);
    PlanRunner refused =
        runner(
            failing(
                () ->
                    new OutsideWorldException.Refused("drain", "Permission denied", "ask", null)));

    for (int i = 0; i < 3; i++) {
      refused.advance(plan);
      hand.advance(Duration.ofHours(1));
    }

    DrainPlan paused = now(plan);
    assertThat(paused.state()).isEqualTo(DrainPlan.State.PAUSED);
    assertThat(paused.waits()).isEqualTo("Nomad refused: Permission denied");
    assertThat(books.event("nomad.client.drained").success()).isFalse();
    assertThat(books.event("nomad.plan.paused").success()).isFalse();

    assertThat(change.want(plan.id(), DrainPlan.State.RUNNING))
        .isInstanceOf(PlanOutcome.Done.class);
    runner(acts).advance(plan);
    assertThat(state(plan)).isEqualTo(PlanClient.State.DRAINING);
  }

  @Test
  void asksLaterEachTimeNomadFailsAndGivesUpInTheEnd() {
    DrainPlan plan = plan(CLIENT);
    PlanRunner failing =
        runner(
            failing(
                () ->
                    new OutsideWorldException.Unexpected(
                        "drain", "No cluster leader", "wait", null)));

    failing.advance(plan);
    failing.advance(plan);
    assertThat(now(plan).waits())
        .isEqualTo("Nomad said: No cluster leader. It is tried again in 10 s.");
    assertThat(tries()).isEqualTo(1);
    hand.advance(Duration.ofSeconds(10));
    failing.advance(plan);
    hand.advance(Duration.ofSeconds(10));
    failing.advance(plan);
    assertThat(tries()).isEqualTo(2);

    for (int i = 0; i < 50; i++) {
      hand.advance(Duration.ofHours(1));
      failing.advance(plan);
    }
    assertThat(tries()).isEqualTo(PlanRunner.TRIES);
    assertThat(now(plan).state()).isEqualTo(DrainPlan.State.PAUSED);
    assertThat(now(plan).waits()).isEqualTo("Nomad said 8 times in a row: No cluster leader");
  }

  @Test
  void givesUpWhatOnlyNomadCouldHelpOnceThePlanIsAborted() {
    DrainPlan plan = plan(CLIENT);
    database
        .sql(
            """
            update drain_plan_client
            set state = 'RESTORING', was_eligible = true, started_at = now(), operation = :operation
            """)
        .param("operation", UUID.randomUUID())
        .update();
    world.setEligible(CLIENT, false);
    seeTheCluster();
    change.want(plan.id(), DrainPlan.State.ABORTED);
    PlanRunner refused =
        runner(failing(() -> new OutsideWorldException.Refused("let in", "No", "ask", null)));

    refused.advance(plan);
    refused.advance(plan);

    assertThat(state(plan)).isEqualTo(PlanClient.State.FAILED);
    assertThat(now(plan).open()).isFalse();
  }

  @Test
  void finishesOnce() {
    DrainPlan plan = plan(CLIENT);

    change.finish(plan, planClients.of(plan.id()));
    change.finish(plan, planClients.of(plan.id()));

    assertThat(books.event("nomad.plan.finished").success()).isTrue();
  }

  @Test
  void writesNothingOverWhatAnotherInstanceHasWritten() {
    DrainPlan plan = plan(CLIENT);
    PlanClient waiting = planClients.of(plan.id()).getFirst();

    assertThat(planClients.mark(plan.id(), waiting, PlanClient.State.SKIPPED, "It is down."))
        .isTrue();
    assertThat(planClients.mark(plan.id(), waiting, PlanClient.State.FAILED, "late")).isFalse();
    assertThat(planClients.draining(plan.id(), waiting, 7)).isFalse();
    assertThat(state(plan)).isEqualTo(PlanClient.State.SKIPPED);
  }

  @Test
  void leavesAClientOutThatIsReleasedAfterThePlanBegan() {
    DrainPlan plan = plan(CLIENT);
    PlanRunner runner = runner(acts);
    runner.advance(plan);
    release(CLIENT);
    world.runningOn(CLIENT).forEach(build -> world.finish(build, 0));
    until(runner, plan, () -> state(plan) == PlanClient.State.DONE);

    assertThat(planClients.of(plan.id()).getFirst().note()).isEqualTo("A release takes it out.");
    assertThat(details.client(id(CLIENT)).orElseThrow().client().eligible()).isFalse();
  }

  @Test
  void takesNoClientThatIsReleasedAlreadyAndLetsNoneIn() {
    release(CLIENT);
    DrainPlan plan = plan(CLIENT);
    runner(acts).advance(plan);
    assertThat(state(plan)).isEqualTo(PlanClient.State.SKIPPED);

    world.setEligible(CLIENT, false);
    ClientEligibility eligibility =
        new ClientEligibility(details, acts, audit, leaving, transaction);
    Because because = plan.because(UUID.randomUUID());
    assertThat(eligibility.set(id(CLIENT), true, because))
        .isInstanceOf(EligibilityOutcome.Released.class);
    database.sql("update client_release set ended_at = now(), state = 'CANCELLED'").update();
    assertThat(eligibility.set(id(CLIENT), true, because))
        .isInstanceOf(EligibilityOutcome.Done.class);
  }

  @Test
  void doesNotLetAClientInThatWasParkedBefore() {
    world.setEligible(CLIENT, false);
    seeTheCluster();
    DrainPlan plan = plan(CLIENT);
    PlanRunner runner = runner(acts);
    world.runningOn(CLIENT).forEach(build -> world.finish(build, 0));

    until(runner, plan, () -> state(plan) == PlanClient.State.DONE);

    assertThat(planClients.of(plan.id()).getFirst().note()).contains("where it was before");
    assertThat(details.client(id(CLIENT)).orElseThrow().client().eligible()).isFalse();
  }

  private DrainPlan plan(String client) {
    DrainPlan plan =
        new DrainPlan(
            UUID.randomUUID(),
            "new image",
            1,
            0,
            null,
            true,
            true,
            false,
            DrainPlan.State.RUNNING,
            "",
            new Actor("user", "7", "alice"),
            clock.instant().truncatedTo(ChronoUnit.MICROS),
            null,
            false,
            0,
            null);
    plans.add(plan, List.of(PlanClient.waiting(1, id(client), client)));
    return plan;
  }

  private PlanRunner runner(NomadActs told) {
    return new PlanRunner(
        plans,
        planClients,
        cluster,
        reasons,
        new ClientDrain(details, told, audit, clock),
        new ClientEligibility(details, told, audit, leaving, transaction),
        leaving,
        oneInstance,
        change,
        transaction,
        hand);
  }

  private NomadActs failing(Supplier<RuntimeException> failure) {
    return new ActsHandedOn(acts) {
      @Override
      public long drain(String client, DrainOrder order, Map<String, String> meta) {
        throw failure.get();
      }

      @Override
      public long setEligible(String client, boolean eligible) {
        throw failure.get();
      }
    };
  }

  /** One that is open, in a state in which its own runner leaves it alone. */
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
    return books.actions().stream().filter("nomad.client.drained"::equals).count();
  }

  /** How often Nomad was told to drain the client. */
  private long drains() {
    return details.client(id(CLIENT)).orElseThrow().events().stream()
        .filter(event -> event.message().startsWith("Node drain strategy"))
        .count();
  }

  private PlanClient.State state(DrainPlan plan) {
    return planClients.of(plan.id()).getFirst().state();
  }

  private DrainPlan now(DrainPlan plan) {
    return plans.find(plan.id()).orElseThrow();
  }

  private String id(String name) {
    return world.clientId(name);
  }

  /** Goes on by what happens at Nomad, not by the clock; gives up after a while. */
  private void until(PlanRunner runner, DrainPlan plan, BooleanSupplier reached) {
    for (int i = 0; i < 60 && !reached.getAsBoolean(); i++) {
      runner.advance(plan);
      cluster.awaits(world.index() + 1, Duration.ofMillis(200));
    }
    assertThat(reached.getAsBoolean()).isTrue();
  }
}
