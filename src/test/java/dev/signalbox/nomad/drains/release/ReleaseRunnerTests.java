package dev.signalbox.nomad.drains.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.audit.Actor;
import dev.signalbox.audit.AuditLog;
import dev.signalbox.nomad.ActsHandedOn;
import dev.signalbox.nomad.NomadActs;
import dev.signalbox.nomad.drains.ClientDrain;
import dev.signalbox.nomad.drains.ClientEligibility;
import dev.signalbox.nomad.drains.ClientPurge;
import dev.signalbox.nomad.drains.Leaving;
import dev.signalbox.nomad.drains.OneInstance;
import dev.signalbox.nomad.drains.release.Release.State;
import dev.signalbox.nomad.wire.NomadFixture;
import dev.signalbox.outside.OutsideWorldException.Refused;
import dev.signalbox.outside.OutsideWorldException.Unreachable;
import dev.signalbox.sandbox.Books;
import dev.signalbox.sandbox.InstallationTest;
import dev.signalbox.sandbox.TestInstallation;
import dev.signalbox.sandbox.nomad.NomadStory;
import dev.signalbox.sandbox.nomad.World;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** What goes wrong on the way of a machine: at Nomad, at the console, between two of them. */
@InstallationTest
class ReleaseRunnerTests {

  private static final String DRAINED = "nomad.client.drained";

  private final World world = TestInstallation.nomad().world();
  private final NomadFixture fixture = NomadFixture.at(TestInstallation.nomad().address());
  private final SeenCluster cluster = new SeenCluster(fixture.details());
  private final JdbcClient database;
  private final Books books;
  private final Releases releases;
  private final ClientRelease release;
  private final AuditLog audit;
  private final Leaving leaving;
  private final OneInstance oneInstance;
  private final TransactionTemplate transaction;
  private final Clock clock;
  private final Orders orders = new Orders(fixture.acts());
  private final String id = world.clientId(NomadStory.READY);
  private final CountDownLatch leave = new CountDownLatch(1);

  @Autowired
  ReleaseRunnerTests(
      JdbcClient database,
      Releases releases,
      ClientRelease release,
      AuditLog audit,
      Leaving leaving,
      OneInstance oneInstance,
      TransactionTemplate transaction,
      Clock clock) {
    this.database = database;
    this.books = new Books(database);
    this.releases = releases;
    this.release = release;
    this.audit = audit;
    this.leaving = leaving;
    this.oneInstance = oneInstance;
    this.transaction = transaction;
    this.clock = clock;
  }

  /** The console's own runner would do the work otherwise. */
  @BeforeEach
  void keepTheConsolesOwnRunnerAway() throws InterruptedException {
    CountDownLatch alone = new CountDownLatch(1);
    AtomicBoolean held = new AtomicBoolean();
    Thread.ofVirtual()
        .start(
            () -> {
              while (!held.get()) {
                oneInstance.work(
                    ReleaseRunner.LOCK,
                    () -> {
                      held.set(true);
                      alone.countDown();
                      awaited(leave);
                    });
              }
            });
    assertThat(alone.await(30, TimeUnit.SECONDS)).isTrue();
    world.setEligible(NomadStory.READY, false);
    cluster.look(id);
  }

  @AfterEach
  void letItWorkAgain() {
    leave.countDown();
    fixture.close();
  }

  @Test
  void triesAgainMoreAndMoreSeldomAndTellsOfTheSameFailureOnce() {
    Release one = begun(State.CORDONED);
    orders.fail = new Unreachable("drain it", "500: rpc error", "wait", null);

    advance(one);
    advance(one);
    assertThat(orders.drains).isEqualTo(1);
    assertThat(now(one).note()).isEqualTo("Nomad said: 500: rpc error. It is tried again.");

    for (int i = 0; i < 4; i++) {
      TestInstallation.clock().advance(ReleaseRunner.pause(i));
      advance(one);
    }
    assertThat(orders.drains).isEqualTo(5);
    assertThat(events()).isEqualTo(1);

    orders.fail = new Unreachable("drain it", "500: something else", "wait", null);
    TestInstallation.clock().advance(Duration.ofMinutes(1));
    advance(one);
    assertThat(events()).isEqualTo(2);

    orders.fail = null;
    TestInstallation.clock().advance(Duration.ofMinutes(1));
    advance(one);
    assertThat(now(one).state()).isEqualTo(State.DRAINING);
    assertThat(now(one).tries()).isZero();
    assertThat(now(one).note()).isEmpty();
  }

  @Test
  void endsWhereNomadRefuses() {
    Release one = begun(State.CORDONED);
    orders.fail = new Refused("drain it", "403: Permission denied", "give it node:write", null);

    advance(one);

    assertThat(now(one).state()).isEqualTo(State.FAILED);
    assertThat(now(one).note())
        .isEqualTo("Nomad said: 403: Permission denied. You can give it node:write.");
    assertThat(books.event(DRAINED).success()).isFalse();
    assertThat(books.event("nomad.client.released").success()).isFalse();
  }

  @Test
  void doesNothingMoreOnceSomebodyCancelled() {
    Release asRead = begun(State.CORDONED);
    // the row was read before, and the runner was busy with others meanwhile
    assertThat(releases.cancelled(asRead)).isTrue();

    runner().advance(asRead);

    assertThat(orders.drains).isZero();
    assertThat(now(asRead).state()).isEqualTo(State.CANCELLED);
    assertThat(books.actions()).doesNotContain(DRAINED, "nomad.client.released");
  }

  @Test
  void isDoneOnceWhereTwoRunnersAreAtIt() throws InterruptedException {
    Release asRead = begun(State.CORDONED);
    CountDownLatch answer = new CountDownLatch(1);
    orders.hold = answer;
    Thread first = Thread.ofVirtual().start(() -> runner().advance(asRead));
    assertThat(orders.came.await(10, TimeUnit.SECONDS)).isTrue();

    // the lock may be lost while Nomad takes its time: another instance begins then
    runner().advance(asRead);
    answer.countDown();
    first.join();
    runner().advance(asRead);

    assertThat(orders.drains).isEqualTo(1);
    assertThat(events()).isEqualTo(1);
    assertThat(now(asRead).state()).isEqualTo(State.DRAINING);
  }

  @Test
  void writesDownOneEndWhereTwoRunnersSeeDifferentOnes() {
    Release asRead = begun(State.SAFE);

    release.end(asRead, State.RELEASED, "Its machine is off.");
    release.end(asRead, State.ABANDONED, "");
    releases.reached(asRead, State.RELEASED, 0);

    assertThat(now(asRead).state()).isEqualTo(State.RELEASED);
    assertThat(books.event("nomad.client.released").payload()).contains("Its machine is off.");
  }

  @Test
  void goesOnAfterACrashBetweenTheActAndItsNote() {
    Release one = begun(State.CORDONED);
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

    // nobody else is at it before the one that crashed can have ended
    advance(one);
    assertThat(now(one).state()).isEqualTo(State.CORDONED);

    TestInstallation.clock().advance(ReleaseRunner.LONGEST_ACT);
    advance(one);

    assertThat(now(one).state()).isEqualTo(State.DRAINING);
    assertThat(orders.drains).isEqualTo(1);
    assertThat(events()).isEqualTo(1);
  }

  @Test
  void isNotSafeWhileNomadKnowsOfABuildThatTheViewDoesNotShow() {
    world.drain(NomadStory.READY, Duration.ofMinutes(1), Map.of());
    TestInstallation.clock().advance(Duration.ofMinutes(1));
    world.tick();
    cluster.look(id);
    int running = world.runningOn(NomadStory.READY).size();
    assertThat(running).isPositive();
    Release one = begun(State.DRAINING);

    advance(one);

    assertThat(now(one).state()).isEqualTo(State.DRAINING);
    assertThat(now(one).left()).isEqualTo(running);

    world.runningOn(NomadStory.READY).forEach(build -> world.finish(build, 0));
    advance(one);
    assertThat(now(one).state()).isEqualTo(State.SAFE);
  }

  private void advance(Release one) {
    runner().advance(now(one));
  }

  private Release now(Release one) {
    return releases.find(one.id()).orElseThrow();
  }

  private long events() {
    return books.actions().stream().filter(DRAINED::equals).count();
  }

  private ReleaseRunner runner() {
    return new ReleaseRunner(
        releases,
        release,
        cluster,
        new ClientDrain(fixture.details(), orders, audit, clock),
        new ClientEligibility(fixture.details(), orders, audit, leaving, transaction),
        new ClientPurge(fixture.details(), orders, audit),
        new Termination(cluster, fixture.details(), clock),
        oneInstance,
        clock);
  }

  private Release begun(State state) {
    Release one =
        new Release(
            UUID.randomUUID(),
            id,
            NomadStory.READY,
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
            "");
    releases.add(one);
    return now(one);
  }

  private static void awaited(CountDownLatch latch) {
    try {
      assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Orders to Nomad that take their time, or come to nothing. */
  private static final class Orders extends ActsHandedOn {

    private final CountDownLatch came = new CountDownLatch(1);
    private volatile @Nullable RuntimeException fail;
    private volatile @Nullable CountDownLatch hold;
    private volatile int drains;

    Orders(NomadActs nomad) {
      super(nomad);
    }

    @Override
    @SuppressWarnings("NonAtomicVolatileUpdate") // only one runner may come here
    public long drain(String clientId, DrainOrder order, Map<String, String> meta) {
      drains++;
      came.countDown();
      @Nullable CountDownLatch until = hold;
      if (until != null) {
        awaited(until);
      }
      @Nullable RuntimeException failure = fail;
      if (failure != null) {
        throw failure;
      }
      return super.drain(clientId, order, meta);
    }
  }
}
