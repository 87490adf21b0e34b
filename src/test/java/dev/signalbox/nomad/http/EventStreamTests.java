package dev.signalbox.nomad.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.signalbox.nomad.Client;
import dev.signalbox.nomad.JobKey;
import dev.signalbox.nomad.NomadListWatch.Batch;
import dev.signalbox.nomad.NomadListWatch.Event;
import dev.signalbox.nomad.NomadListWatch.Event.NodeEventReceived;
import dev.signalbox.remote.RemoteSystemException;
import dev.signalbox.remote.RemoteSystemException.Denied;
import dev.signalbox.remote.RemoteSystemException.Unexpected;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Mapping of the event stream and its ends. */
@SuppressWarnings("NullAway") // a null value fails the test
@Tag("integration")
class EventStreamTests {

  private static final Batch CONNECTED = new Batch(0, List.of());
  private static final String JOB =
      "{\"Topic\":\"Job\",\"Type\":\"%s\",\"Key\":\"a/b\",\"Payload\":{%s\"Job\":{\"ID\":\"a/b\","
          + "\"Namespace\":\"team\",\"Status\":\"dead\",\"Stop\":true,\"ParameterizedJob\":{},"
          + "\"Dispatched\":true,\"Periodic\":null}}}";

  @Test
  void requestsTheTopics() {
    try (ScriptedHttpServer server =
            ScriptedHttpServer.returningInOrder(ScriptedHttpServer.stream("{}\n"));
        NomadAdapters nomad = NomadAdapters.at(server.address())) {
      nomad.lists().follow(42, batch -> true);

      assertThat(server.requests().getFirst().target())
          .isEqualTo(
              "/v1/event/stream?index=42&topic=Node&topic=Job&topic=Allocation&topic=Evaluation"
                  + "&namespace=*");
      assertThat(server.requests().getFirst().headers())
          .containsEntry("Accept-Encoding", "identity");
    }
  }

  @Test
  void sendsAnEmptyBatchWhenConnected() {
    assertThat(follow("{}\n{}\n")).containsExactly(CONNECTED, CONNECTED);
    assertThat(follow(line(7, JOB.formatted("JobRegistered", ""))))
        .extracting(Batch::index)
        .containsExactly(0L, 7L);
  }

  @Test
  void mapsEventsByTopicNotByType() {
    Batch batch =
        follow(
                line(
                    9,
                    "{\"Topic\":\"Allocation\",\"Type\":\"PlanResult\",\"Key\":\"x\",\"Payload\":"
                        + "{\"Allocation\":{\"ID\":\"x\",\"ClientStatus\":\"running\"}}}",
                    "{\"Topic\":\"Evaluation\",\"Type\":\"PlanResult\",\"Key\":\"e\",\"Payload\":"
                        + "{\"Evaluation\":{\"ID\":\"e\",\"Status\":\"blocked\"}}}",
                    JOB.formatted("AllocationUpdated", ""),
                    "{\"Topic\":\"Deployment\",\"Type\":\"PlanResult\",\"Payload\":{}}",
                    "{\"Topic\":\"Node\",\"Type\":\"PlanResult\",\"Payload\":null}"))
            .getLast();

    assertThat(batch.events())
        .hasExactlyElementsOfTypes(
            Event.AllocationChanged.class, Event.EvaluationChanged.class, Event.JobChanged.class);
    assertThat(((Event.JobChanged) batch.events().get(2)).job().isTemplate()).isFalse();
  }

  @Test
  void reportsAJobThatMayBeDeregistered() {
    JobKey key = new JobKey("team", "a/b");

    assertThat(follow(line(9, JOB.formatted("JobDeregistered", ""))).getLast().events())
        .hasSize(2)
        .endsWith(new Event.JobPossiblyDeregistered(key, false));
    assertThat(
            follow(line(9, JOB.formatted("JobDeregistered", "\"Deleted\":true,")))
                .getLast()
                .events())
        .containsExactly(new Event.JobPossiblyDeregistered(key, true));
  }

  @Test
  void reportsARemovedClient() {
    assertThat(
            follow(
                    line(
                        9,
                        "{\"Topic\":\"Node\",\"Type\":\"NodeDeregistration\",\"Key\":\"n\","
                            + "\"Payload\":{\"Node\":{\"ID\":\"n\"}}}"))
                .getLast()
                .events())
        .containsExactly(new Event.ClientRemoved("n"));
  }

  @Test
  void reportsEachNodeEventOnce() {
    List<Batch> batches =
        follow(
            line(7, node(nodeEvent("registered", "01", 0)))
                + line(9, node(nodeEvent("registered", "01", 0), nodeEvent("missed", "02", 9)))
                + line(9, node(nodeEvent("registered", "01", 0), nodeEvent("missed", "02", 9)))
                + line(
                    12,
                    node(
                        nodeEvent("missed", "02", 9),
                        nodeEvent("back", "03", 11),
                        nodeEvent("set", "04", 12))));

    assertThat(batches)
        .flatExtracting(Batch::events)
        .filteredOn(NodeEventReceived.class::isInstance)
        .extracting(event -> ((NodeEventReceived) event).message())
        .containsExactly("registered", "missed", "back", "set");
  }

  @Test
  void mapsTheDrainOfANode() {
    Batch batch =
        follow(
                line(
                    9,
                    "{\"Topic\":\"Node\",\"Type\":\"NodeDrain\",\"Key\":\"n\",\"Payload\":{\"Node\":"
                        + "{\"ID\":\"n\",\"HTTPAddr\":\"10.0.0.7:4646\",\"StatusUpdatedAt\":1795449473,"
                        + "\"Attributes\":{\"nomad.version\":\"1.7.7\",\"os.name\":\"debian\",\"x\":\"y\"},"
                        + "\"DrainStrategy\":{\"Deadline\":5000000000,\"IgnoreSystemJobs\":true,"
                        + "\"ForceDeadline\":\"2026-11-23T15:58:41.6Z\","
                        + "\"StartedAt\":\"2026-11-23T15:58:36.6Z\"}}}}"))
            .getLast();

    assertThat(batch.events())
        .singleElement()
        .isInstanceOfSatisfying(
            Event.ClientChanged.class,
            changed -> {
              assertThat(changed.client().draining()).isTrue();
              assertThat(changed.client().drain())
                  .returns(Instant.parse("2026-11-23T15:58:41.6Z"), Client.Drain::forceAt);
              assertThat(changed.client().address()).isEqualTo("10.0.0.7");
              assertThat(changed.client().version()).isEqualTo("1.7.7");
              assertThat(changed.client().attributes()).containsOnlyKeys("os.name");
              assertThat(changed.client().statusSince()).isEqualTo("2026-11-23T15:57:53Z");
            });
  }

  @Test
  void stopsWhenTheListenerReturnsFalse() {
    try (ScriptedHttpServer server =
            ScriptedHttpServer.returningInOrder(ScriptedHttpServer.stream("{}\n{}\n{}\n"));
        NomadAdapters nomad = NomadAdapters.at(server.address())) {
      List<Batch> received = new ArrayList<>();
      nomad
          .lists()
          .follow(
              0,
              batch -> {
                received.add(batch);
                return false;
              });
      assertThat(received).hasSize(1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}\n", "{}\n{\"Index\":9,\"Events\":[{\"Top"})
  void endsWithoutAnError(String stream) {
    assertThat(follow(stream)).containsExactly(CONNECTED);
  }

  @Test
  void endsWhenTheConnectionIsCutOff() {
    assertThat(
            followBytes(
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\n{}\n\r\n"
                    .getBytes(StandardCharsets.UTF_8)))
        .containsExactly(CONNECTED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}\n", "{}"})
  void reportsTheErrorTextOfAStream(String before) {
    assertThatExceptionOfType(Unexpected.class)
        .isThrownBy(
            () -> follow(before + "subscription closed by server, client should resubscribe"))
        .satisfies(
            e ->
                assertThat(e.response())
                    .isEqualTo("subscription closed by server, client should resubscribe"));
  }

  @Test
  void treatsAnEmptyResponseAsDenied() {
    assertThatExceptionOfType(Denied.class)
        .isThrownBy(() -> follow(""))
        .satisfies(e -> assertThat(e.advice()).contains("read-job").contains("node:read"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"Index\":\"many\"}", "{\"Index\":}"})
  void rejectsInvalidLines(String line) {
    assertThatExceptionOfType(RemoteSystemException.class).isThrownBy(() -> follow(line));
  }

  private static List<Batch> follow(String stream) {
    return followBytes(ScriptedHttpServer.stream(stream));
  }

  private static List<Batch> followBytes(byte[] response) {
    List<Batch> batches = new ArrayList<>();
    try (ScriptedHttpServer server = ScriptedHttpServer.returningInOrder(response);
        NomadAdapters nomad = NomadAdapters.at(server.address())) {
      nomad.lists().follow(0, batches::add);
    }
    return batches;
  }

  private static String line(long index, String... events) {
    return "{\"Index\":" + index + ",\"Events\":[" + String.join(",", events) + "]}\n";
  }

  private static String node(String... nodeEvents) {
    return "{\"Topic\":\"Node\",\"Type\":\"NodeStreamEvent\",\"Key\":\"n\",\"Payload\":{\"Node\":"
        + "{\"ID\":\"n\",\"Name\":\"vm\",\"Events\":["
        + String.join(",", nodeEvents)
        + "]}}}";
  }

  private static String nodeEvent(String message, String second, long index) {
    return ("{\"Message\":\"%s\",\"Subsystem\":\"Cluster\",\"Details\":null,"
            + "\"Timestamp\":\"2026-01-02T03:04:%sZ\",\"CreateIndex\":%d}")
        .formatted(message, second, index);
  }
}
