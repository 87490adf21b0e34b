package dev.signalbox.nomad.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.signalbox.nomad.Client;
import dev.signalbox.nomad.JobKey;
import dev.signalbox.nomad.NomadLists.Batch;
import dev.signalbox.nomad.NomadLists.Event;
import dev.signalbox.nomad.NomadLists.Event.ClientTold;
import dev.signalbox.outside.OutsideWorldException;
import dev.signalbox.outside.OutsideWorldException.Refused;
import dev.signalbox.outside.OutsideWorldException.Unexpected;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The stream of events, which says everything that matters without words for it. */
@SuppressWarnings("NullAway") // what is missing fails the test
class HttpNomadEventsTests {

  private static final Batch STANDS = new Batch(0, List.of());
  private static final String JOB =
      "{\"Topic\":\"Job\",\"Type\":\"%s\",\"Key\":\"a/b\",\"Payload\":{%s\"Job\":{\"ID\":\"a/b\","
          + "\"Namespace\":\"team\",\"Status\":\"dead\",\"Stop\":true,\"ParameterizedJob\":{},"
          + "\"Dispatched\":true,\"Periodic\":null}}}";

  @Test
  void asksForTheTopicsByName() {
    try (StrangeNomad strange = StrangeNomad.sayingInTurn(StrangeNomad.stream("{}\n"));
        NomadFixture nomad = NomadFixture.at(strange.address())) {
      nomad.lists().follow(42, batch -> true);

      assertThat(strange.asked().getFirst().target())
          .isEqualTo(
              "/v1/event/stream?index=42&topic=Node&topic=Job&topic=Allocation&topic=Evaluation"
                  + "&namespace=*");
      assertThat(strange.asked().getFirst().headers()).containsEntry("Accept-Encoding", "identity");
    }
  }

  @Test
  void saysThatItStandsBeforeAnythingElse() {
    assertThat(heard("{}\n{}\n")).containsExactly(STANDS, STANDS);
    assertThat(heard(line(7, JOB.formatted("JobRegistered", ""))))
        .extracting(Batch::index)
        .containsExactly(0L, 7L);
  }

  @Test
  void goesByTheTopicAndNotByTheType() {
    Batch batch =
        heard(
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
    assertThat(((Event.JobChanged) batch.events().get(2)).job().template()).isFalse();
  }

  @Test
  void tellsThatAJobMayBeGone() {
    JobKey key = new JobKey("team", "a/b");

    assertThat(heard(line(9, JOB.formatted("JobDeregistered", ""))).getLast().events())
        .hasSize(2)
        .endsWith(new Event.JobPerhapsGone(key, false));
    assertThat(
            heard(line(9, JOB.formatted("JobDeregistered", "\"Deleted\":true,")))
                .getLast()
                .events())
        .containsExactly(new Event.JobPerhapsGone(key, true));
  }

  @Test
  void tellsThatAClientIsGone() {
    assertThat(
            heard(
                    line(
                        9,
                        "{\"Topic\":\"Node\",\"Type\":\"NodeDeregistration\",\"Key\":\"n\","
                            + "\"Payload\":{\"Node\":{\"ID\":\"n\"}}}"))
                .getLast()
                .events())
        .containsExactly(new Event.ClientGone("n"));
  }

  @Test
  void tellsWhatAClientSaysOnlyOnce() {
    List<Batch> batches =
        heard(
            line(7, node(told("registered", "01", 0)))
                + line(9, node(told("registered", "01", 0), told("missed", "02", 9)))
                + line(9, node(told("registered", "01", 0), told("missed", "02", 9)))
                + line(
                    12,
                    node(told("missed", "02", 9), told("back", "03", 11), told("set", "04", 12))));

    assertThat(batches)
        .flatExtracting(Batch::events)
        .filteredOn(ClientTold.class::isInstance)
        .extracting(event -> ((ClientTold) event).message())
        .containsExactly("registered", "missed", "back", "set");
  }

  @Test
  void knowsADrainOfANode() {
    Batch batch =
        heard(
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
  void stopsWhenTheListenerSaysSo() {
    try (StrangeNomad strange = StrangeNomad.sayingInTurn(StrangeNomad.stream("{}\n{}\n{}\n"));
        NomadFixture nomad = NomadFixture.at(strange.address())) {
      List<Batch> heard = new ArrayList<>();
      nomad
          .lists()
          .follow(
              0,
              batch -> {
                heard.add(batch);
                return false;
              });
      assertThat(heard).hasSize(1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}\n", "{}\n{\"Index\":9,\"Events\":[{\"Top"})
  void endsWithoutAWord(String stream) {
    assertThat(heard(stream)).containsExactly(STANDS);
  }

  @Test
  void endsWhenItIsCutOff() {
    assertThat(
            heardOf(
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\n{}\n\r\n"
                    .getBytes(StandardCharsets.UTF_8)))
        .containsExactly(STANDS);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}\n", "{}"})
  void tellsWhyAStreamEnded(String before) {
    assertThatExceptionOfType(Unexpected.class)
        .isThrownBy(
            () -> heard(before + "subscription closed by server, client should resubscribe"))
        .satisfies(
            e ->
                assertThat(e.answered())
                    .isEqualTo("subscription closed by server, client should resubscribe"));
  }

  @Test
  void takesAnEndWithoutAnyWordForARefusal() {
    assertThatExceptionOfType(Refused.class)
        .isThrownBy(() -> heard(""))
        .satisfies(e -> assertThat(e.advice()).contains("read-job").contains("node:read"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"Index\":\"many\"}", "{\"Index\":}"})
  void believesNoNonsense(String line) {
    assertThatExceptionOfType(OutsideWorldException.class).isThrownBy(() -> heard(line));
  }

  private static List<Batch> heard(String stream) {
    return heardOf(StrangeNomad.stream(stream));
  }

  private static List<Batch> heardOf(byte[] answer) {
    List<Batch> batches = new ArrayList<>();
    try (StrangeNomad strange = StrangeNomad.sayingInTurn(answer);
        NomadFixture nomad = NomadFixture.at(strange.address())) {
      nomad.lists().follow(0, batches::add);
    }
    return batches;
  }

  private static String line(long index, String... events) {
    return "{\"Index\":" + index + ",\"Events\":[" + String.join(",", events) + "]}\n";
  }

  private static String node(String... told) {
    return "{\"Topic\":\"Node\",\"Type\":\"NodeStreamEvent\",\"Key\":\"n\",\"Payload\":{\"Node\":"
        + "{\"ID\":\"n\",\"Name\":\"vm\",\"Events\":["
        + String.join(",", told)
        + "]}}}";
  }

  private static String told(String message, String second, long index) {
    return ("{\"Message\":\"%s\",\"Subsystem\":\"Cluster\",\"Details\":null,"
            + "\"Timestamp\":\"2026-01-02T03:04:%sZ\",\"CreateIndex\":%d}")
        .formatted(message, second, index);
  }
}
