package dev.signalbox.nomad.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.signalbox.nomad.AllocationLogs.Source;
import dev.signalbox.nomad.AllocationLogs.Stream;
import dev.signalbox.nomad.Connections;
import dev.signalbox.nomad.NomadActs.DrainOrder;
import dev.signalbox.nomad.NomadLists.Batch;
import dev.signalbox.nomad.NomadLists.Question;
import dev.signalbox.outside.OutsideWorldException;
import dev.signalbox.outside.OutsideWorldException.Unexpected;
import dev.signalbox.outside.OutsideWorldException.Unreachable;
import dev.signalbox.sandbox.nomad.FakeNomad;
import dev.signalbox.sandbox.nomad.NomadWeather.Kind;
import dev.signalbox.sandbox.nomad.Profile;
import dev.signalbox.secrets.Secret;
import dev.signalbox.settings.Settings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of a question when whoever answers is not, or no longer, a Nomad in good health. */
class HttpWireTests {

  private static final String CLIENT = "9d31948d-4f91-1859-d11a-13e890677d2e";
  private static final String TOKEN = "5f2e0e8f-0c1e-4e0d-9f3a-7b6c5d4e3f2a";

  @Test
  void saysThatNoNomadIsNamed() {
    try (NomadFixture nomad = NomadFixture.of(NomadFixture.settings(null, null))) {
      assertThatExceptionOfType(Unreachable.class)
          .isThrownBy(() -> nomad.lists().probe())
          .satisfies(e -> assertThat(e.answered()).contains("NOMAD_ADDR is not set"))
          .satisfies(e -> assertThat(e.advice()).contains("http://nomad.acme.example:4646"));
      assertThatExceptionOfType(Unreachable.class)
          .isThrownBy(() -> nomad.lists().follow(0, batch -> true));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "500, No cluster leader, Unreachable, without a leader",
    "500, rpc error: No cluster leader, Unreachable, without a leader",
    "429, Your IP is issuing too many concurrent connections, Unreachable, http_max_conns",
    "503, upstream is away, Unreachable, servers",
    "500, rpc error: EOF, Unreachable, reach each other",
    "403, Permission denied, Refused, node:write",
    "403, ACL token not found, Refused, that these servers know",
    "401, , Refused, NOMAD_HTTP_AUTH",
    "404, node not found, Missing, removed",
    "500, node not found, Missing, removed",
    "500, No path to node, Missing, up",
    "404, , Unexpected, NOMAD_ADDR",
    "500, can not set node's scheduling eligibility to eligible while it is draining,"
        + " Conflicting, reload",
    "409, somebody was faster, Conflicting, reload",
    "400, Invalid payload, Unexpected, log",
    "405, Invalid method, Unexpected, log",
    "501, Enterprise only, Unexpected, cannot",
    "307, , Unexpected, NOMAD_ADDR",
  })
  void turnsAnAnswerIntoOneOfOurKinds(int status, String text, String kind, String advice) {
    String body = text == null ? "" : text;
    try (StrangeNomad strange = StrangeNomad.sayingInTurn(StrangeNomad.error(status, body));
        NomadFixture nomad = NomadFixture.at(strange.address())) {
      OutsideWorldException e =
          catchThrowableOfType(
              OutsideWorldException.class, () -> nomad.acts().setEligible(CLIENT, true));

      assertThat(e.getClass().getSimpleName()).isEqualTo(kind);
      assertThat(e.answered()).startsWith(Integer.toString(status)).contains(body);
      assertThat(e.advice()).contains(advice);
      assertThat(strange.asked()).hasSize(1);
    }
  }

  @Test
  void followsNobodyElsewhere() {
    try (StrangeNomad strange =
            StrangeNomad.sayingInTurn(
                StrangeNomad.http(307, "text/html", "<a>moved</a>", "Location: /ui/"));
        NomadFixture nomad = NomadFixture.at(strange.address())) {
      assertThatExceptionOfType(Unexpected.class)
          .isThrownBy(() -> nomad.lists().jobs(Question.NOW, job -> {}))
          .satisfies(e -> assertThat(e.answered()).isEqualTo("307, leading to /ui/: a web page"));
      assertThat(strange.asked()).hasSize(1);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 6\r\n\r\n<html>",
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}",
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 4\r\n\r\n\"hi\"",
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n[{\"ID\":1]",
        "HTTP/0.0 200 OK\r\nContent-Type: application/json\r\n\r\n[]"
      })
  void believesNoNonsense(String bytes) {
    try (StrangeNomad strange = StrangeNomad.saying(bytes);
        NomadFixture nomad = NomadFixture.at(strange.address())) {
      assertThatExceptionOfType(Unexpected.class)
          .isThrownBy(() -> nomad.lists().jobs(Question.NOW, job -> {}))
          .satisfies(e -> assertThat(e.advice()).contains("NOMAD_ADDR"));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 90\r\n\r\n[{\"ID\":",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\n[{\"I\r\n"
      })
  void isCutOff(String bytes) {
    try (StrangeNomad strange = StrangeNomad.saying(bytes);
        NomadFixture nomad = NomadFixture.at(strange.address())) {
      assertThatExceptionOfType(Unreachable.class)
          .isThrownBy(() -> nomad.lists().jobs(Question.NOW, job -> {}))
          .satisfies(e -> assertThat(e.advice()).contains("limits.http_max_conns_per_client"));
    }
  }

  @Test
  void asksForADetailTwice() {
    try (StrangeNomad strange =
            StrangeNomad.sayingInTurn(
                StrangeNomad.error(500, "No cluster leader"),
                StrangeNomad.json("{\"ID\":\"" + CLIENT + "\",\"Name\":\"vm\"}"));
        NomadFixture nomad = NomadFixture.at(strange.address())) {
      assertThat(nomad.details().client(CLIENT).orElseThrow().client().name()).isEqualTo("vm");
      assertThat(strange.asked()).hasSize(2);
    }
  }

  @Test
  void givesAnOrderOnceAndSaysThatItMayHaveArrived() {
    try (StrangeNomad strange = StrangeNomad.saying("");
        NomadFixture nomad = NomadFixture.at(strange.address())) {
      assertThatExceptionOfType(Unreachable.class)
          .isThrownBy(() -> nomad.acts().drain(CLIENT, new DrainOrder(null, true), Map.of()))
          .satisfies(e -> assertThat(e.advice()).startsWith("see first whether it was done"));
      assertThat(strange.asked()).hasSize(1);
    }
  }

  @Test
  void waitsForAnAnswerOnlySoLongAndGivesTheOrderOnceAllTheSame() {
    try (FakeNomad fake = FakeNomad.start(Profile.V1_7_7);
        NomadFixture nomad = NomadFixture.at(fake.address(), Duration.ofMillis(300))) {
      fake.weather().turnSlow(Duration.ofMinutes(1));

      assertThatExceptionOfType(Unreachable.class)
          .isThrownBy(() -> nomad.acts().drain(CLIENT, new DrainOrder(null, true), Map.of()))
          .satisfies(e -> assertThat(e.answered()).startsWith("no answer").contains("in time"))
          .satisfies(e -> assertThat(e.advice()).startsWith("see first whether it was done"));
      assertThat(fake.requests("/v1/node/" + CLIENT + "/drain")).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Kind.class,
      names = {"FINE", "STREAM_SILENT"})
  void givesUpAStreamThatSaysNothingAnyMore(Kind weather) {
    try (FakeNomad fake = FakeNomad.start(Profile.V1_7_7);
        NomadFixture nomad = NomadFixture.at(fake.address(), Duration.ofMillis(300))) {
      fake.weather().turn(weather);
      List<Batch> heard = new ArrayList<>();

      // the double's heartbeat comes after half a minute
      assertThatExceptionOfType(Unreachable.class)
          .isThrownBy(() -> nomad.lists().follow(0, heard::add))
          .satisfies(e -> assertThat(e.answered()).startsWith("no answer").contains("in time"));
      assertThat(heard).hasSize(weather == Kind.FINE ? 1 : 0);
    }
  }

  @Test
  void bearsTheSilenceOfAStreamLongerThanTheServersKeepIt() {
    assertThat(Ask.Limits.EVENTS.quiet()).isEqualTo(Duration.ofSeconds(75));
    assertThat(Ask.Limits.LOG.quiet()).isEqualTo(Duration.ofSeconds(75));
    assertThat(Ask.Limits.ACT.quiet()).isEqualTo(Duration.ofSeconds(15));
  }

  /** However many logs are read, the events come, and pages ask. */
  @Test
  void logsTakeNoConnectionOfTheEvents() throws Exception {
    try (FakeNomad fake = FakeNomad.start(Profile.V1_7_7);
        NomadFixture nomad = NomadFixture.at(fake.address());
        ExecutorService readers = Executors.newVirtualThreadPerTaskExecutor()) {
      fake.world().addClient("nomad-client-1", 4_000, 8_192);
      fake.world().run("build-1", 100, 100);
      fake.world().tick();
      String build = fake.world().allocationOf("build-1");
      int most = Connections.FOLLOWERS + Connections.DOWNLOADS;
      CountDownLatch reading = new CountDownLatch(most);
      for (int one = 0; one < most; one++) {
        AtomicBoolean first = new AtomicBoolean(true);
        readers.execute(
            () ->
                nomad
                    .logs()
                    .follow(
                        new Source(build, "build-agent", Stream.STDERR),
                        0,
                        frame -> {
                          if (first.getAndSet(false)) {
                            reading.countDown();
                          }
                          return true;
                        }));
      }
      assertThat(reading.await(20, TimeUnit.SECONDS)).isTrue();

      assertThat(nomad.lists().probe().eventStream()).isTrue();
      nomad.lists().follow(0, batch -> false);
      assertThat(fake.connections()).isLessThanOrEqualTo(Connections.IN_ALL);
      readers.shutdownNow();
    }
  }

  @Test
  void staysWithinWhatTheOperatorIsTold() {
    assertThat(Connections.IN_ALL).isEqualTo(40);
    assertThat(Failures.LIMIT_ADVICE).contains("a console needs " + Connections.IN_ALL);
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 403, 404, 500})
  void repeatsNoSecret(int status) {
    try (StrangeNomad echo =
            StrangeNomad.answering(
                asked -> StrangeNomad.http(status, "text/plain", "You said " + asked.headers()));
        NomadFixture nomad = NomadFixture.of(guarded(echo))) {
      for (OutsideWorldException e :
          List.of(
              catchThrowableOfType(
                  OutsideWorldException.class, () -> nomad.lists().jobs(Question.NOW, job -> {})),
              catchThrowableOfType(
                  OutsideWorldException.class, () -> nomad.details().use(CLIENT)))) {
        StringWriter trace = new StringWriter();
        e.printStackTrace(new PrintWriter(trace));
        assertThat(trace + e.answered() + e.advice()).doesNotContain(TOKEN, "hunter2", "bmFtZ");
      }
    }
  }

  @Test
  void quotesNoMoreThanIsFitToBeRead() {
    try (StrangeNomad strange =
            StrangeNomad.sayingInTurn(StrangeNomad.error(500, "no ".repeat(5_000)));
        NomadFixture nomad = NomadFixture.at(strange.address())) {
      assertThatExceptionOfType(Unexpected.class)
          .isThrownBy(() -> nomad.acts().purge(CLIENT))
          .satisfies(e -> assertThat(e.answered()).hasSize(500));
    }
  }

  @Test
  void showsTokenPasswordAndRegion() {
    try (StrangeNomad strange = StrangeNomad.sayingInTurn(StrangeNomad.json("[]"));
        NomadFixture nomad = NomadFixture.of(guarded(strange))) {
      nomad.lists().jobs(Question.NOW, job -> {});

      StrangeNomad.Asked asked = strange.asked().getFirst();
      assertThat(asked.headers())
          .containsEntry("X-Nomad-Token", TOKEN)
          .containsEntry("Authorization", "Basic bmFtZTpodW50ZXIy");
      assertThat(asked.target()).isEqualTo("/v1/jobs?namespace=builds&region=eu%20west");
    }
  }

  @Test
  void unpacksWhatIsPacked() throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write("[{\"ID\":\"build-1\"}]".getBytes(StandardCharsets.UTF_8));
    }
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    answer.writeBytes(
        ("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Encoding: gzip\r\n"
                + "X-Nomad-Index: 12\r\nX-Nomad-KnownLeader: false\r\nX-Nomad-LastContact: 1500\r\n"
                + "Content-Length: "
                + packed.size()
                + "\r\n\r\n")
            .getBytes(StandardCharsets.UTF_8));
    answer.writeBytes(packed.toByteArray());
    try (StrangeNomad strange = StrangeNomad.sayingInTurn(answer.toByteArray());
        NomadFixture nomad = NomadFixture.at(strange.address())) {
      var heading = nomad.lists().jobs(Question.NOW, job -> assertThat(job.name()).isEmpty());

      assertThat(heading.index()).isEqualTo(12);
      assertThat(heading.leaderKnown()).isFalse();
      assertThat(heading.behind()).hasMillis(1500);
      assertThat(heading.bytes()).isEqualTo(18);
      assertThat(strange.asked().getFirst().headers().get("Accept-Encoding")).contains("gzip");
    }
  }

  private static Settings.Nomad guarded(StrangeNomad strange) {
    return new Settings.Nomad(
        strange.address(),
        new Secret(TOKEN),
        "builds",
        "eu west",
        new Secret("name:hunter2"),
        List.of(),
        null,
        null,
        false,
        List.of(),
        1,
        90);
  }
}
