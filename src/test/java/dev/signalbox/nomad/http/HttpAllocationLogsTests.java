package dev.signalbox.nomad.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.signalbox.nomad.AllocationLogs.Frame;
import dev.signalbox.nomad.AllocationLogs.LogFile;
import dev.signalbox.nomad.AllocationLogs.Position;
import dev.signalbox.nomad.AllocationLogs.Source;
import dev.signalbox.nomad.AllocationLogs.StreamType;
import dev.signalbox.remote.RemoteSystemException.NotFound;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("integration")
class HttpAllocationLogsTests {

  private static final Source SOURCE = new Source("a", "build-agent", StreamType.STDERR);

  @Test
  void splitsFrames() {
    List<Frame> frames =
        follow(
            "{\"Data\":\"wg==\",\"File\":\"alloc/logs/t.stderr.0\",\"Offset\":1}{}"
                + "{\"Data\":\"oyJ9e30=\",\"Offset\":4}{\"FileEvent\":\"file truncated\"}");

    assertThat(frames)
        .extracting(frame -> new String(frame.data(), StandardCharsets.ISO_8859_1))
        .containsExactly("\u00c2", "", "\u00a3\"}{}", "");
    assertThat(frames.getFirst().file()).isEqualTo("alloc/logs/t.stderr.0");
    assertThat(frames.get(2).offset()).isEqualTo(4);
    assertThat(frames.getLast().note()).isEqualTo("file truncated");
  }

  @Test
  void reportsTheErrorTextAfterTheFrames() {
    assertThatExceptionOfType(NotFound.class)
        .isThrownBy(() -> follow("{\"Data\":\"YQ==\"}No path to node"))
        .satisfies(e -> assertThat(e.response()).isEqualTo("No path to node"));
  }

  @Test
  void acceptsAnEmptyLog() {
    assertThat(follow("")).isEmpty();
  }

  @Test
  void ignoresFilesThatAreNotLogs() {
    try (ScriptedHttpServer server =
            ScriptedHttpServer.returningInOrder(
                ScriptedHttpServer.json(
                    "[{\"Name\":\".t.stderr.fifo\",\"Size\":0},{\"Name\":\"t.stdout.0\",\"Size\":7},"
                        + "{\"Name\":\"t.stderr.1\",\"Size\":9},{\"Name\":\"x.stderr.0\","
                        + "\"IsDir\":true}]"));
        NomadAdapters nomad = NomadAdapters.at(server.address())) {
      assertThat(nomad.logs().files("a"))
          .containsExactly(new LogFile("t.stderr.1", 9), new LogFile("t.stdout.0", 7));
    }
  }

  @Test
  void returnsNoFilesBeforeTheTaskHasStarted() {
    try (ScriptedHttpServer server =
            ScriptedHttpServer.returningInOrder(
                ScriptedHttpServer.error(500, "lstat /alloc/logs: no such file or directory"));
        NomadAdapters nomad = NomadAdapters.at(server.address())) {
      assertThat(nomad.logs().files("a")).isEmpty();
    }
  }

  @Test
  void countsTheLineBreaksOfTheFirstBytesOnly() {
    try (ScriptedHttpServer server =
            ScriptedHttpServer.returningInOrder(
                ScriptedHttpServer.http(200, "text/plain", "one\ntwo\n".repeat(10_000)));
        NomadAdapters nomad = NomadAdapters.at(server.address())) {
      assertThat(nomad.logs().countLineBreaks(SOURCE, 4 * 12_345 + 3)).isEqualTo(12_345);
      assertThat(server.requests().getFirst().target())
          .endsWith("&plain=true&origin=start&offset=0");
    }
  }

  @Test
  void propagatesErrorsOfTheOutputStream() {
    try (ScriptedHttpServer server =
            ScriptedHttpServer.returningInOrder(
                ScriptedHttpServer.http(200, "text/plain", "a log"));
        NomadAdapters nomad = NomadAdapters.at(server.address())) {
      assertThatExceptionOfType(UncheckedIOException.class)
          .isThrownBy(
              () ->
                  nomad
                      .logs()
                      .copy(
                          SOURCE,
                          new OutputStream() {
                            @Override
                            public void write(int one) throws IOException {
                              throw new IOException("gone");
                            }
                          }));
    }
  }

  private static List<Frame> follow(String body) {
    List<Frame> frames = new ArrayList<>();
    try (ScriptedHttpServer server =
            ScriptedHttpServer.returningInOrder(ScriptedHttpServer.stream(body));
        NomadAdapters nomad = NomadAdapters.at(server.address())) {
      nomad.logs().follow(SOURCE, Position.beforeEnd(65_536), frames::add);
      assertThat(server.requests().getFirst().target())
          .isEqualTo(
              "/v1/client/fs/logs/a?task=build-agent&type=stderr&follow=true&origin=end"
                  + "&offset=65536");
    }
    return frames;
  }
}
