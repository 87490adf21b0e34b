package dev.signalbox.velero.logs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.velero.logs.GzipLines.Ending;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class GzipLinesTests {

  private final List<String> lines = new ArrayList<>();

  @Test
  void readsLines() throws IOException {
    assertThat(read(GzipLines.LOG, gzip("a\nb\r\n\nlast"))).isEqualTo(Ending.COMPLETE);
    assertThat(lines).containsExactly("a", "b", "", "last");
  }

  @Test
  void readsAnEmptyFile() throws IOException {
    assertThat(read(GzipLines.LOG, gzip(""))).isEqualTo(Ending.COMPLETE);
    assertThat(lines).isEmpty();
  }

  @Test
  void readsALineOf5Megabytes() throws IOException {
    String line = "x".repeat(5_000_000);

    assertThat(read(GzipLines.LOG, gzip(line + "\nnext"))).isEqualTo(Ending.COMPLETE);
    assertThat(lines).containsExactly(line, "next");
  }

  @Test
  void cutsLinesAboveTheLimit() throws IOException {
    assertThat(read(new GzipLines(3, 100), gzip("abcdef\ngh"))).isEqualTo(Ending.COMPLETE);
    assertThat(lines).containsExactly("abc", "gh");
  }

  @Test
  void stopsAtTheSizeLimit() throws IOException {
    assertThat(read(new GzipLines(100, 5), gzip("ab\ncdefgh\n"))).isEqualTo(Ending.TOO_LARGE);
    assertThat(lines).containsExactly("ab", "cd");
  }

  @Test
  void replacesBytesThatAreNotUtf8() throws IOException {
    byte[] text = {'a', (byte) 0xFF, (byte) 0xC3, '\n', (byte) 0xC3, (byte) 0xA4};

    assertThat(read(GzipLines.LOG, gzip(text))).isEqualTo(Ending.COMPLETE);
    assertThat(lines).containsExactly("a\uFFFD\uFFFD", "ä");
  }

  @Test
  void keepsTheLinesOfATruncatedFile() throws IOException {
    byte[] file = gzip("line\n".repeat(50_000));
    byte[] half = Arrays.copyOf(file, file.length / 2);

    assertThat(read(GzipLines.LOG, half)).isEqualTo(Ending.TRUNCATED);
    assertThat(lines).isNotEmpty().allMatch(line -> "line".startsWith(line));
  }

  @Test
  void reportsAFileThatIsNotGzip() throws IOException {
    for (String text : List.of("", "<Error><Code>NoSuchKey</Code></Error>", "x")) {
      byte[] file = text.getBytes(StandardCharsets.UTF_8);
      assertThat(read(GzipLines.LOG, file)).isEqualTo(Ending.TRUNCATED);
    }
    assertThat(lines).isEmpty();
  }

  @Test
  void reportsADamagedFile() throws IOException {
    byte[] file = gzip("line\n".repeat(50_000));
    file[file.length - 5] ^= 1;

    assertThat(read(GzipLines.LOG, file)).isEqualTo(Ending.TRUNCATED);
  }

  @Test
  void passesFailuresOfTheConnection() {
    InputStream broken =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("connection reset");
          }

          @Override
          public int read(byte[] bytes, int offset, int length) throws IOException {
            return read();
          }
        };

    assertThatThrownBy(() -> GzipLines.LOG.read(broken, lines::add)).hasMessage("connection reset");
  }

  private Ending read(GzipLines limits, byte[] file) throws IOException {
    return limits.read(new ByteArrayInputStream(file), lines::add);
  }

  private static byte[] gzip(String text) throws IOException {
    return gzip(text.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] gzip(byte[] text) throws IOException {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(file)) {
      gzip.write(text);
    }
    return file.toByteArray();
  }
}
