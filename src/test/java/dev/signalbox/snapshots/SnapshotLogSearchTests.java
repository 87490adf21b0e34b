package dev.signalbox.snapshots;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.snapshots.SnapshotLogSearch.Found;
import dev.signalbox.snapshots.SnapshotLogSearch.Match;
import dev.signalbox.velero.logs.GzipLines;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnapshotLogSearchTests {

  @TempDir Path folder;

  private Path log;

  @BeforeEach
  void write() throws IOException {
    log = folder.resolve("log.gz");
    StringBuilder text = new StringBuilder();
    for (int i = 1; i <= 1200; i++) {
      String level = i % 400 == 0 ? "error" : i % 300 == 0 ? "warning" : "info";
      text.append("time=\"2026-11-30T02:00:21Z\" level=%s msg=\"Item %d\"%n".formatted(level, i));
    }
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(log))) {
      out.write(text.toString().getBytes(StandardCharsets.UTF_8));
    }
  }

  @Test
  void returnsPagesOfLines() throws IOException {
    Found first = find("", "", 0);
    assertThat(first.page()).hasSize(500);
    assertThat(first.total()).isEqualTo(1200);
    assertThat(first.matching()).isEqualTo(1200);
    assertThat(first.errors()).isEqualTo(3);
    assertThat(first.warnings()).isEqualTo(3);
    assertThat(first.ending()).isEqualTo(GzipLines.Ending.COMPLETE);

    Found last = find("", "", 1000);
    assertThat(last.page()).hasSize(200).extracting(Match::number).startsWith(1001).endsWith(1200);
  }

  @Test
  void searchesTextRegardlessOfCase() throws IOException {
    Found found = find("item 119", "", 0);

    assertThat(found.page())
        .extracting(Match::number)
        .containsExactly(119, 1190, 1191, 1192, 1193, 1194, 1195, 1196, 1197, 1198, 1199);
    assertThat(found.errors()).isEqualTo(3);
  }

  @Test
  void filtersByLevel() throws IOException {
    assertThat(find("", "error", 0).page())
        .extracting(Match::number)
        .containsExactly(400, 800, 1200);
    assertThat(find("", "warning", 0).matching()).isEqualTo(6);
    assertThat(find("item 8", "error", 0).page()).extracting(Match::number).containsExactly(800);
    assertThat(find("", "error", 2).page()).extracting(Match::number).containsExactly(1200);
  }

  @Test
  void readsTheLinesOfATruncatedFile() throws IOException {
    byte[] all = Files.readAllBytes(log);
    Files.write(log, Arrays.copyOf(all, all.length / 2));

    Found found = find("", "", 0);

    assertThat(found.ending()).isEqualTo(GzipLines.Ending.TRUNCATED);
    assertThat(found.total()).isBetween(1, 1199);
  }

  private Found find(String query, String level, int from) throws IOException {
    return SnapshotLogSearch.of(log, new SnapshotLogFilter(query, level, from));
  }
}
