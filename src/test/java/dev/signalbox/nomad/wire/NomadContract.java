package dev.signalbox.nomad.wire;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.fail;

import dev.signalbox.nomad.Allocation;
import dev.signalbox.nomad.AllocationLogs;
import dev.signalbox.nomad.AllocationLogs.Source;
import dev.signalbox.nomad.AllocationLogs.Stream;
import dev.signalbox.nomad.AllocationStatus;
import dev.signalbox.nomad.Capabilities;
import dev.signalbox.nomad.Client;
import dev.signalbox.nomad.Client.LastDrain;
import dev.signalbox.nomad.ClientStatus;
import dev.signalbox.nomad.Evaluation;
import dev.signalbox.nomad.Job;
import dev.signalbox.nomad.JobKey;
import dev.signalbox.nomad.JobStatus;
import dev.signalbox.nomad.NomadActs;
import dev.signalbox.nomad.NomadActs.DrainOrder;
import dev.signalbox.nomad.NomadDetails;
import dev.signalbox.nomad.NomadDetails.TaskEvent;
import dev.signalbox.nomad.NomadLists;
import dev.signalbox.nomad.NomadLists.Event;
import dev.signalbox.nomad.NomadLists.Question;
import dev.signalbox.nomad.NomadServers;
import dev.signalbox.outside.OutsideWorldException.Conflicting;
import dev.signalbox.outside.OutsideWorldException.Missing;
import dev.signalbox.outside.Reading;
import dev.signalbox.settings.Settings;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What the ports promise, asked of a Nomad with one client that runs {@code raw_exec}: our own
 * double in each version it plays, and a real {@code nomad agent -dev}.
 */
@SuppressWarnings("NullAway") // what is missing fails the test
abstract class NomadContract {

  private static final String NOBODY = "00000000-0000-0000-0000-000000000000";
  private static final DrainOrder FOR_EVER = new DrainOrder(null, true);

  private NomadFixture fixture;
  private Builds builds;
  private NomadLists lists;
  private NomadDetails details;
  private NomadActs acts;
  private AllocationLogs logs;
  private Capabilities capabilities;

  /** Where the Nomad answers, and what it wants to be shown. */
  abstract Settings.Nomad settings();

  /** Ends what was started for one test. */
  void close() {}

  @BeforeEach
  void probe() {
    fixture = NomadFixture.of(settings());
    builds = new Builds(settings());
    lists = fixture.lists();
    details = fixture.details();
    acts = fixture.acts();
    logs = fixture.logs();
    capabilities = lists.probe();
  }

  @AfterEach
  void leave() {
    builds.purge();
    fixture.close();
    close();
  }

  @Test
  void findsWhatTheServersCanDo() {
    assertThat(capabilities.versions()).isNotEmpty();
    boolean modern = capabilities.lowest().isAtLeast(1, 0, 0);
    assertThat(capabilities.eventStream()).isEqualTo(modern);
    assertThat(capabilities.namespaces()).isEqualTo(modern);
    assertThat(capabilities.listResources()).isEqualTo(modern);
    assertThat(capabilities.paging()).isEqualTo(capabilities.lowest().isAtLeast(1, 3, 0));
    assertThat(capabilities.lastDrain()).isEqualTo(capabilities.lowest().isAtLeast(1, 1, 0));
  }

  @Test
  void listsAClientWithWhatItHas() {
    Client client = client();

    assertThat(client.status()).isEqualTo(ClientStatus.READY);
    assertThat(client.takesBuilds()).isTrue();
    assertThat(client.allocatable().memory()).isPositive();
    assertThat(client.allocatable().cpu()).isPositive();
    assertThat(client.version()).isNotBlank();
    assertThat(client.drivers())
        .anySatisfy(
            driver -> {
              assertThat(driver.name()).isEqualTo("raw_exec");
              assertThat(driver.inTrouble()).isFalse();
            });
  }

  @Test
  void readsAClientAloneWithWhatListsDoNotTell() {
    Client alone = alone(client().id());

    assertThat(alone.statusSince()).isNotNull();
    assertThat(alone.attributes()).isNotEmpty();
    assertThat(lists.client(NOBODY)).isNull();
  }

  @Test
  void listsABuildThatRunsWithWhatItGot() {
    String id = builds.run("sleep 60", "");

    Allocation running = allocation(id, one -> one.status() == AllocationStatus.RUNNING);

    assertThat(running.resources().cpu()).isEqualTo(Builds.CPU);
    assertThat(running.resources().memory()).isEqualTo(Builds.MEMORY);
    assertThat(running.clientId()).isEqualTo(client().id());
    assertThat(running.group()).isEqualTo("build");
    assertThat(running.jobType()).isEqualTo("batch");
    Job job = job(id, one -> one.status() == JobStatus.RUNNING);
    assertThat(job.counts().running()).isEqualTo(1);
    assertThat(job.stopped()).isFalse();
  }

  @Test
  void tellsWhatRunsOnAClientAtThisMoment() {
    String id = builds.run("sleep 60", "");
    Allocation running = allocation(id, one -> one.status() == AllocationStatus.RUNNING);

    assertThat(details.buildsOn(running.clientId()))
        .extracting(Allocation::id)
        .contains(running.id());

    acts.stopJob(new JobKey("default", id), false);
    allocation(id, Allocation::terminal);

    assertThat(details.buildsOn(running.clientId()))
        .extracting(Allocation::id)
        .doesNotContain(running.id());
    assertThat(details.buildsOn(NOBODY)).isEmpty();
  }

  @Test
  void waitsUntilAListIsNewerThanAnIndex() {
    long before = lists.jobs(Question.NOW, job -> {}).index();
    String id = builds.run("exit 0", "");

    long after = lists.jobs(new Question(before, Duration.ofSeconds(5), false), job -> {}).index();

    assertThat(after).isGreaterThan(before);
    assertThat(job(id, job -> true).key()).isEqualTo(key(id));
  }

  @Test
  void answersAfterTheWaitWhenNothingCame() {
    long index = lists.clients(Question.NOW, client -> {}).index();

    NomadLists.Heading heading =
        lists.clients(new Question(index, Duration.ofMillis(200), true), client -> {});

    assertThat(heading.index()).isGreaterThanOrEqualTo(index);
    assertThat(heading.leaderKnown()).isTrue();
    assertThat(heading.bytes()).isPositive();
  }

  @Test
  void tellsWhyABuildWaits() {
    String id = builds.run("exit 0", "windows");

    Evaluation blocked =
        evaluation(
            id,
            all ->
                all.stream().filter(one -> one.status() == Evaluation.Status.BLOCKED).findFirst());
    Evaluation reason =
        evaluation(id, all -> all.stream().filter(one -> !one.failures().isEmpty()).findFirst());

    assertThat(blocked.open()).isTrue();
    assertThat(reason.id()).isIn(blocked.id(), blocked.previousEvaluation());
    assertThat(requireNonNull(reason.failures().get("build")).filtered()).isPositive();
    assertThat(requireNonNull(reason.failures().get("build")).constraints()).isNotEmpty();
    assertThat(details.evaluations(key(id)))
        .isSortedAccordingTo((one, other) -> Long.compare(other.createIndex(), one.createIndex()));
  }

  @Test
  void tellsOfABuildAsItHappens() {
    if (!capabilities.eventStream()) {
      assertThatExceptionOfType(RuntimeException.class)
          .isThrownBy(() -> lists.follow(0, batch -> true));
      return;
    }
    long index = lists.jobs(Question.NOW, job -> {}).index();
    List<Event> events = new ArrayList<>();
    List<Long> indexes = new ArrayList<>();
    String[] id = {""};

    lists.follow(
        index,
        batch -> {
          if (id[0].isEmpty()) {
            assertThat(batch.heartbeat()).isTrue();
            id[0] = builds.run("exit 3", "");
          }
          indexes.add(batch.index());
          events.addAll(batch.events());
          return events.stream().noneMatch(event -> failed(event, id[0]));
        });

    assertThat(events)
        .anySatisfy(
            event ->
                assertThat(event)
                    .isInstanceOfSatisfying(
                        Event.JobChanged.class,
                        changed -> assertThat(changed.job().key()).isEqualTo(key(id[0]))))
        .hasAtLeastOneElementOfType(Event.EvaluationChanged.class);
    assertThat(indexes.stream().filter(one -> one > 0)).isSorted();
  }

  /** Before 1.2 nothing tells of a drain that is set or taken back; what follows it is told. */
  @Test
  void tellsOfAClientAsItHappensButNotAlwaysOfDrains() {
    if (!capabilities.eventStream()) {
      return;
    }
    String build = builds.run("sleep 60", "");
    String id = allocation(build, one -> one.status() == AllocationStatus.RUNNING).clientId();
    long index = lists.clients(Question.NOW, client -> {}).index();
    List<Client> seen = new ArrayList<>();
    List<String> told = new ArrayList<>();
    boolean[] acted = {false};

    lists.follow(
        index,
        batch -> {
          if (!acted[0]) {
            acted[0] = true;
            acts.drain(id, FOR_EVER, Map.of());
            acts.cancelDrain(id, false, Map.of());
            acts.setEligible(id, true);
          }
          if (batch.index() > index) {
            for (Event event : batch.events()) {
              switch (event) {
                case Event.ClientChanged changed -> seen.add(changed.client());
                case Event.ClientTold one -> told.add(one.message());
                default -> {}
              }
            }
          }
          return seen.isEmpty() || !seen.getLast().takesBuilds();
        });

    boolean tellsOfDrains = capabilities.lowest().isAtLeast(1, 2, 0);
    assertThat(seen.stream().anyMatch(Client::draining)).isEqualTo(tellsOfDrains);
    assertThat(told).contains("Node marked as eligible for scheduling");
    List<String> all = new ArrayList<>();
    lists.client(id, one -> all.add(one.message()));
    assertThat(all).contains("Node drain strategy set", "Node marked as eligible for scheduling");
  }

  @Test
  void tellsThatADrainIsComplete() {
    String id = client().id();
    long index = lists.clients(Question.NOW, client -> {}).index();
    try {
      acts.drain(id, FOR_EVER, Map.of());

      Client drained =
          sooner(
              (question, found) -> {
                List<Client> all = new ArrayList<>();
                long now = lists.clients(question, all::add).index();
                all.stream()
                    .filter(one -> now > index && !one.draining() && !one.eligible())
                    .forEach(found::add);
                return now;
              });

      assertThat(drained.id()).isEqualTo(id);
      if (capabilities.lastDrain()) {
        assertThat(alone(id).lastDrain()).returns(LastDrain.State.COMPLETE, LastDrain::state);
      }
      if (capabilities.eventStream()) {
        List<Event> events = new ArrayList<>();
        lists.follow(
            index,
            batch -> {
              events.addAll(batch.index() > index ? batch.events() : List.of());
              return events.stream().noneMatch(NomadContract::completes);
            });
      }
    } finally {
      acts.setEligible(id, true);
    }
  }

  private static boolean completes(Event event) {
    return event instanceof Event.ClientTold told && told.message().equals("Node drain complete");
  }

  @Test
  void endsAStreamWhenTheThreadIsInterrupted() throws InterruptedException {
    if (!capabilities.eventStream()) {
      return;
    }
    CountDownLatch stands = new CountDownLatch(1);
    Thread follower =
        Thread.ofPlatform()
            .start(
                () ->
                    lists.follow(
                        0,
                        batch -> {
                          stands.countDown();
                          return true;
                        }));

    assertThat(stands.await(40, TimeUnit.SECONDS)).isTrue();
    follower.interrupt();

    assertThat(follower.join(Duration.ofSeconds(5))).isTrue();
  }

  @Test
  void readsAJobWholeButNoSecret() {
    String id = builds.run("sleep 60", "");

    NomadDetails.JobDetail detail = details.job(key(id)).orElseThrow();

    assertThat(detail.job().key()).isEqualTo(key(id));
    assertThat(detail.groups().getFirst().asked().memory()).isEqualTo(Builds.MEMORY);
    assertThat(detail.groups().getFirst().tasks().getFirst().driver()).isEqualTo("raw_exec");
    assertThat(detail.raw()).contains("BUILD_TOKEN").doesNotContain(Builds.SECRET);
    assertThat(details.job(key("nobody/knows-it"))).isEmpty();
    assertThat(details.evaluations(key("nobody/knows-it"))).isEmpty();
  }

  @Test
  void readsAJobWhoseIdHoldsASlash() {
    String parent = builds.offer("sleep 60");
    String id = builds.dispatch(parent);

    assertThat(id).startsWith(parent + "/dispatch-");
    assertThat(job(id, job -> true).parentId()).isEqualTo(parent);
    assertThat(job(parent, job -> true).template()).isTrue();
    assertThat(details.job(key(id)).orElseThrow().job().template()).isFalse();
    allocation(id, one -> one.status() == AllocationStatus.RUNNING);
    assertThat(acts.stopJob(key(id), false)).isPositive();
    allocation(id, Allocation::terminal);
  }

  @Test
  void tellsHowABuildEnded() {
    String id = builds.run("echo bad >&2; exit 3", "");
    Allocation failed = allocation(id, one -> one.status() == AllocationStatus.FAILED);

    NomadDetails.AllocationDetail detail = details.allocation(failed.id()).orElseThrow();

    assertThat(detail.allocation().startedAt()).isNotNull();
    assertThat(detail.allocation().finishedAt()).isNotNull();
    assertThat(detail.tasks().getFirst().failed()).isTrue();
    assertThat(detail.tasks().getFirst().events()).extracting(TaskEvent::exitCode).contains(3);
    assertThat(detail.raw()).doesNotContain(Builds.SECRET);
    assertThat(details.allocation(NOBODY)).isEmpty();
  }

  @Test
  void measuresAClientAndABuild() {
    String id = builds.run("sleep 60", "");
    Allocation running = allocation(id, one -> one.status() == AllocationStatus.RUNNING);

    assertThat(details.use(running.clientId()).memoryTotal()).isPositive();
    assertThat(details.use(running.clientId()).cpuPercent()).isBetween(0.0, 100.0);
    assertThat(details.allocationUse(running.id()).tasks()).hasSizeLessThanOrEqualTo(1);
    assertThatExceptionOfType(Missing.class).isThrownBy(() -> details.allocationUse(NOBODY));
    assertThatExceptionOfType(Missing.class).isThrownBy(() -> details.use(NOBODY));
  }

  @Test
  void parksAClientAndLetsItBack() {
    String id = client().id();
    try {
      assertThat(acts.setEligible(id, false)).isPositive();
      assertThat(alone(id).eligible()).isFalse();
      assertThat(alone(id).draining()).isFalse();
    } finally {
      acts.setEligible(id, true);
    }
    assertThat(alone(id).takesBuilds()).isTrue();
    assertThatExceptionOfType(Missing.class).isThrownBy(() -> acts.setEligible(NOBODY, true));
  }

  @Test
  void drainsAClientUntilItIsTakenBack() {
    String build = builds.run("sleep 60", "");
    Allocation running = allocation(build, one -> one.status() == AllocationStatus.RUNNING);
    String id = running.clientId();
    try {
      acts.drain(id, FOR_EVER, Map.of("message", "scale down"));

      Client draining = alone(id);
      assertThat(draining.draining()).isTrue();
      assertThat(draining.eligible()).isFalse();
      assertThat(draining.drain())
          .returns(null, Client.Drain::forceAt)
          .returns(true, Client.Drain::ignoreSystemJobs);
      if (capabilities.lastDrain()) {
        assertThat(draining.lastDrain())
            .returns(LastDrain.State.DRAINING, LastDrain::state)
            .returns(Map.of("message", "scale down"), LastDrain::meta);
      }
      assertThatExceptionOfType(Conflicting.class).isThrownBy(() -> acts.setEligible(id, true));

      acts.drain(id, new DrainOrder(Duration.ofHours(1), true), Map.of());
      assertThat(requireNonNull(alone(id).drain()).forceAt()).isNotNull();

      acts.cancelDrain(id, false, Map.of());
      assertThat(alone(id).draining()).isFalse();
      assertThat(alone(id).eligible()).isFalse();
    } finally {
      acts.drain(id, FOR_EVER, Map.of());
      acts.cancelDrain(id, true, Map.of());
    }
    assertThat(alone(id).takesBuilds()).isTrue();
    assertThatExceptionOfType(Missing.class)
        .isThrownBy(() -> acts.drain(NOBODY, FOR_EVER, Map.of()));
    assertThatExceptionOfType(Missing.class).isThrownBy(() -> acts.purge(NOBODY));
  }

  @Test
  void restartsAndStopsAnAllocation() {
    String id = builds.run("sleep 60", "");
    Allocation running = allocation(id, one -> one.status() == AllocationStatus.RUNNING);

    acts.restartAllocation(running.id(), null);
    assertThat(acts.stopAllocation(running.id())).isPositive();

    assertThat(allocation(id, one -> one.id().equals(running.id()) && one.terminal()).desired())
        .isEqualTo(Allocation.Desired.STOP);
    assertThatExceptionOfType(Missing.class).isThrownBy(() -> acts.stopAllocation(NOBODY));
  }

  @Test
  void stopsAJob() {
    String id = builds.run("sleep 60", "");
    allocation(id, one -> one.status() == AllocationStatus.RUNNING);

    assertThat(acts.stopJob(key(id), false)).isPositive();

    assertThat(job(id, Job::stopped).key()).isEqualTo(key(id));
    acts.stopJob(key(id), true);
    assertThat(details.job(key(id))).isEmpty();
  }

  @Test
  void readsALogAsItIsAndAsItGrows() {
    String id = builds.run("echo out; echo one >&2; sleep 0.3; echo zwölf >&2; sleep 60", "");
    Allocation running = allocation(id, one -> one.status() == AllocationStatus.RUNNING);
    Source source = new Source(running.id(), "build-agent", Stream.STDERR);
    StringBuilder heard = new StringBuilder();

    logs.follow(
        source,
        1_000,
        frame -> {
          heard.append(new String(frame.data(), StandardCharsets.UTF_8));
          return !heard.toString().contains("zwölf\n");
        });

    assertThat(heard).hasToString("one\nzwölf\n");
    ByteArrayOutputStream copy = new ByteArrayOutputStream();
    logs.copy(source, copy);
    assertThat(copy.toString(StandardCharsets.UTF_8)).isEqualTo("one\nzwölf\n");
    assertThat(new String(logs.tail(source, 3), StandardCharsets.UTF_8)).isEqualTo("lf\n");
    assertThat(logs.files(running.id()))
        .extracting(AllocationLogs.LogFile::name)
        .contains("build-agent.stderr.0", "build-agent.stdout.0");
  }

  @Test
  void saysThatALogIsNotThere() {
    String id = builds.run("sleep 60", "");
    Allocation running = allocation(id, one -> one.status() == AllocationStatus.RUNNING);

    assertThatExceptionOfType(Missing.class)
        .isThrownBy(() -> logs.tail(new Source(NOBODY, "build-agent", Stream.STDERR), 10));
    assertThatExceptionOfType(Missing.class)
        .isThrownBy(() -> logs.tail(new Source(running.id(), "nobody", Stream.STDERR), 10));
    assertThatExceptionOfType(Missing.class)
        .isThrownBy(() -> logs.follow(new Source(NOBODY, "x", Stream.STDOUT), 10, frame -> true));
  }

  @Test
  void tellsHowTheServersStand() {
    NomadServers.Report report = fixture.servers().report();

    assertThat(report.leader())
        .isInstanceOfSatisfying(
            Reading.Known.class, known -> assertThat(known.value()).asString().contains(":"));
    assertThat(report.members())
        .isInstanceOfSatisfying(
            Reading.Known.class,
            known -> assertThat(known.value()).asString().contains("status=alive"));
    assertThat(report.peers()).isInstanceOf(Reading.Known.class);
    assertThat(report.regions()).isInstanceOf(Reading.Known.class);
  }

  private static boolean failed(Event event, String job) {
    return event instanceof Event.AllocationChanged changed
        && changed.allocation().job().id().equals(job)
        && changed.allocation().status() == AllocationStatus.FAILED;
  }

  private Client client() {
    List<Client> all = new ArrayList<>();
    lists.clients(Question.NOW, all::add);
    return all.getFirst();
  }

  private Client alone(String id) {
    return requireNonNull(lists.client(id));
  }

  private Job job(String id, Predicate<Job> wanted) {
    return sooner(
        (question, found) -> {
          List<Job> all = new ArrayList<>();
          long index = lists.jobs(question, all::add).index();
          all.stream()
              .filter(job -> job.key().id().equals(id) && wanted.test(job))
              .findFirst()
              .ifPresent(found::add);
          return index;
        });
  }

  private Allocation allocation(String job, Predicate<Allocation> wanted) {
    return sooner(
        (question, found) -> {
          List<Allocation> all = new ArrayList<>();
          long index = lists.allocations(question, all::add).index();
          all.stream()
              .filter(one -> one.job().id().equals(job) && wanted.test(one))
              .findFirst()
              .ifPresent(found::add);
          return index;
        });
  }

  private Evaluation evaluation(
      String job, Function<List<Evaluation>, Optional<Evaluation>> wanted) {
    return sooner(
        (question, found) -> {
          List<Evaluation> all = new ArrayList<>();
          long index = lists.evaluations(question, all::add).index();
          wanted
              .apply(all.stream().filter(one -> one.job().id().equals(job)).toList())
              .ifPresent(found::add);
          return index;
        });
  }

  /** Asks again as the list changes, for half a minute. */
  private static <T> T sooner(Asking<T> asking) {
    long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    Question question = Question.NOW;
    while (System.nanoTime() < end) {
      List<T> found = new ArrayList<>();
      long index = asking.ask(question, found);
      if (!found.isEmpty()) {
        return found.getFirst();
      }
      question = new Question(index, Duration.ofSeconds(1), false);
    }
    return fail("It did not happen within half a minute.");
  }

  private static JobKey key(String id) {
    return new JobKey("default", id);
  }

  private interface Asking<T> {
    long ask(Question question, List<T> found);
  }
}
