package dev.signalbox.nomad.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.signalbox.nomad.AllocationLogs.Frame;
import dev.signalbox.nomad.AllocationLogs.LogFile;
import dev.signalbox.nomad.AllocationLogs.Source;
import dev.signalbox.nomad.AllocationLogs.Stream;
import dev.signalbox.outside.OutsideWorldException.Missing;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The frames of a log, one glued to the other. */
class HttpAllocationLogsTests {

  private static final Source SOURCE = new Source("a", "build-agent", Stream.STDERR);

  @Test
  void takesFramesApart() {
    List<Frame> frames =
        heard(
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
  void tellsWhatNomadWroteBehindTheFrames() {
    assertThatExceptionOfType(Missing.class)
        .isThrownBy(() -> heard("{\"Data\":\"YQ==\"}No path to node"))
        .satisfies(e -> assertThat(e.answered()).isEqualTo("No path to node"));
  }

  @Test
  void isContentWithAnEmptyLog() {
    assertThat(heard("")).isEmpty();
  }

  @Test
  void leavesOutWhatIsNoLog() {
    try (StrangeNomad strange =
            StrangeNomad.sayingInTurn(
                StrangeNomad.json(
                    "[{\"Name\":\".t.stderr.fifo\",\"Size\":0},{\"Name\":\"t.stdout.0\",\"Size\":7},"
                        + "{\"Name\":\"t.stderr.1\",\"Size\":9},{\"Name\":\"x.stderr.0\","
                        + "\"IsDir\":true}]"));
        NomadFixture nomad = NomadFixture.at(strange.address())) {
      assertThat(nomad.logs().files("a"))
          .containsExactly(new LogFile("t.stderr.1", 9), new LogFile("t.stdout.0", 7));
    }
  }

  @Test
  void hasNoFilesBeforeAnythingWasWritten() {
    try (StrangeNomad strange =
            StrangeNomad.sayingInTurn(
                StrangeNomad.error(500, "lstat /alloc/logs: no such file or directory"));
        NomadFixture nomad = NomadFixture.at(strange.address())) {
      assertThat(nomad.logs().files("a")).isEmpty();
    }
  }

  @Test
  void doesNotBlameNomadForAReaderThatWentAway() {
    try (StrangeNomad strange =
            StrangeNomad.sayingInTurn(StrangeNomad.http(200, "text/plain", "a log"));
        NomadFixture nomad = NomadFixture.at(strange.address())) {
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

  private static List<Frame> heard(String body) {
    List<Frame> frames = new ArrayList<>();
    try (StrangeNomad strange = StrangeNomad.sayingInTurn(StrangeNomad.stream(body));
        NomadFixture nomad = NomadFixture.at(strange.address())) {
      nomad.logs().follow(SOURCE, 65_536, frames::add);
      assertThat(strange.asked().getFirst().target())
          .isEqualTo(
              "/v1/client/fs/logs/a?task=build-agent&type=stderr&follow=true&origin=end"
                  + "&offset=65536");
    }
    return frames;
  }
}
