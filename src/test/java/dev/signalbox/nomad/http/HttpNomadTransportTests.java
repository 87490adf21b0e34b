package dev.signalbox.nomad.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.signalbox.nomad.AllocationLogs.Position;
import dev.signalbox.nomad.AllocationLogs.Source;
import dev.signalbox.nomad.AllocationLogs.StreamType;
import dev.signalbox.nomad.ConnectionLimits;
import dev.signalbox.nomad.ConnectionUsage;
import dev.signalbox.nomad.NomadCommands.DrainSpec;
import dev.signalbox.nomad.NomadListWatch.Batch;
import dev.signalbox.nomad.NomadListWatch.ListOptions;
import dev.signalbox.nomad.NomadProperties;
import dev.signalbox.remote.RemoteSystemException;
import dev.signalbox.remote.RemoteSystemException.Conflict;
import dev.signalbox.remote.RemoteSystemException.Denied;
import dev.signalbox.remote.RemoteSystemException.NotFound;
import dev.signalbox.remote.RemoteSystemException.Unexpected;
import dev.signalbox.remote.RemoteSystemException.Unreachable;
import dev.signalbox.sandbox.nomad.FakeNomad;
import dev.signalbox.sandbox.nomad.NomadFaults.Kind;
import dev.signalbox.sandbox.nomad.NomadVersionProfile;
import dev.signalbox.secrets.Secret;
import dev.signalbox.settings.Origin;
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
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Error handling of the transport: failing servers, broken responses, timeouts and limits. */
@Tag("integration")
class HttpNomadTransportTests {

  private static final String CLIENT = "9d31948d-4f91-1859-d11a-13e890677d2e";
  private static final String TOKEN = "5f2e0e8f-0c1e-4e0d-9f3a-7b6c5d4e3f2a";

  @Test
  void failsIfNomadIsNotConfigured() {
    try (NomadAdapters nomad = NomadAdapters.of(NomadAdapters.settings(null, null))) {
      assertThatExceptionOfType(Unreachable.class)
          .isThrownBy(() -> nomad.lists().probe())
          .satisfies(e -> assertThat(e.response()).contains("NOMAD_ADDR is not set"))
          .satisfies(e -> assertThat(e.advice()).contains("http://nomad.acme.example:4646"));
      assertThatExceptionOfType(Unreachable.class)
          .isThrownBy(() -> nomad.lists().follow(0, batch -> true));
    }
  }

  static List<Arguments> errors() {
    return List.of(
        arguments(500, "No cluster leader", Unreachable.class, "no leader"),
        arguments(500, "rpc error: No cluster leader", Unreachable.class, "no leader"),
        arguments(
            429,
            "Your IP is issuing too many concurrent connections",
            Unreachable.class,
            "http_max_conns"),
        arguments(503, "upstream unavailable", Unreachable.class, "servers"),
        arguments(500, "rpc error: EOF", Unreachable.class, "network connection"),
        arguments(403, "Permission denied", Denied.class, "node:write"),
        arguments(403, "ACL token not found", Denied.class, "exists in this cluster"),
        arguments(401, "", Denied.class, "NOMAD_HTTP_AUTH"),
        arguments(404, "node not found", NotFound.class, "removed"),
        arguments(500, "node not found", NotFound.class, "removed"),
        arguments(500, "No path to node", NotFound.class, "client is up"),
        arguments(404, "", Unexpected.class, "NOMAD_ADDR"),
        arguments(
            500,
            "can not set node's scheduling eligibility to eligible while it is draining",
            Conflict.class,
            "Reload"),
        arguments(409, "conflict", Conflict.class, "Reload"),
        arguments(400, "Invalid payload", Unexpected.class, "log"),
        arguments(405, "Invalid method", Unexpected.class, "log"),
        arguments(501, "Enterprise only", Unexpected.class, "Not supported"),
        arguments(307, "", Unexpected.class, "NOMAD_ADDR"));
  }

  @ParameterizedTest
  @MethodSource("errors")
  void translatesErrors(
      int status, String body, Class<? extends RemoteSystemException> type, String advice) {
    try (ScriptedHttpServer server =
            ScriptedHttpServer.returningInOrder(ScriptedHttpServer.error(status, body));
        NomadAdapters nomad = NomadAdapters.at(server.address())) {
      RemoteSystemException e =
          catchThrowableOfType(
              RemoteSystemException.class, () -> nomad.commands().setEligible(CLIENT, true));

      assertThat(e).isInstanceOf(type);
      assertThat(e.response()).startsWith(Integer.toString(status)).contains(body);
      assertThat(e.advice()).contains(advice);
      assertThat(server.requests()).hasSize(1);
    }
  }

  @Test
  void doesNotFollowRedirects() {
    try (ScriptedHttpServer server =
            ScriptedHttpServer.returningInOrder(
                ScriptedHttpServer.http(307, "text/html", "<a>moved</a>", "Location: /ui/"));
        NomadAdapters nomad = NomadAdapters.at(server.address())) {
      assertThatExceptionOfType(Unexpected.class)
          .isThrownBy(() -> nomad.lists().jobs(ListOptions.NOW, job -> {}))
          .satisfies(
              e -> assertThat(e.response()).isEqualTo("307, redirect to /ui/: an HTML page"));
      assertThat(server.requests()).hasSize(1);
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
  void rejectsResponsesThatAreNotNomadJson(String bytes) {
    try (ScriptedHttpServer server = ScriptedHttpServer.returning(bytes);
        NomadAdapters nomad = NomadAdapters.at(server.address())) {
      assertThatExceptionOfType(Unexpected.class)
          .isThrownBy(() -> nomad.lists().jobs(ListOptions.NOW, job -> {}))
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
  void reportsAConnectionThatIsClosedEarly(String bytes) {
    try (ScriptedHttpServer server = ScriptedHttpServer.returning(bytes);
        NomadAdapters nomad = NomadAdapters.at(server.address())) {
      assertThatExceptionOfType(Unreachable.class)
          .isThrownBy(() -> nomad.lists().jobs(ListOptions.NOW, job -> {}))
          .satisfies(e -> assertThat(e.advice()).contains("limits.http_max_conns_per_client"));
    }
  }

  @Test
  void retriesReadsOnce() {
    try (ScriptedHttpServer server =
            ScriptedHttpServer.returningInOrder(
                ScriptedHttpServer.error(500, "No cluster leader"),
                ScriptedHttpServer.json("{\"ID\":\"" + CLIENT + "\",\"Name\":\"vm\"}"));
        NomadAdapters nomad = NomadAdapters.at(server.address())) {
      assertThat(nomad.queries().client(CLIENT).orElseThrow().client().name()).isEqualTo("vm");
      assertThat(server.requests()).hasSize(2);
    }
  }

  @ParameterizedTest
  @CsvSource({"500, 2", "503, 2", "501, 1", "400, 1"})
  void retriesServerErrorsByStatus(int status, int requests) {
    try (ScriptedHttpServer server =
            ScriptedHttpServer.returning(
                new String(ScriptedHttpServer.error(status, "5 of 5"), StandardCharsets.UTF_8));
        NomadAdapters nomad = NomadAdapters.at(server.address())) {
      assertThatExceptionOfType(RemoteSystemException.class)
          .isThrownBy(() -> nomad.queries().client(CLIENT))
          .returns(status, RemoteSystemException::status);
      assertThat(server.requests()).hasSize(requests);
    }
  }

  @Test
  void doesNotRetryAChangeAndWarnsThatItMayBeApplied() {
    try (ScriptedHttpServer server = ScriptedHttpServer.returning("");
        NomadAdapters nomad = NomadAdapters.at(server.address())) {
      assertThatExceptionOfType(Unreachable.class)
          .isThrownBy(() -> nomad.commands().drain(CLIENT, new DrainSpec(null, true), Map.of()))
          .satisfies(
              e -> assertThat(e.advice()).startsWith("Check first whether the change was applied"));
      assertThat(server.requests()).hasSize(1);
    }
  }

  @Test
  void timesOutWithoutRetryingAChange() {
    try (FakeNomad fake = FakeNomad.start(NomadVersionProfile.V1_7_7);
        NomadAdapters nomad = NomadAdapters.at(fake.address(), Duration.ofMillis(300))) {
      fake.faults().setDelay(Duration.ofMinutes(1));

      assertThatExceptionOfType(Unreachable.class)
          .isThrownBy(() -> nomad.commands().drain(CLIENT, new DrainSpec(null, true), Map.of()))
          .satisfies(e -> assertThat(e.response()).startsWith("no response").contains("in time"))
          .satisfies(
              e -> assertThat(e.advice()).startsWith("Check first whether the change was applied"));
      assertThat(fake.countRequests("/v1/node/" + CLIENT + "/drain")).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Kind.class,
      names = {"NONE", "STREAM_SILENT"})
  void timesOutAStreamWithoutData(Kind fault) {
    try (FakeNomad fake = FakeNomad.start(NomadVersionProfile.V1_7_7);
        NomadAdapters nomad = NomadAdapters.at(fake.address(), Duration.ofMillis(300))) {
      fake.faults().set(fault);
      List<Batch> received = new ArrayList<>();

      // the heartbeat of the fake server is every 30 s
      assertThatExceptionOfType(Unreachable.class)
          .isThrownBy(() -> nomad.lists().follow(0, received::add))
          .satisfies(e -> assertThat(e.response()).startsWith("no response").contains("in time"));
      assertThat(received).hasSize(fault == Kind.NONE ? 1 : 0);
    }
  }

  @Test
  void waitsForStreamsLongerThanTheirHeartbeatInterval() {
    assertThat(NomadRequest.Limits.EVENTS.readTimeout()).isEqualTo(Duration.ofSeconds(75));
    assertThat(NomadRequest.Limits.LOG.readTimeout()).isEqualTo(Duration.ofSeconds(75));
    assertThat(NomadRequest.Limits.COMMAND.readTimeout()).isEqualTo(Duration.ofSeconds(15));
  }

  /** The pools are separate: open logs don't block events or other requests. */
  @Test
  void keepsConnectionsForEventsWhileAllLogsAreInUse() throws Exception {
    try (FakeNomad fake = FakeNomad.start(NomadVersionProfile.V1_7_7);
        NomadAdapters nomad = NomadAdapters.at(fake.address());
        ExecutorService readers = Executors.newVirtualThreadPerTaskExecutor()) {
      fake.cluster().addClient("nomad-client-1", 4_000, 8_192);
      fake.cluster().run("build-1", 100, 100);
      fake.cluster().tick();
      String build = fake.cluster().allocationOf("build-1");
      int streams = ConnectionLimits.FOLLOWERS + ConnectionLimits.DOWNLOADS;
      CountDownLatch reading = new CountDownLatch(streams);
      for (int i = 0; i < streams; i++) {
        AtomicBoolean first = new AtomicBoolean(true);
        readers.execute(
            () ->
                nomad
                    .logs()
                    .follow(
                        new Source(build, "build-agent", StreamType.STDERR),
                        Position.beforeEnd(0),
                        frame -> {
                          if (first.getAndSet(false)) {
                            reading.countDown();
                          }
                          return true;
                        }));
      }
      assertThat(reading.await(20, TimeUnit.SECONDS)).isTrue();
      assertThat(nomad.connections().usage())
          .contains(new ConnectionUsage(ConnectionUsage.Purpose.LOGS, streams, streams));

      assertThat(nomad.lists().probe().eventStream()).isTrue();
      nomad.lists().follow(0, batch -> false);
      assertThat(fake.connections()).isLessThanOrEqualTo(ConnectionLimits.TOTAL);
      readers.shutdownNow();
    }
  }

  @Test
  void usesAsManyConnectionsAsTheAdviceSays() {
    assertThat(ConnectionLimits.TOTAL).isEqualTo(40);
    assertThat(ErrorTranslator.LIMIT_ADVICE).contains("up to " + ConnectionLimits.TOTAL);
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 403, 404, 500})
  void removesSecretsFromErrors(int status) {
    try (ScriptedHttpServer echo =
            ScriptedHttpServer.responding(
                request ->
                    ScriptedHttpServer.http(
                        status, "text/plain", "Received " + request.headers()));
        NomadAdapters nomad = NomadAdapters.of(withCredentials(echo))) {
      for (RemoteSystemException e :
          List.of(
              catchThrowableOfType(
                  RemoteSystemException.class,
                  () -> nomad.lists().jobs(ListOptions.NOW, job -> {})),
              catchThrowableOfType(
                  RemoteSystemException.class, () -> nomad.queries().hostStats(CLIENT)))) {
        StringWriter trace = new StringWriter();
        e.printStackTrace(new PrintWriter(trace));
        assertThat(trace + e.response() + e.advice()).doesNotContain(TOKEN, "hunter2", "bmFtZ");
      }
    }
  }

  @Test
  void truncatesLongErrors() {
    try (ScriptedHttpServer server =
            ScriptedHttpServer.returningInOrder(
                ScriptedHttpServer.error(500, "no ".repeat(5_000)));
        NomadAdapters nomad = NomadAdapters.at(server.address())) {
      assertThatExceptionOfType(Unexpected.class)
          .isThrownBy(() -> nomad.commands().purge(CLIENT))
          .satisfies(e -> assertThat(e.response()).hasSize(500));
    }
  }

  @Test
  void sendsTokenBasicAuthAndRegion() {
    try (ScriptedHttpServer server =
            ScriptedHttpServer.returningInOrder(ScriptedHttpServer.json("[]"));
        NomadAdapters nomad = NomadAdapters.of(withCredentials(server))) {
      nomad.lists().jobs(ListOptions.NOW, job -> {});

      ScriptedHttpServer.ReceivedRequest request = server.requests().getFirst();
      assertThat(request.headers())
          .containsEntry("X-Nomad-Token", TOKEN)
          .containsEntry("Authorization", "Basic bmFtZTpodW50ZXIy");
      assertThat(request.target())
          .isEqualTo("/v1/jobs?meta=true&namespace=builds&region=eu%20west");
    }
  }

  @Test
  void readsCompressedResponses() throws IOException {
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
      gzip.write("[{\"ID\":\"build-1\"}]".getBytes(StandardCharsets.UTF_8));
    }
    ByteArrayOutputStream response = new ByteArrayOutputStream();
    response.writeBytes(
        ("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Encoding: gzip\r\n"
                + "X-Nomad-Index: 12\r\nX-Nomad-KnownLeader: false\r\nX-Nomad-LastContact: 1500\r\n"
                + "Content-Length: "
                + compressed.size()
                + "\r\n\r\n")
            .getBytes(StandardCharsets.UTF_8));
    response.writeBytes(compressed.toByteArray());
    try (ScriptedHttpServer server = ScriptedHttpServer.returningInOrder(response.toByteArray());
        NomadAdapters nomad = NomadAdapters.at(server.address())) {
      var meta = nomad.lists().jobs(ListOptions.NOW, job -> assertThat(job.name()).isEmpty());

      assertThat(meta.index()).isEqualTo(12);
      assertThat(meta.leaderKnown()).isFalse();
      assertThat(meta.lag()).hasMillis(1500);
      assertThat(meta.bytes()).isEqualTo(18);
      assertThat(server.requests().getFirst().headers().get("Accept-Encoding")).contains("gzip");
    }
  }

  private static NomadProperties withCredentials(ScriptedHttpServer server) {
    return new NomadProperties(
        new Origin(server.address()),
        new Secret(TOKEN),
        "builds",
        "eu west",
        new Secret("name:hunter2"),
        null,
        null,
        null,
        null,
        null,
        null,
        "false");
  }
}
