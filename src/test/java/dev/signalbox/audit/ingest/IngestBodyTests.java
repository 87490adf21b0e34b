package dev.signalbox.audit.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.audit.ingest.IngestBody.Content;
import dev.signalbox.audit.ingest.IngestBody.Line;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
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

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\ufeff{\"a\":1}\n{\"b\":2}",
        "{\"a\":1}\n\ufeff{\"b\":2}",
        "\ufeff[{\"a\":1},{\"b\":2}]",
        "\ufeff \r\n [{\"a\":1},{\"b\":2}]"
      })
  void skipsByteOrderMarks(String body) throws IOException {
    assertThat(lines(body).lines())
        .containsExactly(new Line(1, "{\"a\":1}"), new Line(2, "{\"b\":2}"));
    assertThat(lines(body).broken()).isNull();
  }

  @Test
  void skipsAByteOrderMarkOfACompressedBodyAndOfAChunk() throws IOException {
    byte[] marked = "\ufeff{\"a\":1}\n".getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(marked);
    }

    Content read = IngestBody.read(packed.toByteArray());

    assertThat(read).isEqualTo(new Content.Lines(List.of(new Line(1, "{\"a\":1}")), null));
    assertThat(IngestBody.readChunk(marked, marked.length).content()).isEqualTo(read);
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

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[{\"a\":1}]\n[{\"b\":2},{\"c\":3}]",
        "[{\"a\":1}]\n{\"b\":2}",
        "[{\"a\":1}] garbage",
        "[{\"a\":1}]]",
        "[{\"a\":1}],",
        "[{\"a\":1}]\0"
      })
  void reportsTextAfterAnArray(String body) throws IOException {
    Content.Lines lines = lines(body);

    assertThat(lines.lines()).containsExactly(new Line(1, "{\"a\":1}"));
    assertThat(lines.broken()).startsWith("Unexpected text after the array");
  }

  @Test
  void acceptsWhitespaceAfterAnArray() throws IOException {
    assertThat(lines("[{\"a\":1}] \r\n\t\n").broken()).isNull();
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
  void readsAllMembersOfGzip() throws IOException {
    byte[] body = concatenated(packed(utf8("{}\n")), packed(new byte[0]), packed(utf8("{}\n7")));

    assertThat(((Content.Lines) read(body)).lines())
        .containsExactly(new Line(1, "{}"), new Line(2, "{}"), new Line(3, "7"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "\0", "garbage", "{}\n{}\n{}\n{}\n{}\n{}\n{}\n{}\n{}\n{}\n{}\n"})
  void rejectsDataAfterGzip(String rest) throws IOException {
    assertThat(read(concatenated(packed(utf8("{}\n")), utf8(rest))))
        .isInstanceOf(Content.Unreadable.class);
  }

  @Test
  void rejectsATruncatedMemberAtAnyLength() throws IOException {
    byte[] first = packed(utf8("{}\n"));
    byte[] second = packed(utf8("{\"a\":1}\n"));

    for (int length = 1; length < second.length; length++) {
      assertThat(read(concatenated(first, Arrays.copyOf(second, length))))
          .as("%d bytes", length)
          .isInstanceOf(Content.Unreadable.class);
    }
  }

  @Test
  void rejectsAWrongChecksum() throws IOException {
    byte[] body = packed(utf8("{}\n"));
    body[body.length - 8]++;

    assertThat(read(body)).isInstanceOf(Content.Unreadable.class);
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
  void rejectsGzipAboveTheLimit() throws IOException {
    byte[] random = new byte[IngestBody.MAX_BYTES + 1];
    new Random(1).nextBytes(random);

    assertThat(read(packed(random))).isInstanceOf(Content.TooLong.class);
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
    return IngestBody.read(body);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] concatenated(byte[]... parts) {
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      whole.writeBytes(part);
    }
    return whole.toByteArray();
  }

  private static byte[] packed(byte[] bytes) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(bytes);
    }
    return packed.toByteArray();
  }
}
