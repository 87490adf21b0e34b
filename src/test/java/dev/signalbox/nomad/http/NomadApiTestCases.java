package dev.signalbox.nomad.http;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.fail;

import dev.signalbox.nomad.Allocation;
import dev.signalbox.nomad.AllocationLogs;
import dev.signalbox.nomad.AllocationLogs.Position;
import dev.signalbox.nomad.AllocationLogs.Source;
import dev.signalbox.nomad.AllocationLogs.StreamType;
import dev.signalbox.nomad.AllocationStatus;
import dev.signalbox.nomad.Capabilities;
import dev.signalbox.nomad.Client;
import dev.signalbox.nomad.Client.LastDrain;
import dev.signalbox.nomad.ClientStatus;
import dev.signalbox.nomad.Evaluation;
import dev.signalbox.nomad.Job;
import dev.signalbox.nomad.JobKey;
import dev.signalbox.nomad.JobStatus;
import dev.signalbox.nomad.NomadCommands;
import dev.signalbox.nomad.NomadCommands.DrainSpec;
import dev.signalbox.nomad.NomadListWatch;
import dev.signalbox.nomad.NomadListWatch.Event;
import dev.signalbox.nomad.NomadListWatch.ListOptions;
import dev.signalbox.nomad.NomadProperties;
import dev.signalbox.nomad.NomadQueries;
import dev.signalbox.nomad.NomadQueries.TaskEvent;
import dev.signalbox.nomad.NomadServers;
import dev.signalbox.nomad.ServerVersion;
import dev.signalbox.remote.Observed;
import dev.signalbox.remote.RemoteSystemException.Conflict;
import dev.signalbox.remote.RemoteSystemException.NotFound;
import dev.signalbox.remote.RemoteSystemException.Unexpected;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
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
import org.junit.jupiter.api.Timeout;

/**
 * Behavior of the ports with one client that runs {@code raw_exec}. Runs against the fake server in
 * each emulated version and against a real {@code nomad agent -dev}.
 */
@SuppressWarnings("NullAway") // a null value fails the test
abstract class NomadApiTestCases {

  private static final String UNKNOWN_ID = "00000000-0000-0000-0000-000000000000";
  private static final DrainSpec NO_DEADLINE = new DrainSpec(null, true);

  private NomadAdapters fixture;
  private BuildDriver builds;
  private NomadListWatch lists;
  private NomadQueries queries;
  private NomadCommands commands;
  private AllocationLogs logs;
  private Capabilities capabilities;

  /** Returns the address and the credentials of the server. */
  abstract NomadProperties settings();

  /** Stops what the subclass has started. */
  void close() {}

  @BeforeEach
  void probe() {
    fixture = NomadAdapters.of(settings());
    builds = new BuildDriver(settings());
    lists = fixture.lists();
    queries = fixture.queries();
    commands = fixture.commands();
    logs = fixture.logs();
    capabilities = lists.probe();
  }

  @AfterEach
  void tearDown() {
    builds.purge();
    fixture.close();
    close();
  }

  @Test
  void detectsCapabilities() {
    assertThat(capabilities.versions()).isNotEmpty();
    boolean modern = capabilities.lowestVersion().isAtLeast(1, 0, 0);
    assertThat(capabilities.eventStream()).isEqualTo(modern && streamsAllNamespaces());
    assertThat(capabilities.namespaces()).isEqualTo(modern);
    assertThat(capabilities.listResources()).isEqualTo(modern);
    assertThat(capabilities.paging()).isEqualTo(capabilities.lowestVersion().isAtLeast(1, 3, 0));
    assertThat(capabilities.lastDrain()).isEqualTo(capabilities.lowestVersion().isAtLeast(1, 1, 0));
  }

  /** 1.0.0 to 1.0.11 and 1.1.0 to 1.1.5 send only node events (hashicorp/nomad #10935). */
  private boolean streamsAllNamespaces() {
    return capabilities.versions().stream()
        .map(ServerVersion::of)
        .allMatch(
            version ->
                version.isAtLeast(1, 1, 6)
                    || (version.isAtLeast(1, 0, 12) && !version.isAtLeast(1, 1, 0)));
  }

  /** Reads one namespace if the servers have no usable stream of all namespaces. */
  private void useOneNamespaceUnlessStreamed() {
    if (!capabilities.eventStream()) {
      fixture.close();
      fixture = fixture.inNamespace("default");
      lists = fixture.lists();
      commands = fixture.commands();
      capabilities = lists.probe();
    }
  }

  @Test
  void listsAClientWithItsResources() {
    Client client = client();

    assertThat(client.status()).isEqualTo(ClientStatus.READY);
    assertThat(client.isSchedulable()).isTrue();
    assertThat(client.allocatable().memory()).isPositive();
    assertThat(client.allocatable().cpu()).isPositive();
    assertThat(client.version()).isNotBlank();
    assertThat(client.drivers())
        .anySatisfy(
            driver -> {
              assertThat(driver.name()).isEqualTo("raw_exec");
              assertThat(driver.isUnhealthy()).isFalse();
            });
  }

  @Test
  void readsFieldsOfAClientThatListsOmit() {
    Client alone = fetch(client().id());

    assertThat(alone.statusSince()).isNotNull();
    assertThat(alone.attributes()).isNotEmpty();
    assertThat(lists.client(UNKNOWN_ID)).isNull();
  }

  @Test
  void listsARunningBuildWithItsResources() {
    String id = builds.run("sleep 60", "");

    Allocation running = allocation(id, one -> one.status() == AllocationStatus.RUNNING);

    assertThat(running.resources().cpu()).isEqualTo(BuildDriver.CPU);
    assertThat(running.resources().memory()).isEqualTo(BuildDriver.MEMORY);
    assertThat(running.clientId()).isEqualTo(client().id());
    assertThat(running.group()).isEqualTo("build");
    assertThat(running.jobType()).isEqualTo("batch");
    Job job = job(id, one -> one.status() == JobStatus.RUNNING);
    assertThat(job.counts().running()).isEqualTo(1);
    assertThat(job.stopped()).isFalse();
  }

  @Test
  void listsTheBuildsOfAClient() {
    String id = builds.run("sleep 60", "");
    Allocation running = allocation(id, one -> one.status() == AllocationStatus.RUNNING);

    assertThat(queries.buildsOn(running.clientId()))
        .extracting(Allocation::id)
        .contains(running.id());

    commands.stopJob(new JobKey("default", id), false);
    allocation(id, Allocation::isTerminal);

    assertThat(queries.buildsOn(running.clientId()))
        .extracting(Allocation::id)
        .doesNotContain(running.id());
    assertThat(queries.buildsOn(UNKNOWN_ID)).isEmpty();
  }

  @Test
  void blocksUntilAListIsNewerThanAnIndex() {
    long before = lists.jobs(ListOptions.NOW, job -> {}).index();
    String id = builds.run("exit 0", "");

    long after =
        lists.jobs(new ListOptions(before, Duration.ofSeconds(5), false), job -> {}).index();

    assertThat(after).isGreaterThan(before);
    assertThat(job(id, job -> true).key()).isEqualTo(key(id));
  }

  @Test
  void returnsAfterTheWaitTimeWithoutAChange() {
    long index = lists.clients(ListOptions.NOW, client -> {}).index();

    NomadListWatch.ListMeta meta =
        lists.clients(new ListOptions(index, Duration.ofMillis(200), true), client -> {});

    assertThat(meta.index()).isGreaterThanOrEqualTo(index);
    assertThat(meta.leaderKnown()).isTrue();
    assertThat(meta.bytes()).isPositive();
  }

  @Test
  void reportsPlacementFailures() {
    String id = builds.run("exit 0", "windows");

    Evaluation blocked =
        evaluation(
            id,
            all ->
                all.stream().filter(one -> one.status() == Evaluation.Status.BLOCKED).findFirst());
    Evaluation reason =
        evaluation(id, all -> all.stream().filter(one -> !one.failures().isEmpty()).findFirst());

    assertThat(blocked.isOpen()).isTrue();
    assertThat(reason.id()).isIn(blocked.id(), blocked.previousEvaluation());
    assertThat(requireNonNull(reason.failures().get("build")).filtered()).isPositive();
    assertThat(requireNonNull(reason.failures().get("build")).constraints()).isNotEmpty();
    assertThat(queries.evaluations(key(id)))
        .isSortedAccordingTo((one, other) -> Long.compare(other.createIndex(), one.createIndex()));
  }

  @Test
  @Timeout(20)
  void streamsTheEventsOfABuild() {
    useOneNamespaceUnlessStreamed();
    if (!capabilities.eventStream()) {
      assertThatExceptionOfType(RuntimeException.class)
          .isThrownBy(() -> lists.follow(0, batch -> true));
      return;
    }
    long index = lists.jobs(ListOptions.NOW, job -> {}).index();
    List<Event> events = new ArrayList<>();
    List<Long> indexes = new ArrayList<>();
    String[] id = {""};

    lists.follow(
        index,
        batch -> {
          if (id[0].isEmpty()) {
            assertThat(batch.isHeartbeat()).isTrue();
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

  /** Before 1.1 there are no events for starting or canceling a drain. */
  @Test
  @Timeout(20)
  void streamsTheEventsOfAClient() {
    useOneNamespaceUnlessStreamed();
    if (!capabilities.eventStream()) {
      return;
    }
    String build = builds.run("sleep 60", "");
    String id = allocation(build, one -> one.status() == AllocationStatus.RUNNING).clientId();
    long index = lists.clients(ListOptions.NOW, client -> {}).index();
    List<Client> seen = new ArrayList<>();
    List<String> reported = new ArrayList<>();
    boolean[] commandsSent = {false};

    lists.follow(
        index,
        batch -> {
          if (!commandsSent[0]) {
            commandsSent[0] = true;
            commands.drain(id, NO_DEADLINE, Map.of());
            commands.cancelDrain(id, false, Map.of());
            commands.setEligible(id, true);
          }
          if (batch.index() > index) {
            for (Event event : batch.events()) {
              switch (event) {
                case Event.ClientChanged changed -> seen.add(changed.client());
                case Event.NodeEventReceived one -> reported.add(one.message());
                default -> {}
              }
            }
          }
          return seen.isEmpty() || !seen.getLast().isSchedulable();
        });

    boolean emitsDrainEvents = capabilities.lowestVersion().isAtLeast(1, 1, 0);
    assertThat(seen.stream().anyMatch(Client::draining)).isEqualTo(emitsDrainEvents);
    assertThat(reported).contains("Node marked as eligible for scheduling");
    List<String> all = new ArrayList<>();
    lists.client(id, one -> all.add(one.message()));
    assertThat(all).contains("Node drain strategy set", "Node marked as eligible for scheduling");
  }

  @Test
  void reportsACompleteDrain() {
    String id = client().id();
    long index = lists.clients(ListOptions.NOW, client -> {}).index();
    try {
      commands.drain(id, NO_DEADLINE, Map.of());

      Client drained =
          blockUntil(
              (options, found) -> {
                List<Client> all = new ArrayList<>();
                long now = lists.clients(options, all::add).index();
                all.stream()
                    .filter(one -> now > index && !one.draining() && !one.eligible())
                    .forEach(found::add);
                return now;
              });

      assertThat(drained.id()).isEqualTo(id);
      if (capabilities.lastDrain()) {
        assertThat(fetch(id).lastDrain()).returns(LastDrain.State.COMPLETE, LastDrain::state);
      }
      if (capabilities.eventStream()) {
        List<Event> events = new ArrayList<>();
        lists.follow(
            index,
            batch -> {
              events.addAll(batch.index() > index ? batch.events() : List.of());
              return events.stream().noneMatch(NomadApiTestCases::completes);
            });
      }
    } finally {
      commands.setEligible(id, true);
    }
  }

  private static boolean completes(Event event) {
    return event instanceof Event.NodeEventReceived reported
        && reported.message().equals("Node drain complete");
  }

  @Test
  void endsAStreamOnInterrupt() throws InterruptedException {
    if (!capabilities.eventStream()) {
      return;
    }
    CountDownLatch connected = new CountDownLatch(1);
    Thread follower =
        Thread.ofPlatform()
            .start(
                () ->
                    lists.follow(
                        0,
                        batch -> {
                          connected.countDown();
                          return true;
                        }));

    assertThat(connected.await(40, TimeUnit.SECONDS)).isTrue();
    follower.interrupt();

    assertThat(follower.join(Duration.ofSeconds(5))).isTrue();
  }

  @Test
  void readsAJobWithSecretsMasked() {
    String id = builds.run("sleep 60", "");

    NomadQueries.JobDetail detail = queries.job(key(id)).orElseThrow();

    assertThat(detail.job().key()).isEqualTo(key(id));
    assertThat(detail.groups().getFirst().requested().memory()).isEqualTo(BuildDriver.MEMORY);
    assertThat(detail.groups().getFirst().tasks().getFirst().driver()).isEqualTo("raw_exec");
    assertThat(detail.raw().text()).contains("BUILD_TOKEN").doesNotContain(BuildDriver.SECRET);
    assertThat(queries.job(key("unknown/job"))).isEmpty();
    assertThat(queries.evaluations(key("unknown/job"))).isEmpty();
  }

  @Test
  void readsAJobWithASlashInItsId() {
    String parent = builds.registerParameterized("sleep 60");
    String id = builds.dispatch(parent);

    assertThat(id).startsWith(parent + "/dispatch-");
    assertThat(job(id, job -> true).parentId()).isEqualTo(parent);
    assertThat(job(parent, job -> true).isTemplate()).isTrue();
    assertThat(queries.job(key(id)).orElseThrow().job().isTemplate()).isFalse();
    allocation(id, one -> one.status() == AllocationStatus.RUNNING);
    assertThat(commands.stopJob(key(id), false)).isPositive();
    allocation(id, Allocation::isTerminal);
  }

  /** Lists contain metadata since 1.4.3. */
  @Test
  void namesADispatchedJobByItsMetadata() {
    String parent = builds.registerParameterized("sleep 60");
    String id = builds.dispatchNamed(parent, "acme/api #7");

    assertThat(job(id, job -> true).name()).isEqualTo("acme/api #7");
  }

  @Test
  void reportsTheExitOfABuild() {
    String id = builds.run("echo bad >&2; exit 3", "");
    Allocation failed = allocation(id, one -> one.status() == AllocationStatus.FAILED);

    NomadQueries.AllocationDetail detail = queries.allocation(failed.id()).orElseThrow();

    assertThat(detail.allocation().startedAt()).isNotNull();
    assertThat(detail.allocation().finishedAt()).isNotNull();
    assertThat(detail.tasks().getFirst().failed()).isTrue();
    assertThat(detail.tasks().getFirst().events()).extracting(TaskEvent::exitCode).contains(3);
    assertThat(detail.raw().text()).doesNotContain(BuildDriver.SECRET);
    assertThat(queries.allocation(UNKNOWN_ID)).isEmpty();
  }

  @Test
  void readsResourceUsage() {
    String id = builds.run("sleep 60", "");
    Allocation running = allocation(id, one -> one.status() == AllocationStatus.RUNNING);

    assertThat(queries.hostStats(running.clientId()).memoryTotal()).isPositive();
    assertThat(queries.hostStats(running.clientId()).cpuPercent()).isBetween(0.0, 100.0);
    assertThat(queries.allocationUsage(running.id()).tasks()).hasSizeLessThanOrEqualTo(1);
    assertThatExceptionOfType(NotFound.class).isThrownBy(() -> queries.allocationUsage(UNKNOWN_ID));
    assertThatExceptionOfType(NotFound.class).isThrownBy(() -> queries.hostStats(UNKNOWN_ID));
  }

  @Test
  void marksAClientIneligibleAndEligible() {
    String id = client().id();
    try {
      assertThat(commands.setEligible(id, false)).isPositive();
      assertThat(fetch(id).eligible()).isFalse();
      assertThat(fetch(id).draining()).isFalse();
    } finally {
      commands.setEligible(id, true);
    }
    assertThat(fetch(id).isSchedulable()).isTrue();
    assertThatExceptionOfType(NotFound.class)
        .isThrownBy(() -> commands.setEligible(UNKNOWN_ID, true));
  }

  @Test
  void drainsAClientAndCancelsTheDrain() {
    String build = builds.run("sleep 60", "");
    Allocation running = allocation(build, one -> one.status() == AllocationStatus.RUNNING);
    String id = running.clientId();
    try {
      commands.drain(id, NO_DEADLINE, Map.of("message", "scale down"));

      Client draining = fetch(id);
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
      assertThatExceptionOfType(Conflict.class).isThrownBy(() -> commands.setEligible(id, true));

      commands.drain(id, new DrainSpec(Duration.ofHours(1), true), Map.of());
      assertThat(requireNonNull(fetch(id).drain()).forceAt()).isNotNull();

      commands.cancelDrain(id, false, Map.of());
      assertThat(fetch(id).draining()).isFalse();
      assertThat(fetch(id).eligible()).isFalse();
    } finally {
      commands.drain(id, NO_DEADLINE, Map.of());
      commands.cancelDrain(id, true, Map.of());
    }
    assertThat(fetch(id).isSchedulable()).isTrue();
    assertThatExceptionOfType(NotFound.class)
        .isThrownBy(() -> commands.drain(UNKNOWN_ID, NO_DEADLINE, Map.of()));
    assertThatExceptionOfType(NotFound.class).isThrownBy(() -> commands.purge(UNKNOWN_ID));
  }

  @Test
  void restartsAndStopsAnAllocation() {
    String id = builds.run("sleep 60", "");
    Allocation running = allocation(id, one -> one.status() == AllocationStatus.RUNNING);

    commands.restartAllocation(running.id(), null);
    assertThat(commands.stopAllocation(running.id())).isPositive();

    assertThat(allocation(id, one -> one.id().equals(running.id()) && one.isTerminal()).desired())
        .isEqualTo(Allocation.Desired.STOP);
    assertThatExceptionOfType(NotFound.class).isThrownBy(() -> commands.stopAllocation(UNKNOWN_ID));
  }

  @Test
  void stopsAJob() {
    String id = builds.run("sleep 60", "");
    allocation(id, one -> one.status() == AllocationStatus.RUNNING);

    assertThat(commands.stopJob(key(id), false)).isPositive();

    assertThat(job(id, Job::stopped).key()).isEqualTo(key(id));
    commands.stopJob(key(id), true);
    assertThat(queries.job(key(id))).isEmpty();
  }

  @Test
  void readsAndFollowsALog() {
    String id = builds.run("echo out; echo one >&2; sleep 0.3; echo zwölf >&2; sleep 60", "");
    Allocation running = allocation(id, one -> one.status() == AllocationStatus.RUNNING);
    Source source = new Source(running.id(), "build-agent", StreamType.STDERR);
    StringBuilder output = new StringBuilder();

    logs.follow(
        source,
        Position.beforeEnd(1_000),
        frame -> {
          output.append(new String(frame.data(), StandardCharsets.UTF_8));
          return !output.toString().contains("zwölf\n");
        });

    assertThat(output).hasToString("one\nzwölf\n");
    ByteArrayOutputStream copy = new ByteArrayOutputStream();
    logs.copy(source, copy);
    assertThat(copy.toString(StandardCharsets.UTF_8)).isEqualTo("one\nzwölf\n");
    assertThat(new String(logs.tail(source, 3), StandardCharsets.UTF_8)).isEqualTo("lf\n");
    assertThat(logs.files(running.id()))
        .extracting(AllocationLogs.LogFile::name)
        .contains("build-agent.stderr.0", "build-agent.stdout.0");
    assertThat(logs.countLineBreaks(source, 1_000)).isEqualTo(2);
    assertThat(logs.countLineBreaks(source, 4)).isEqualTo(1);

    StringBuilder rest = new StringBuilder();
    logs.follow(
        source,
        Position.afterStart(4),
        frame -> {
          rest.append(new String(frame.data(), StandardCharsets.UTF_8));
          return rest.isEmpty();
        });

    assertThat(rest).hasToString("zwölf\n");
  }

  @Test
  void reportsAMissingLog() {
    String id = builds.run("sleep 60", "");
    Allocation running = allocation(id, one -> one.status() == AllocationStatus.RUNNING);

    assertThatExceptionOfType(NotFound.class)
        .isThrownBy(() -> logs.tail(new Source(UNKNOWN_ID, "build-agent", StreamType.STDERR), 10));
    assertThatExceptionOfType(NotFound.class)
        .isThrownBy(
            () -> logs.tail(new Source(running.id(), "unknown-task", StreamType.STDERR), 10));
    assertThatExceptionOfType(NotFound.class)
        .isThrownBy(
            () ->
                logs.follow(
                    new Source(UNKNOWN_ID, "x", StreamType.STDOUT),
                    Position.beforeEnd(10),
                    frame -> true));
  }

  @Test
  void reportsLogsThatTheClientHasDeleted() {
    String id = builds.run("echo done", "");
    Allocation ended = allocation(id, Allocation::isTerminal);

    builds.deleteFiles(ended.id());

    Source source = new Source(ended.id(), "build-agent", StreamType.STDOUT);
    assertThatExceptionOfType(NotFound.class)
        .isThrownBy(() -> logs.tail(source, 10))
        .satisfies(e -> assertThat(e.advice()).doesNotContain("Wait until"));
    assertThatExceptionOfType(NotFound.class)
        .isThrownBy(() -> logs.follow(source, Position.beforeEnd(10), frame -> true));
    assertThatExceptionOfType(NotFound.class)
        .isThrownBy(() -> logs.copy(source, OutputStream.nullOutputStream()));
  }

  /** Before 1.3 the default of raft_protocol is 2, with which there is no health. */
  @Test
  void reportsTheHealthOfTheServersOrWhyThereIsNone() {
    Observed<NomadServers.Health> health = fixture.servers().report().health();

    if (health instanceof Observed.Unknown<NomadServers.Health> unknown) {
      assertThat(capabilities.lowestVersion().isAtLeast(1, 3, 0)).isFalse();
      assertThat(unknown.why()).startsWith("Autopilot needs raft_protocol 3");
    }
  }

  @Test
  void namesTheVariableOfAnUnknownRegion() {
    try (NomadAdapters elsewhere = fixture.inRegion("nowhere")) {
      assertThatExceptionOfType(Unexpected.class)
          .isThrownBy(() -> elsewhere.lists().jobs(ListOptions.NOW, job -> {}))
          .satisfies(e -> assertThat(e.advice()).contains("NOMAD_REGION", "nowhere"));
    }
  }

  @Test
  void reportsTheStateOfTheServers() {
    NomadServers.Report report = fixture.servers().report();

    assertThat(report.leader())
        .isInstanceOfSatisfying(
            Observed.Known.class, known -> assertThat(known.value()).asString().contains(":"));
    assertThat(report.members())
        .isInstanceOfSatisfying(
            Observed.Known.class,
            known -> assertThat(known.value()).asString().contains("status=alive"));
    assertThat(report.peers()).isInstanceOf(Observed.Known.class);
    assertThat(report.regions()).isInstanceOf(Observed.Known.class);
  }

  private static boolean failed(Event event, String job) {
    return event instanceof Event.AllocationChanged changed
        && changed.allocation().job().id().equals(job)
        && changed.allocation().status() == AllocationStatus.FAILED;
  }

  private Client client() {
    List<Client> all = new ArrayList<>();
    lists.clients(ListOptions.NOW, all::add);
    return all.getFirst();
  }

  private Client fetch(String id) {
    return requireNonNull(lists.client(id));
  }

  private Job job(String id, Predicate<Job> condition) {
    return blockUntil(
        (options, found) -> {
          List<Job> all = new ArrayList<>();
          long index = lists.jobs(options, all::add).index();
          all.stream()
              .filter(job -> job.key().id().equals(id) && condition.test(job))
              .findFirst()
              .ifPresent(found::add);
          return index;
        });
  }

  private Allocation allocation(String job, Predicate<Allocation> condition) {
    return blockUntil(
        (options, found) -> {
          List<Allocation> all = new ArrayList<>();
          long index = lists.allocations(options, all::add).index();
          all.stream()
              .filter(one -> one.job().id().equals(job) && condition.test(one))
              .findFirst()
              .ifPresent(found::add);
          return index;
        });
  }

  private Evaluation evaluation(
      String job, Function<List<Evaluation>, Optional<Evaluation>> condition) {
    return blockUntil(
        (options, found) -> {
          List<Evaluation> all = new ArrayList<>();
          long index = lists.evaluations(options, all::add).index();
          condition
              .apply(all.stream().filter(one -> one.job().id().equals(job)).toList())
              .ifPresent(found::add);
          return index;
        });
  }

  /** Repeats a blocking query until the condition holds, for 30 s. */
  private static <T> T blockUntil(BlockingQuery<T> query) {
    long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    ListOptions options = ListOptions.NOW;
    while (System.nanoTime() < end) {
      List<T> found = new ArrayList<>();
      long index = query.run(options, found);
      if (!found.isEmpty()) {
        return found.getFirst();
      }
      options = new ListOptions(index, Duration.ofSeconds(1), false);
    }
    return fail("Condition not met within 30 s.");
  }

  private static JobKey key(String id) {
    return new JobKey("default", id);
  }

  private interface BlockingQuery<T> {
    long run(ListOptions options, List<T> found);
  }
}
