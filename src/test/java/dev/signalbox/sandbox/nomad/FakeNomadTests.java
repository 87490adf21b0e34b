package dev.signalbox.sandbox.nomad;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.signalbox.sandbox.github.HandClock;
import dev.signalbox.sandbox.nomad.NomadWeather.Kind;
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
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class FakeNomadTests {

  private static final JsonMapper JSON = new JsonMapper();

  private final HandClock clock = new HandClock();
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private FakeNomad nomad = FakeNomad.start(Profile.V1_11_3, 0, clock);
  private World world = nomad.world();

  @AfterEach
  void close() {
    nomad.close();
  }

  @Test
  void buildIsPlacedWhereThereIsRoom() throws Exception {
    world.addClient("one", 4000, 8192);
    world.run("build-1", 2000, 4096);

    JsonNode alloc = json(get("/v1/allocations?namespace=*&resources=true")).get(0);

    assertThat(alloc.path("NodeName").asString()).isEqualTo("one");
    assertThat(alloc.path("ClientStatus").asString()).isEqualTo("running");
    assertThat(alloc.at("/AllocatedResources/Tasks/build-agent/Memory/MemoryMB").asLong())
        .isEqualTo(4096);
    assertThat(json(get("/v1/jobs")).get(0).path("Status").asString()).isEqualTo("running");
  }

  @Test
  void blockedBuildSaysWhyAndRunsWhenRoomAppears() throws Exception {
    world.addClient("one", 4000, 8192);
    world.run("first", 2000, 8192);
    world.run("second", 2000, 4096);

    JsonNode blocked = json(get("/v1/evaluations?status=blocked&namespace=*")).get(0);
    assertThat(blocked.at("/FailedTGAllocs/build/DimensionExhausted/memory").asInt()).isEqualTo(1);
    assertThat(world.statusOf("second")).isEqualTo("pending");

    world.finish(world.allocationOf("first"), 0);
    assertThat(world.statusOf("first")).isEqualTo("dead");
    assertThat(world.statusOf("second")).isEqualTo("running");
  }

  @Test
  void sizesAreAddedUpOverAllThatFoundNoPlaceAndOnlyOfWhatIsShort() throws Exception {
    world.addClient("one", 4000, 8192);
    world.serve("web", 3, 100, 8192);

    JsonNode failed =
        json(get("/v1/evaluations?status=blocked&namespace=*")).get(0).at("/FailedTGAllocs/build");
    assertThat(failed.path("CoalescedFailures").asInt()).isEqualTo(1);
    assertThat(failed.at("/ResourcesExhausted/build-agent/MemoryMB").asLong()).isEqualTo(16_384);
    assertThat(failed.at("/ResourcesExhausted/build-agent/CPU").asLong(-1)).isZero();
  }

  @Test
  void drainWaitsForBuildsAndThenIsComplete() throws Exception {
    String id = world.addClient("one", 4000, 8192);
    world.run("build", 2000, 4096);
    put(
        "/v1/node/" + id + "/drain",
        "{\"DrainSpec\":{\"Deadline\":0},\"Meta\":{\"message\":\"x\"}}");

    assertThat(json(get("/v1/node/" + id)).path("Drain").asBoolean()).isTrue();
    world.finish(world.allocationOf("build"), 0);

    JsonNode node = json(get("/v1/node/" + id));
    assertThat(node.path("Drain").asBoolean()).isFalse();
    assertThat(node.at("/LastDrain/Status").asString()).isEqualTo("complete");
    assertThat(node.at("/LastDrain/Meta/message").asString()).isEqualTo("x");
    assertThat(node.path("SchedulingEligibility").asString()).isEqualTo("ineligible");
  }

  @Test
  void aStatusIsTimedAnewByEligibilityAndDrainsToo() throws Exception {
    world.addClient("one", 4000, 8192);
    String path = "/v1/node/" + world.clientId("one");
    long before = json(get(path)).path("StatusUpdatedAt").asLong();

    clock.advance(Duration.ofSeconds(60));
    put(path + "/eligibility", "{\"Eligibility\":\"ineligible\"}");
    assertThat(json(get(path)).path("StatusUpdatedAt").asLong()).isEqualTo(before + 60);
    clock.advance(Duration.ofSeconds(60));
    put(path + "/drain", "{\"DrainSpec\":{\"Deadline\":0}}");
    assertThat(json(get(path)).path("StatusUpdatedAt").asLong()).isEqualTo(before + 120);
  }

  @Test
  void deadlineCompletesTheDrainWhileTheBuildIsStillBeingStopped() throws Exception {
    world.addClient("one", 4000, 8192);
    world.addClient("two", 4000, 8192);
    world.run("build", 2000, 4096);
    String alloc = world.allocationOf("build");
    String on = json(get("/v1/allocation/" + alloc)).path("NodeID").asString();
    put("/v1/node/" + on + "/drain", "{\"DrainSpec\":{\"Deadline\":60000000000}}");

    clock.advance(Duration.ofSeconds(61));
    world.tick();
    assertThat(json(get("/v1/node/" + on)).path("Drain").asBoolean()).isFalse();
    assertThat(world.clientStatus(alloc)).isEqualTo("running");

    clock.advance(Duration.ofSeconds(6));
    world.tick();
    assertThat(world.clientStatus(alloc)).isEqualTo("complete");
    assertThat(world.allocationsOf("build")).as("1.11 does not place it again").hasSize(1);
  }

  @Test
  void olderServersPlaceAgainWhatADeadlineStopped() {
    start(Profile.V1_7_7);
    world.addClient("one", 4000, 8192);
    world.run("build", 2000, 4096);
    world.addClient("two", 4000, 8192);
    world.drain("one", Duration.ofSeconds(-1), Map.of());

    assertThat(world.allocationsOf("build")).hasSize(2);
    assertThat(world.runningOn("two")).hasSize(1);
  }

  @Test
  void streamRepeatsTheBatchAtTheIndex() throws Exception {
    nomad.heartbeatEvery(Duration.ofMillis(50));
    world.addClient("one", 4000, 8192);
    long index = world.index();

    List<String> lines;
    try (Stream<String> all = lines("/v1/event/stream?topic=Node&index=" + index)) {
      lines = all.limit(3).toList();
    }

    assertThat(lines).hasSize(3).contains("{}").anyMatch(line -> line.contains("NodeRegistration"));
  }

  @Test
  void blockingQueryReturnsWithTheNextWrite() throws Exception {
    world.addClient("one", 4000, 8192);
    var answer =
        client.sendAsync(
            request("/v1/nodes?index=" + world.index() + "&wait=10s").build(),
            BodyHandlers.ofString());
    world.addClient("two", 4000, 8192);

    assertThat(json(answer.get())).hasSize(2);
  }

  @Test
  void listsComeInPages() throws Exception {
    for (int i = 0; i < 5; i++) {
      world.run("job-" + i, 100, 100);
    }
    HttpResponse<String> first = get("/v1/jobs?per_page=3");
    String next = first.headers().firstValue("X-Nomad-NextToken").orElseThrow();
    HttpResponse<String> second = get("/v1/jobs?per_page=3&next_token=" + next);

    assertThat(json(first)).hasSize(3);
    assertThat(json(second)).hasSize(2);
    assertThat(second.headers().firstValue("X-Nomad-NextToken")).isEmpty();
  }

  @Test
  void logsAreFramesWithoutSeparator() throws Exception {
    world.addClient("one", 4000, 8192);
    world.run("build", 2000, 4096);
    String alloc = world.allocationOf("build");
    world.write(alloc, "build-agent", "stderr", "first\n");
    world.rotateLog(alloc, "build-agent", "stderr");
    world.write(alloc, "build-agent", "stderr", "second\n");
    String logs = "/v1/client/fs/logs/" + alloc + "?task=build-agent&type=stderr";

    assertThat(get(logs).body()).contains("stderr.0\"}{").contains("stderr.1");
    assertThat(get(logs + "&plain=true").body()).isEqualTo("first\nsecond\n");
    assertThat(get(logs + "&plain=true&origin=end&offset=3").body()).isEqualTo("nd\n");
  }

  @Test
  void oldServersKnowLess() throws Exception {
    start(Profile.V0_11_8);

    assertThat(get("/v1/namespaces").statusCode()).isEqualTo(501);
    assertThat(get("/v1/event/stream").statusCode()).isEqualTo(404);
    assertThat(get("/v1/jobs?per_page=1").headers().firstValue("X-Nomad-NextToken")).isEmpty();
  }

  @Test
  void scriptsRunByTheClock() throws Exception {
    world.addClient("one", 4000, 8192);
    put(
        "/v1/jobs",
        """
        {"Job":{"ID":"s","Type":"batch","Datacenters":["*"],"TaskGroups":[{"Name":"g","Tasks":[
          {"Name":"t","Driver":"raw_exec","Config":{"command":"/bin/sh","args":["-c",
          "for i in $(seq 1 2); do echo line $i; sleep 1; done; echo bad >&2; exit 3"]}}]}]}}
        """);
    String alloc = world.allocationOf("s");
    clock.advance(Duration.ofSeconds(2));
    world.tick();

    assertThat(world.clientStatus(alloc)).isEqualTo("failed");
    assertThat(get("/v1/client/fs/logs/" + alloc + "?task=t&type=stdout&plain=true").body())
        .isEqualTo("line 1\nline 2\n");
  }

  @Test
  void badWeatherLooksAsItDoes() throws Exception {
    world.addClient("one", 4000, 8192);
    nomad.weather().turn(Kind.LEADERLESS);
    assertThat(get("/v1/nodes").statusCode()).isEqualTo(500);
    assertThat(get("/v1/nodes?stale").headers().firstValue("X-Nomad-KnownLeader"))
        .hasValue("false");
    nomad.weather().turn(Kind.LYING);
    assertThat(get("/v1/nodes").statusCode()).isEqualTo(307);
    nomad.weather().turn(Kind.LIMITED);
    assertThat(get("/v1/nodes").statusCode()).isEqualTo(429);
    nomad.weather().turn(Kind.REFUSING);
    assertThat(get("/v1/nodes").body()).isEqualTo("Permission denied");
    assertThat(get("/v1/event/stream?topic=Node").body())
        .as("hijacked before it is judged")
        .isEmpty();
    nomad.weather().turn(Kind.HTTP_0_0);
    assertThatIOException().isThrownBy(() -> get("/v1/event/stream?topic=Node"));
    nomad.weather().turn(Kind.DOWN);
    assertThatIOException().isThrownBy(() -> get("/v1/nodes"));
  }

  @Test
  void restoredServersHaveLowerIndexes() throws Exception {
    world.addClient("one", 4000, 8192);
    world.run("build", 100, 100);
    long before = index(get("/v1/nodes"));
    nomad.weather().turn(Kind.BACKWARDS);

    HttpResponse<String> after = get("/v1/nodes?wait=10s&index=" + before);

    assertThat(index(after)).isLessThan(before);
    assertThat(json(after).get(0).path("ModifyIndex").asLong()).isLessThanOrEqualTo(index(after));
  }

  @Test
  void unhealthyServersAnswer429InJson() throws Exception {
    world.setServers(
        List.of(
            new World.Server("a.global", "10.0.0.1", "1.11.3", true),
            new World.Server("b.global", "10.0.0.2", "1.11.3", false)));

    HttpResponse<String> health = get("/v1/operator/autopilot/health");

    assertThat(health.statusCode()).isEqualTo(429);
    assertThat(json(health).path("Healthy").asBoolean()).isFalse();
  }

  private static long index(HttpResponse<String> answer) {
    return answer.headers().firstValueAsLong("X-Nomad-Index").orElseThrow();
  }

  private void start(Profile profile) {
    nomad.close();
    nomad = FakeNomad.start(profile, 0, clock);
    world = nomad.world();
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(nomad.address() + path))
        .timeout(Duration.ofSeconds(10));
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return client.send(request(path).build(), BodyHandlers.ofString());
  }

  private void put(String path, String body) throws IOException, InterruptedException {
    HttpResponse<String> answer =
        client.send(
            request(path).PUT(BodyPublishers.ofString(body)).build(), BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
  }

  private Stream<String> lines(String path) throws IOException, InterruptedException {
    return client.send(request(path).build(), BodyHandlers.ofLines()).body();
  }

  private static JsonNode json(HttpResponse<String> answer) {
    return JSON.readTree(answer.body());
  }
}
