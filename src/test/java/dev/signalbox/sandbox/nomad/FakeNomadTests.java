package dev.signalbox.sandbox.nomad;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.signalbox.sandbox.github.AdjustableClock;
import dev.signalbox.sandbox.nomad.NomadFaults.Kind;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@Tag("integration")
class FakeNomadTests {

  private static final JsonMapper JSON = new JsonMapper();

  private final AdjustableClock clock = new AdjustableClock();
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private FakeNomad nomad = FakeNomad.start(NomadVersionProfile.V1_11_3, 0, clock);
  private SimulatedCluster cluster = nomad.cluster();

  @AfterEach
  void close() {
    nomad.close();
  }

  @Test
  void placesABuildOnAClientWithCapacity() throws Exception {
    cluster.addClient("one", 4000, 8192);
    cluster.run("build-1", 2000, 4096);

    JsonNode alloc = json(get("/v1/allocations?namespace=*&resources=true")).get(0);

    assertThat(alloc.path("NodeName").asString()).isEqualTo("one");
    assertThat(alloc.path("ClientStatus").asString()).isEqualTo("running");
    assertThat(alloc.at("/AllocatedResources/Tasks/build-agent/Memory/MemoryMB").asLong())
        .isEqualTo(4096);
    assertThat(json(get("/v1/jobs")).get(0).path("Status").asString()).isEqualTo("running");
  }

  @Test
  void blockedBuildReportsTheDimensionAndRunsOnceCapacityIsFree() throws Exception {
    cluster.addClient("one", 4000, 8192);
    cluster.run("first", 2000, 8192);
    cluster.run("second", 2000, 4096);

    JsonNode blocked = json(get("/v1/evaluations?status=blocked&namespace=*")).get(0);
    assertThat(blocked.at("/FailedTGAllocs/build/DimensionExhausted/memory").asInt()).isEqualTo(1);
    assertThat(cluster.statusOf("second")).isEqualTo("pending");

    cluster.finish(cluster.allocationOf("first"), 0);
    assertThat(cluster.statusOf("first")).isEqualTo("dead");
    assertThat(cluster.statusOf("second")).isEqualTo("running");
  }

  @Test
  void sumsExhaustedResourcesOverAllUnplacedAllocations() throws Exception {
    cluster.addClient("one", 4000, 8192);
    cluster.runService("web", 3, 100, 8192);

    JsonNode failed =
        json(get("/v1/evaluations?status=blocked&namespace=*")).get(0).at("/FailedTGAllocs/build");
    assertThat(failed.path("CoalescedFailures").asInt()).isEqualTo(1);
    assertThat(failed.at("/ResourcesExhausted/build-agent/MemoryMB").asLong()).isEqualTo(16_384);
    assertThat(failed.at("/ResourcesExhausted/build-agent/CPU").asLong(-1)).isZero();
  }

  @Test
  void drainCompletesAfterTheLastBuild() throws Exception {
    String id = cluster.addClient("one", 4000, 8192);
    cluster.run("build", 2000, 4096);
    put(
        "/v1/node/" + id + "/drain",
        "{\"DrainSpec\":{\"Deadline\":0},\"Meta\":{\"message\":\"x\"}}");

    assertThat(json(get("/v1/node/" + id)).path("Drain").asBoolean()).isTrue();
    cluster.finish(cluster.allocationOf("build"), 0);

    JsonNode node = json(get("/v1/node/" + id));
    assertThat(node.path("Drain").asBoolean()).isFalse();
    assertThat(node.at("/LastDrain/Status").asString()).isEqualTo("complete");
    assertThat(node.at("/LastDrain/Meta/message").asString()).isEqualTo("x");
    assertThat(node.path("SchedulingEligibility").asString()).isEqualTo("ineligible");
  }

  @Test
  void eligibilityAndDrainsUpdateTheTimeOfTheStatus() throws Exception {
    cluster.addClient("one", 4000, 8192);
    String path = "/v1/node/" + cluster.clientId("one");
    long before = json(get(path)).path("StatusUpdatedAt").asLong();

    clock.advance(Duration.ofSeconds(60));
    put(path + "/eligibility", "{\"Eligibility\":\"ineligible\"}");
    assertThat(json(get(path)).path("StatusUpdatedAt").asLong()).isEqualTo(before + 60);
    clock.advance(Duration.ofSeconds(60));
    put(path + "/drain", "{\"DrainSpec\":{\"Deadline\":0}}");
    assertThat(json(get(path)).path("StatusUpdatedAt").asLong()).isEqualTo(before + 120);
  }

  @Test
  void deadlineCompletesTheDrainBeforeTheBuildHasStopped() throws Exception {
    cluster.addClient("one", 4000, 8192);
    cluster.addClient("two", 4000, 8192);
    cluster.run("build", 2000, 4096);
    String alloc = cluster.allocationOf("build");
    String on = json(get("/v1/allocation/" + alloc)).path("NodeID").asString();
    put("/v1/node/" + on + "/drain", "{\"DrainSpec\":{\"Deadline\":60000000000}}");

    clock.advance(Duration.ofSeconds(61));
    cluster.tick();
    assertThat(json(get("/v1/node/" + on)).path("Drain").asBoolean()).isFalse();
    assertThat(cluster.clientStatus(alloc)).isEqualTo("running");

    clock.advance(Duration.ofSeconds(6));
    cluster.tick();
    assertThat(cluster.clientStatus(alloc)).isEqualTo("complete");
    assertThat(cluster.allocationsOf("build")).as("1.11 does not place it again").hasSize(1);
  }

  @Test
  void olderVersionsRescheduleBuildsStoppedByADeadline() {
    start(NomadVersionProfile.V1_7_7);
    cluster.addClient("one", 4000, 8192);
    cluster.run("build", 2000, 4096);
    cluster.addClient("two", 4000, 8192);
    cluster.drain("one", Duration.ofSeconds(-1), Map.of());

    assertThat(cluster.allocationsOf("build")).hasSize(2);
    assertThat(cluster.runningOn("two")).hasSize(1);
  }

  @Test
  void streamRepeatsTheBatchAtTheGivenIndex() throws Exception {
    nomad.setHeartbeatInterval(Duration.ofMillis(50));
    cluster.addClient("one", 4000, 8192);
    long index = cluster.index();

    List<String> lines;
    try (Stream<String> all = lines("/v1/event/stream?topic=Node&index=" + index)) {
      lines = all.limit(3).toList();
    }

    assertThat(lines).hasSize(3).contains("{}").anyMatch(line -> line.contains("NodeRegistration"));
  }

  @Test
  void blockingQueryReturnsWithTheNextWrite() throws Exception {
    cluster.addClient("one", 4000, 8192);
    var response =
        client.sendAsync(
            request("/v1/nodes?index=" + cluster.index() + "&wait=10s").build(),
            BodyHandlers.ofString());
    cluster.addClient("two", 4000, 8192);

    assertThat(json(response.get())).hasSize(2);
  }

  @Test
  void paginatesLists() throws Exception {
    for (int i = 0; i < 5; i++) {
      cluster.run("job-" + i, 100, 100);
    }
    HttpResponse<String> first = get("/v1/jobs?per_page=3");
    String next = first.headers().firstValue("X-Nomad-NextToken").orElseThrow();
    HttpResponse<String> second = get("/v1/jobs?per_page=3&next_token=" + next);

    assertThat(json(first)).hasSize(3);
    assertThat(json(second)).hasSize(2);
    assertThat(second.headers().firstValue("X-Nomad-NextToken")).isEmpty();
  }

  @Test
  void sendsLogFramesWithoutSeparator() throws Exception {
    cluster.addClient("one", 4000, 8192);
    cluster.run("build", 2000, 4096);
    String alloc = cluster.allocationOf("build");
    cluster.write(alloc, "build-agent", "stderr", "first\n");
    cluster.rotateLog(alloc, "build-agent", "stderr");
    cluster.write(alloc, "build-agent", "stderr", "second\n");
    String logs = "/v1/client/fs/logs/" + alloc + "?task=build-agent&type=stderr";

    assertThat(get(logs).body()).contains("stderr.0\"}{").contains("stderr.1");
    assertThat(get(logs + "&plain=true").body()).isEqualTo("first\nsecond\n");
    assertThat(get(logs + "&plain=true&origin=end&offset=3").body()).isEqualTo("nd\n");
  }

  @Test
  void oldVersionsLackNamespacesEventsAndPagination() throws Exception {
    start(NomadVersionProfile.V0_11_8);

    assertThat(get("/v1/namespaces").statusCode()).isEqualTo(501);
    assertThat(get("/v1/event/stream").statusCode()).isEqualTo(404);
    assertThat(get("/v1/jobs?per_page=1").headers().firstValue("X-Nomad-NextToken")).isEmpty();
  }

  @Test
  void runsScriptsByTheClock() throws Exception {
    cluster.addClient("one", 4000, 8192);
    put(
        "/v1/jobs",
        """
        {"Job":{"ID":"s","Type":"batch","Datacenters":["*"],"TaskGroups":[{"Name":"g","Tasks":[
          {"Name":"t","Driver":"raw_exec","Config":{"command":"/bin/sh","args":["-c",
          "for i in $(seq 1 2); do echo line $i; sleep 1; done; echo bad >&2; exit 3"]}}]}]}}
        """);
    String alloc = cluster.allocationOf("s");
    clock.advance(Duration.ofSeconds(2));
    cluster.tick();

    assertThat(cluster.clientStatus(alloc)).isEqualTo("failed");
    assertThat(get("/v1/client/fs/logs/" + alloc + "?task=t&type=stdout&plain=true").body())
        .isEqualTo("line 1\nline 2\n");
  }

  @Test
  void injectsFaults() throws Exception {
    cluster.addClient("one", 4000, 8192);
    nomad.faults().set(Kind.LEADERLESS);
    assertThat(get("/v1/nodes").statusCode()).isEqualTo(500);
    assertThat(get("/v1/nodes?stale").headers().firstValue("X-Nomad-KnownLeader"))
        .hasValue("false");
    nomad.faults().set(Kind.REDIRECTING);
    assertThat(get("/v1/nodes").statusCode()).isEqualTo(307);
    nomad.faults().set(Kind.LIMITED);
    assertThat(get("/v1/nodes").statusCode()).isEqualTo(429);
    nomad.faults().set(Kind.DENYING);
    assertThat(get("/v1/nodes").body()).isEqualTo("Permission denied");
    assertThat(get("/v1/event/stream?topic=Node").body())
        .as("responds with 200 before the token is checked")
        .isEmpty();
    nomad.faults().set(Kind.HTTP_0_0);
    assertThatIOException().isThrownBy(() -> get("/v1/event/stream?topic=Node"));
    nomad.faults().set(Kind.DOWN);
    assertThatIOException().isThrownBy(() -> get("/v1/nodes"));
  }

  @Test
  void restoredServersReportLowerIndexes() throws Exception {
    cluster.addClient("one", 4000, 8192);
    cluster.run("build", 100, 100);
    long before = index(get("/v1/nodes"));
    nomad.faults().set(Kind.BACKWARDS);

    HttpResponse<String> after = get("/v1/nodes?wait=10s&index=" + before);

    assertThat(index(after)).isLessThan(before);
    assertThat(json(after).get(0).path("ModifyIndex").asLong()).isLessThanOrEqualTo(index(after));
  }

  @Test
  void unhealthyServersRespondWith429AndJson() throws Exception {
    cluster.setServers(
        List.of(
            new SimulatedCluster.Server("a.global", "10.0.0.1", "1.11.3", true),
            new SimulatedCluster.Server("b.global", "10.0.0.2", "1.11.3", false)));

    HttpResponse<String> health = get("/v1/operator/autopilot/health");

    assertThat(health.statusCode()).isEqualTo(429);
    assertThat(json(health).path("Healthy").asBoolean()).isFalse();
  }

  private static long index(HttpResponse<String> response) {
    return response.headers().firstValueAsLong("X-Nomad-Index").orElseThrow();
  }

  private void start(NomadVersionProfile profile) {
    nomad.close();
    nomad = FakeNomad.start(profile, 0, clock);
    cluster = nomad.cluster();
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(nomad.address() + path))
        .timeout(Duration.ofSeconds(10));
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return client.send(request(path).build(), BodyHandlers.ofString());
  }

  private void put(String path, String body) throws IOException, InterruptedException {
    HttpResponse<String> response =
        client.send(
            request(path).PUT(BodyPublishers.ofString(body)).build(), BodyHandlers.ofString());
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
  }

  private Stream<String> lines(String path) throws IOException, InterruptedException {
    return client.send(request(path).build(), BodyHandlers.ofLines()).body();
  }

  private static JsonNode json(HttpResponse<String> response) {
    return JSON.readTree(response.body());
  }
}
