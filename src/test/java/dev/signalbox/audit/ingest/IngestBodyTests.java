package dev.signalbox.audit.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.audit.ingest.IngestBody.Content;
import dev.signalbox.audit.ingest.IngestBody.Line;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Splits bodies into lines. */
class IngestBodyTests {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"a\":1}\n\n{\"b\":2}\n",
        "{\"a\":1}\r\n\r\n{\"b\":2}",
        "{\"a\":1}\n \n  {\"b\":2}  "
      })
  void numbersLinesAsAnEditorDoes(String body) throws IOException {
    assertThat(lines(body).lines())
        .containsExactly(new Line(1, "{\"a\":1}"), new Line(3, "{\"b\":2}"));
  }

  @Test
  void numbersTheElementsOfAnArray() throws IOException {
    assertThat(lines(" [ {\"a\": [1]} ,\n{\"b\":\"]\"}, 7 ]").lines())
        .containsExactly(
            new Line(1, "{\"a\": [1]}"), new Line(2, "{\"b\":\"]\"}"), new Line(3, "7"));
  }

  @Test
  void keepsElementsBeforeASyntaxError() throws IOException {
    Content.Lines lines = lines("[{\"a\":1},{\"b\":2},{\"c\":");

    assertThat(lines.lines()).extracting(Line::text).containsExactly("{\"a\":1}", "{\"b\":2}");
    assertThat(lines.broken()).startsWith("The array is invalid here");
  }

  @Test
  void marksALineThatIsNotUtf8AndKeepsOthers() throws IOException {
    byte[] body = "{}\n?\n{}".getBytes(StandardCharsets.UTF_8);
    body[3] = (byte) 0xff;

    assertThat(((Content.Lines) read(body)).lines())
        .containsExactly(new Line(1, "{}"), new Line(2, null), new Line(3, "{}"));
  }

  @Test
  void decompressesGzip() throws IOException {
    assertThat(((Content.Lines) read(packed("{}\n{}".getBytes(StandardCharsets.UTF_8)))).lines())
        .hasSize(2);
  }

  @Test
  void rejectsTruncatedAndInvalidGzip() throws IOException {
    byte[] whole = packed("{}\n".repeat(100).getBytes(StandardCharsets.UTF_8));

    assertThat(read(Arrays.copyOf(whole, whole.length - 9))).isInstanceOf(Content.Unreadable.class);
    assertThat(read(new byte[] {0x1f, (byte) 0x8b, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9}))
        .isInstanceOf(Content.Unreadable.class);
  }

  @Test
  void rejectsBodiesAboveTheLimits() throws IOException {
    assertThat(read("{}\n".repeat(10_001).getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(Content.TooLong.class);
    assertThat(read(("[" + "1,".repeat(10_000) + "1]").getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(Content.TooLong.class);
    assertThat(read(new byte[IngestBody.MAX_BYTES + 1])).isInstanceOf(Content.TooLong.class);
  }

  @Test
  void limitsTheDecompressedSize() throws IOException {
    byte[] bomb = packed(new byte[64 << 20]);

    assertThat(bomb.length).isLessThan(1 << 20);
    assertThat(read(bomb)).isInstanceOf(Content.TooLong.class);
  }

  @Test
  void acceptsTenThousandEvents() throws IOException {
    assertThat(lines("{}\n".repeat(10_000)).lines()).hasSize(10_000);
  }

  @Test
  void acceptsEmptyBodies() throws IOException {
    assertThat(lines("").lines()).isEmpty();
    assertThat(lines("[]").lines()).isEmpty();
  }

  private static Content.Lines lines(String body) throws IOException {
    return (Content.Lines) read(body.getBytes(StandardCharsets.UTF_8));
  }

  private static Content read(byte[] body) throws IOException {
    return IngestBody.read(new ByteArrayInputStream(body));
  }

  private static byte[] packed(byte[] bytes) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(bytes);
    }
    return packed.toByteArray();
  }
}
