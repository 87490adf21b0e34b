package dev.signalbox.snapshots;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SnapshotLogEventsTests {

  @TempDir private Path folder;

  @Test
  void sendsTheLinesWithTimeAndLevel() throws IOException {
    List<JsonNode> updates =
        send(
            false,
            List.of(
                "time=\"2026-11-30T02:00:21Z\" level=info msg=\"Backup started\" backup=velero/b",
                "time=\"2026-11-30T02:00:22Z\" level=error msg=\"no space\" name=data"));

    JsonNode update = updates.getFirst();
    assertThat(updates).hasSize(1);
    assertThat(update.path("more").asBoolean()).isFalse();
    assertThat(update.at("/states/0/phase").asString("")).isEqualTo("ended");
    assertThat(update.at("/sizes/0/partial").asBoolean()).isFalse();
    assertThat(update.at("/lines/0/2").asLong()).isEqualTo(1_796_004_021_000L);
    assertThat(update.at("/lines/0/4").asInt()).isZero();
    assertThat(update.at("/lines/0/5").asString(""))
        .contains("02:00:21", "info", "Backup started")
        .doesNotContain("velero/b");
    assertThat(update.at("/lines/1/4").asInt()).isEqualTo(1);
    assertThat(update.at("/lines/1/5").asString("")).contains("error", "no space", "name=data");
  }

  @Test
  void sendsOneEndOfALongLog() throws IOException {
    List<String> lines =
        IntStream.rangeClosed(1, SnapshotLogEvents.MAX_LINES + 10)
            .mapToObj(i -> "level=info msg=line" + i)
            .toList();

    List<JsonNode> end = send(false, lines);
    List<JsonNode> start = send(true, lines);

    assertThat(end.getFirst().at("/lines/0/5").asString("")).contains("line11");
    assertThat(start.getFirst().at("/lines/0/5").asString("")).endsWith("line1");
    for (List<JsonNode> updates : List.of(end, start)) {
      assertThat(updates.stream().mapToInt(update -> update.path("lines").size()).sum())
          .isEqualTo(SnapshotLogEvents.MAX_LINES);
      assertThat(updates.getLast().at("/sizes/0/partial").asBoolean()).isTrue();
    }
    assertThat(end.getLast().at("/sizes/0/skipped").asLong()).isPositive();
    assertThat(start.getLast().at("/sizes/0/skipped").asLong()).isZero();
  }

  @Test
  void addsANoteToADamagedLog() throws IOException {
    Path file = write(List.of("level=info msg=one", "level=info msg=two"));
    byte[] bytes = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(bytes, bytes.length - 8));

    List<JsonNode> updates = read(file, false);

    JsonNode last = updates.getLast().path("lines");
    assertThat(last.path(last.size() - 1).path(3).asInt()).isEqualTo(3);
    assertThat(last.path(last.size() - 1).path(5).asString("")).contains("cut off");
  }

  private List<JsonNode> send(boolean fromStart, List<String> lines) throws IOException {
    return read(write(lines), fromStart);
  }

  private Path write(List<String> lines) throws IOException {
    Path file = Files.createTempFile(folder, "log", ".gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write((String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
    }
    return file;
  }

  private static List<JsonNode> read(Path file, boolean fromStart) throws IOException {
    StringWriter out = new StringWriter();
    SnapshotLogEvents.send(file, fromStart, out, JsonMapper.shared());
    List<JsonNode> updates = new ArrayList<>();
    for (String event : out.toString().split("\n\n", 0)) {
      assertThat(event).startsWith("event:update\ndata:");
      updates.add(JsonMapper.shared().readTree(event.substring(event.indexOf("data:") + 5)));
    }
    return updates;
  }
}
