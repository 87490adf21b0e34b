package dev.signalbox.nomad.http;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.signalbox.nomad.Allocation;
import dev.signalbox.nomad.Capabilities;
import dev.signalbox.nomad.Client;
import dev.signalbox.nomad.Client.LastDrain;
import dev.signalbox.nomad.ClientStatus;
import dev.signalbox.nomad.Evaluation;
import dev.signalbox.nomad.Job;
import dev.signalbox.nomad.NomadListWatch;
import dev.signalbox.nomad.NomadListWatch.ListOptions;
import dev.signalbox.nomad.PlacementFailure;
import dev.signalbox.nomad.Resources;
import dev.signalbox.remote.RemoteSystemException.Denied;
import dev.signalbox.remote.RemoteSystemException.Unexpected;
import dev.signalbox.remote.RemoteSystemException.Unreachable;
import dev.signalbox.sandbox.nomad.FakeNomad;
import dev.signalbox.sandbox.nomad.FakeNomad.Received;
import dev.signalbox.sandbox.nomad.NomadFaults.Kind;
import dev.signalbox.sandbox.nomad.NomadVersionProfile;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@SuppressWarnings("NullAway") // a null value fails the test
@Tag("integration")
class HttpNomadListWatchTests {

  @Test
  void readsAClientOfANewServer() {
    Client client =
        clients(
                """
                [{"ID":"a","Name":"vm","Address":"10.0.0.7","Datacenter":"default",
                  "NodeClass":"linux-64bit","NodePool":"gpu","Version":"1.7.7","Status":"ready",
                  "SchedulingEligibility":"ineligible","Drain":false,"Unknown":{"x":[1,{"y":2}]},
                  "LastDrain":{"StartedAt":"2026-01-02T03:04:05.123456789Z",
                    "UpdatedAt":"2026-01-02T04:04:05Z","Status":"complete","AccessorID":"",
                    "Meta":{"message":"scale down"}},
                  "Drivers":{"docker":{"Detected":true,"Healthy":false,
                    "HealthDescription":"no daemon","Attributes":{"a":"b"}},"exec":{"Detected":false}},
                  "NodeResources":{"Cpu":{"CpuShares":8000},"Memory":{"MemoryMB":16000},
                    "Disk":{"DiskMB":50000},"Processors":{"Topology":{"Cores":[{},{}]}}},
                  "ReservedResources":{"Cpu":{"CpuShares":500},"Memory":{"MemoryMB":1000}},
                  "CreateIndex":7,"ModifyIndex":9}]
                """)
            .getFirst();

    assertThat(client.pool()).isEqualTo("gpu");
    assertThat(client.status()).isEqualTo(ClientStatus.READY);
    assertThat(client.eligible()).isFalse();
    assertThat(client.lastDrain())
        .isEqualTo(
            new LastDrain(
                LastDrain.State.COMPLETE,
                Instant.parse("2026-01-02T03:04:05.123456789Z"),
                Instant.parse("2026-01-02T04:04:05Z"),
                Map.of("message", "scale down")));
    assertThat(client.drivers())
        .containsExactly(
            new Client.Driver("docker", true, false, "no daemon"),
            new Client.Driver("exec", false, false, ""));
    assertThat(client.allocatable()).isEqualTo(new Resources(7500, 15000, 50000));
    assertThat(client.modifyIndex()).isEqualTo(9);
  }

  @Test
  void readsAClientWithFewFields() {
    Client client = clients("[{\"ID\":\"a\",\"Drivers\":null,\"Status\":\"asleep\"}]").getFirst();

    assertThat(client.pool()).isEqualTo("default");
    assertThat(client.status()).isEqualTo(ClientStatus.UNKNOWN);
    assertThat(client.name()).isEmpty();
    assertThat(client.lastDrain()).isNull();
    assertThat(client.total()).isEqualTo(Resources.NONE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "[]", "[null]"})
  void readsEmptyLists(String json) {
    assertThat(clients(json)).isEmpty();
  }

  @Test
  void readsAnAllocation() {
    List<Allocation> all = new ArrayList<>();
    withServer(
        """
        [{"ID":"x","Name":"a/dispatch-1.build[0]","Namespace":"team","EvalID":"e",
          "JobID":"a/dispatch-1","JobType":"batch","TaskGroup":"build","NodeID":"n","NodeName":"vm",
          "DesiredStatus":"stop","ClientStatus":"complete","ClientDescription":"done",
          "AllocatedResources":{"Shared":{"DiskMB":300},"Tasks":{
            "a":{"Cpu":{"CpuShares":100},"Memory":{"MemoryMB":64,"MemoryMaxMB":128}},
            "b":{"Cpu":{"CpuShares":50},"Memory":{"MemoryMB":32}}}},
          "TaskStates":{"a":{"State":"dead","StartedAt":"2026-01-02T03:04:05Z",
            "FinishedAt":"2026-01-02T03:05:05Z"},"b":{"State":"dead",
            "StartedAt":"2026-01-02T03:04:00Z","FinishedAt":"2026-01-02T03:06:00Z"},
            "c":{"State":"dead","StartedAt":"0001-01-01T00:00:00Z","FinishedAt":null}},
          "CreateTime":1795449481348706100,"ModifyTime":1795449481564566517,
          "CreateIndex":31,"ModifyIndex":33}]
        """,
        lists -> lists.allocations(ListOptions.NOW, all::add));

    Allocation one = all.getFirst();
    assertThat(one.job().namespace()).isEqualTo("team");
    assertThat(one.desired()).isEqualTo(Allocation.Desired.STOP);
    assertThat(one.resources()).isEqualTo(new Resources(150, 96, 300));
    assertThat(one.startedAt()).isEqualTo("2026-01-02T03:04:00Z");
    assertThat(one.finishedAt()).isEqualTo("2026-01-02T03:06:00Z");
    assertThat(one.createdAt()).isEqualTo("2026-11-23T15:58:01.348706100Z");
  }

  @Test
  void readsAJobWithItsCounts() {
    List<Job> all = new ArrayList<>();
    withServer(
        """
        [{"ID":"build","ParentID":"","Name":"build","Type":"batch","Priority":50,
          "Datacenters":["dc1"],"Periodic":false,"ParameterizedJob":true,"Stop":false,
          "Status":"running","SubmitTime":1795449481335061782,"JobSummary":{"Namespace":"team",
          "Summary":{"build":{"Queued":1,"Running":2,"Failed":3}},
          "Children":{"Pending":1,"Running":2,"Dead":3}},"ModifyIndex":28}]
        """,
        lists -> lists.jobs(ListOptions.NOW, all::add));

    assertThat(all.getFirst().key().namespace()).isEqualTo("team");
    assertThat(all.getFirst().isTemplate()).isTrue();
    assertThat(all.getFirst().counts()).isEqualTo(new Job.Counts(1, 0, 2, 0, 3, 0, 0));
    assertThat(all.getFirst().children()).isEqualTo(new Job.Children(1, 2, 3));
  }

  @Test
  void readsPlacementFailuresFromThePreviousEvaluation() {
    List<Evaluation> all = new ArrayList<>();
    withServer(
        """
        [{"ID":"reason","JobID":"j","Status":"complete","BlockedEval":"blocked",
          "FailedTGAllocs":{"build":{"NodesEvaluated":2,"NodesExhausted":2,
            "NodesAvailable":{"dc1":2},"DimensionExhausted":{"memory":2}}}},
         {"ID":"other","JobID":"k","Status":"complete","FailedTGAllocs":{"build":{}}},
         {"ID":"done","JobID":"k","Status":"complete"},
         {"ID":"old","JobID":"j","Status":"canceled","PreviousEval":"reason"},
         {"ID":"blocked","JobID":"j","Status":"blocked","PreviousEval":"reason"},
         {"ID":"pending","JobID":"k","Status":"pending"}]
        """,
        lists -> lists.evaluations(ListOptions.NOW, all::add));

    assertThat(all).extracting(Evaluation::id).containsExactly("blocked", "reason", "pending");
    assertThat(all.get(1).failures().get("build"))
        .returns(Map.of("memory", 2), PlacementFailure::dimensions)
        .returns(-1, PlacementFailure::inPool);
  }

  @Test
  void dividesAddedUpResourcesByTheNumberOfFailures() {
    List<Evaluation> all = new ArrayList<>();
    withServer(
        """
        [{"ID":"full","JobID":"j","Status":"blocked","QueuedAllocations":{"build":10},
          "FailedTGAllocs":{"build":{"NodesEvaluated":2,"NodesExhausted":2,
            "DimensionExhausted":{"memory":2},"CoalescedFailures":9,"ResourcesExhausted":{
              "a":{"CPU":0,"MemoryMB":61440},"b":{"CPU":0,"MemoryMB":20480}}}}},
         {"ID":"busy","JobID":"k","Status":"blocked",
          "FailedTGAllocs":{"build":{"NodesEvaluated":2,"NodesExhausted":2,
            "DimensionExhausted":{"cpu":2},"ResourcesExhausted":{
              "a":{"CPU":4000,"MemoryMB":0}}}}}]
        """,
        lists -> lists.evaluations(ListOptions.NOW, all::add));

    assertThat(all)
        .extracting(one -> requireNonNull(one.failures().get("build")).requested())
        .containsExactly(new Resources(0, 8_192, 0), new Resources(4_000, 0, 0));
  }

  @Test
  void readsAllPages() {
    try (FakeNomad fake = FakeNomad.start(NomadVersionProfile.V1_7_7);
        NomadAdapters nomad = NomadAdapters.at(fake.address())) {
      for (int number = 0; number < 501; number++) {
        fake.cluster().run("build-" + number, 10, 10);
      }
      NomadListWatch lists = nomad.lists();
      lists.probe();
      fake.clearRequests();
      List<String> ids = new ArrayList<>();

      lists.jobs(ListOptions.NOW, job -> ids.add(job.key().id()));

      assertThat(ids).hasSize(501).doesNotHaveDuplicates();
      assertThat(fake.received()).hasSize(2);
      assertThat(fake.received().getFirst().query())
          .isEqualTo("meta=true&namespace=*&per_page=500");
      assertThat(fake.received().getLast().query()).contains("next_token=");
    }
  }

  /** Before 1.2.4 the wildcard namespace returns an empty list of evaluations. */
  @Test
  void readsEvaluationsOfEachNamespaceWithoutWildcardSupport() {
    try (FakeNomad fake = FakeNomad.start(NomadVersionProfile.V1_1_2);
        NomadAdapters nomad = NomadAdapters.at(fake.address())) {
      fake.cluster().addClient("one", 4_000, 8_192);
      fake.cluster().run("here", 8_000, 1_000);
      fake.cluster().runInNamespace("team", "there", 8_000, 1_000);
      NomadListWatch lists = nomad.lists();
      lists.probe();
      Set<String> waiting = new HashSet<>();

      lists.evaluations(ListOptions.NOW, one -> waiting.add(one.job().toString()));
      lists.evaluations(
          new ListOptions(1, Duration.ofMinutes(5), false),
          one -> waiting.add(one.job().toString()));

      assertThat(waiting).hasSize(2);
      assertThat(fake.received())
          .extracting(Received::query)
          .contains("namespace=default", "index=1&wait=10000ms&namespace=default");
    }
  }

  @Test
  void readsMissingResourcesOneByOneAndOnlyOnce() {
    try (FakeNomad fake = FakeNomad.start(NomadVersionProfile.V0_11_8);
        NomadAdapters nomad = NomadAdapters.at(fake.address())) {
      fake.cluster().addClient("one", 4_000, 8_192);
      fake.cluster().addClient("two", 4_000, 8_192);
      for (int number = 0; number < 5; number++) {
        fake.cluster().run("build-" + number, 500, 1_000);
      }
      NomadListWatch lists = nomad.lists();
      lists.probe();

      List<Client> clients = new ArrayList<>();
      lists.clients(ListOptions.NOW, clients::add);
      List<Allocation> allocations = new ArrayList<>();
      lists.allocations(ListOptions.NOW, allocations::add);

      assertThat(clients).hasSize(2).allMatch(client -> client.total().memory() == 8_192);
      assertThat(allocations).hasSize(5).allMatch(one -> one.resources().memory() == 1_000);

      fake.clearRequests();
      lists.clients(ListOptions.NOW, client -> assertThat(client.total().cpu()).isPositive());
      lists.allocations(ListOptions.NOW, one -> assertThat(one.resources().cpu()).isEqualTo(500));
      assertThat(fake.received()).hasSize(2);

      fake.cluster().setEligible(clients.getFirst().id(), false);
      lists.clients(ListOptions.NOW, client -> assertThat(client.total().cpu()).isPositive());
      assertThat(fake.received()).hasSize(4);
    }
  }

  @Test
  void failsOnAnInvalidStreamWhenFollowingIt() {
    try (FakeNomad fake = FakeNomad.start(NomadVersionProfile.V1_11_3);
        NomadAdapters nomad = NomadAdapters.at(fake.address())) {
      fake.faults().set(Kind.HTTP_0_0);

      assertThat(nomad.lists().probe().eventStream()).isTrue();
      assertThatExceptionOfType(Unexpected.class)
          .isThrownBy(() -> nomad.lists().follow(0, batch -> true));
    }
  }

  /** Only the stream is denied, as for a token without read-job in some namespace. */
  @ParameterizedTest
  @CsvSource({"V1_10_0, 403", "V1_11_3, 200 with an empty response"})
  void reportsADeniedStreamWhenFollowingIt(NomadVersionProfile profile, String answered) {
    try (FakeNomad fake = FakeNomad.start(profile);
        NomadAdapters nomad = NomadAdapters.at(fake.address())) {
      fake.setEventsDenied(true);

      assertThat(nomad.lists().probe().eventStream()).isTrue();
      assertThatExceptionOfType(Denied.class)
          .isThrownBy(() -> nomad.lists().follow(0, batch -> true))
          .satisfies(e -> assertThat(e.response()).startsWith(answered))
          .satisfies(e -> assertThat(e.advice()).contains("read-job"));
    }
  }

  @Test
  void detectsADisabledStream() {
    try (FakeNomad fake = FakeNomad.start(NomadVersionProfile.V1_1_2);
        NomadAdapters nomad = NomadAdapters.at(fake.address())) {
      fake.setEventsEnabled(false);

      Capabilities found = nomad.lists().probe();

      assertThat(found.eventStream()).isFalse();
      assertThat(found.versions()).containsExactly("1.1.2");
      assertThat(found.wildcardNamespace()).isTrue();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "403, Permission denied, true",
    "502, Bad gateway, true",
    "500, event publishing not enabled, false",
    "404, , false",
    "404, Invalid path, false",
    "501, Nope, false",
  })
  void detectsTheStreamEvenIfItFails(int status, String text, boolean stream) {
    String body = text == null ? "" : text;
    try (ScriptedHttpServer server =
            ScriptedHttpServer.responding(
                request ->
                    request.target().startsWith("/v1/event/stream")
                        ? ScriptedHttpServer.error(status, body)
                        : otherResponse(request.target()));
        NomadAdapters nomad = NomadAdapters.at(server.address())) {
      assertThat(nomad.lists().probe().eventStream()).isEqualTo(stream);
    }
  }

  @Test
  void detectsAStreamThatIsCutOff() {
    try (ScriptedHttpServer server =
            ScriptedHttpServer.responding(
                request ->
                    request.target().startsWith("/v1/event/stream")
                        ? new byte[0]
                        : otherResponse(request.target()));
        NomadAdapters nomad = NomadAdapters.at(server.address())) {
      assertThat(nomad.lists().probe().eventStream()).isTrue();
    }
  }

  private static byte[] otherResponse(String target) {
    return switch (target.split("\\?", 2)[0]) {
      case "/v1/agent/members" ->
          ScriptedHttpServer.json(
              "{\"ServerRegion\":\"eu\",\"Members\":[{\"Name\":\"a\",\"Status\":\"alive\","
                  + "\"Tags\":{\"build\":\"1.7.7\",\"region\":\"eu\"}}]}");
      default -> ScriptedHttpServer.json("[]");
    };
  }

  @Test
  void probesTheLeaderWithASmallResponse() {
    try (FakeNomad fake = FakeNomad.start(NomadVersionProfile.V1_1_2);
        NomadAdapters nomad = NomadAdapters.at(fake.address())) {
      fake.cluster().addClient("nomad-client-1", 4_000, 8_192);
      for (int job = 0; job < 20; job++) {
        fake.cluster().run("build-" + job, 100, 100);
      }
      NomadListWatch lists = nomad.lists();
      lists.probe();
      long jobs = lists.jobs(ListOptions.NOW, job -> {}).index();

      NomadListWatch.ListMeta meta = lists.checkLeader(false);

      assertThat(meta.bytes()).isLessThan(10);
      assertThat(meta.index()).isEqualTo(jobs);
      assertThat(meta.leaderKnown()).isTrue();
      fake.faults().set(Kind.LEADERLESS);
      assertThatExceptionOfType(Unreachable.class).isThrownBy(() -> lists.checkLeader(false));
      assertThat(lists.checkLeader(true).leaderKnown()).isFalse();
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = NomadVersionProfile.class,
      names = {"V1_1_2", "V1_11_3"})
  void readsTimesOfAllocationsOnRequest(NomadVersionProfile profile) {
    try (FakeNomad fake = FakeNomad.start(profile);
        NomadAdapters nomad = NomadAdapters.at(fake.address())) {
      fake.cluster().addClient("nomad-client-1", 4_000, 8_192);
      fake.cluster().run("build-1", 100, 100);
      NomadListWatch lists = nomad.lists();
      lists.probe();
      fake.cluster().tick();
      fake.cluster().finish(fake.cluster().allocationOf("build-1"), 0);
      List<Allocation> listed = new ArrayList<>();
      List<Allocation> withoutTimes = new ArrayList<>();

      lists.allocations(ListOptions.NOW.withTimes(), listed::add);
      lists.allocations(ListOptions.NOW, withoutTimes::add);

      assertThat(listed).singleElement().extracting(Allocation::startedAt).isNotNull();
      assertThat(listed).singleElement().extracting(Allocation::finishedAt).isNotNull();
      assertThat(withoutTimes).singleElement().extracting(Allocation::startedAt).isNull();
    }
  }

  @Test
  void readsTimesOfFinishedAllocationsOneByOne() {
    try (FakeNomad fake = FakeNomad.start(NomadVersionProfile.V1_7_7);
        NomadAdapters nomad = NomadAdapters.at(fake.address())) {
      fake.cluster().addClient("nomad-client-1", 4_000, 8_192);
      for (String job : List.of("before", "ends", "continues")) {
        fake.cluster().run(job, 100, 100);
      }
      fake.cluster().tick();
      fake.cluster().finish(fake.cluster().allocationOf("before"), 0);
      NomadListWatch lists = nomad.lists();
      lists.probe();
      long index = lists.allocations(ListOptions.NOW.withTimes(), one -> {}).index();
      fake.cluster().finish(fake.cluster().allocationOf("ends"), 0);
      fake.clearRequests();
      List<Allocation> found = new ArrayList<>();

      ListOptions waiting = new ListOptions(index, Duration.ofSeconds(5), false);
      lists.allocations(waiting, found::add);

      assertThat(found).hasSize(3);
      assertThat(found)
          .filteredOn(one -> one.startedAt() != null)
          .extracting(one -> one.job().id())
          .containsExactly("ends");
      assertThat(fake.received()).hasSize(2);
      fake.clearRequests();
      lists.allocations(new ListOptions(1, Duration.ofSeconds(5), false), one -> {});
      assertThat(fake.received()).hasSize(1);
    }
  }

  @Test
  void omitsTimesOnceAListGetsLarge() {
    String large = "[{\"ID\":\"a\",\"Unknown\":\"" + "x".repeat(16_000_000) + "\"}]";
    List<String> targets = new ArrayList<>();
    try (ScriptedHttpServer server =
            ScriptedHttpServer.responding(
                request -> {
                  if (!request.target().startsWith("/v1/allocations")) {
                    return otherResponse(request.target());
                  }
                  targets.add(request.target());
                  return targets.size() < 3
                      ? ScriptedHttpServer.http(
                          200,
                          "application/json",
                          targets.size() == 2 ? large : "[{\"ID\":\"b\"}]",
                          "X-Nomad-NextToken: next")
                      : ScriptedHttpServer.json("[{\"ID\":\"c\"}]");
                });
        NomadAdapters nomad = NomadAdapters.at(server.address())) {
      NomadListWatch lists = nomad.lists();
      lists.probe();

      lists.allocations(ListOptions.NOW.withTimes(), one -> {});

      assertThat(targets.get(0)).doesNotContain("task_states");
      assertThat(targets.get(1)).doesNotContain("task_states").contains("next_token=next");
      assertThat(targets.get(2)).contains("task_states=false").contains("next_token=next");
    }
  }

  @Test
  void usesTheLowestServerVersion() {
    String members =
        """
        {"ServerRegion":"eu","Members":[
          {"Name":"a","Status":"alive","Tags":{"build":"1.10.0","region":"eu"}},
          {"Name":"b","Status":"alive","Tags":{"build":"1.9.3+ent","region":"eu"}},
          {"Name":"c","Status":"left","Tags":{"build":"0.9.1","region":"eu"}},
          {"Name":"d","Status":"alive","Tags":{"build":"0.8.0","region":"us"}}]}
        """;
    try (ScriptedHttpServer server =
            ScriptedHttpServer.responding(
                request ->
                    switch (request.target().split("\\?", 2)[0]) {
                      case "/v1/agent/members" -> ScriptedHttpServer.json(members);
                      case "/v1/nodes" -> ScriptedHttpServer.json("[]");
                      case "/v1/event/stream" -> ScriptedHttpServer.error(403, "Permission denied");
                      default -> ScriptedHttpServer.error(501, "Nope");
                    });
        NomadAdapters nomad = NomadAdapters.at(server.address())) {
      assertThat(nomad.lists().probe())
          .isEqualTo(
              new Capabilities(
                  List.of("1.9.3+ent", "1.10.0"), true, false, true, true, true, true));
    }
  }

  @Test
  void sendsTheWaitTime() {
    try (ScriptedHttpServer server =
            ScriptedHttpServer.returningInOrder(ScriptedHttpServer.json("[]"));
        NomadAdapters nomad = NomadAdapters.at(server.address())) {
      nomad.lists().clients(new ListOptions(41, Duration.ofSeconds(30), true), client -> {});

      assertThat(server.requests().getFirst().target())
          .isEqualTo("/v1/nodes?index=41&wait=30000ms&stale=true");
    }
  }

  private static List<Client> clients(String json) {
    List<Client> all = new ArrayList<>();
    withServer(json, lists -> lists.clients(ListOptions.NOW, all::add));
    return all;
  }

  private static void withServer(String json, Consumer<NomadListWatch> test) {
    try (ScriptedHttpServer server =
            ScriptedHttpServer.responding(
                request ->
                    request.target().matches("/v1/(node|allocation)/.*")
                        ? ScriptedHttpServer.json(
                            json.strip().replaceFirst("^\\[", "").replaceFirst("]$", ""))
                        : ScriptedHttpServer.json(json));
        NomadAdapters nomad = NomadAdapters.at(server.address())) {
      test.accept(nomad.lists());
    }
  }
}
