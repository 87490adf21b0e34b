package dev.signalbox.logs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.logs.LineSplitter.Piece;
import dev.signalbox.logs.LogLine.Kind;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class LineSplitterTests {

  private final LineSplitter splitter = new LineSplitter();
  private final List<Piece> pieces = new ArrayList<>();

  @Test
  void decodesCharactersSplitAcrossChunks() {
    byte[] text = utf8("grün 駅 🚂\r\nzweite Zeile\n");

    for (int cut = 0; cut <= text.length; cut++) {
      List<Piece> found = new ArrayList<>();
      LineSplitter fresh = new LineSplitter();
      fresh.split(Arrays.copyOfRange(text, 0, cut), found);
      // an incomplete line may be shown in between
      fresh.flushIncomplete(found);
      fresh.split(Arrays.copyOfRange(text, cut, text.length), found);

      assertThat(joined(found)).as("cut at %d", cut).containsExactly("grün 駅 🚂", "zweite Zeile");
    }
  }

  @Test
  void acceptsSingleBytes() {
    for (byte one : utf8("a€\n\n𝄞\n")) {
      splitter.split(new byte[] {one}, pieces);
    }

    assertThat(pieces).extracting(Piece::text).containsExactly("a€", "", "𝄞");
  }

  @Test
  void keepsCarriageReturnsWithinALine() {
    take("10%\r20%\r\n");

    assertThat(pieces).containsExactly(new Piece(Kind.LINE, "10%\r20%"));
  }

  @Test
  void splitsALongLineBetweenCharacters() {
    String text = "x" + "é".repeat(40_000);
    take(text + "\n");

    assertThat(pieces).extracting(Piece::kind).containsExactly(Kind.CUT, Kind.LINE);
    assertThat(pieces.get(0).text()).hasSize(32_768).doesNotContain("\ufffd");
    assertThat(pieces.get(0).text() + pieces.get(1).text()).isEqualTo(text);
  }

  @Test
  void doesNotSplitALineOfMaximumLength() {
    take("y".repeat(LineSplitter.MAX_LINE_BYTES) + "\nnext\n");

    assertThat(pieces).extracting(Piece::kind).containsExactly(Kind.LINE, Kind.LINE);
  }

  @Test
  void splitsALineWithoutEnd() {
    for (int i = 0; i < 10; i++) {
      take("z".repeat(LineSplitter.MAX_LINE_BYTES));
    }

    assertThat(pieces).hasSize(9).extracting(Piece::kind).containsOnly(Kind.CUT);
  }

  @Test
  void decodesInvalidBytesAsReplacementCharacters() {
    splitter.split(new byte[] {'a', (byte) 0xff, (byte) 0x80, 0, 'b', '\n'}, pieces);

    assertThat(pieces).containsExactly(new Piece(Kind.LINE, "a\ufffd\ufffd\u0000b"));
  }

  @Test
  void returnsAPromptAndContinuesIt() {
    take("Password: ");
    splitter.flushIncomplete(pieces);
    splitter.flushIncomplete(pieces);
    take("secret\n");

    assertThat(pieces)
        .containsExactly(new Piece(Kind.OPEN, "Password: "), new Piece(Kind.LINE, "secret"));
  }

  @Test
  void holdsBackAnIncompleteCharacter() {
    byte[] text = utf8("fine 駅");
    splitter.split(Arrays.copyOf(text, text.length - 1), pieces);
    splitter.flushIncomplete(pieces);

    assertThat(pieces).containsExactly(new Piece(Kind.OPEN, "fine "));
  }

  @Test
  void returnsTheRemainingBytesAtTheEnd() {
    byte[] text = utf8("last 駅");
    splitter.split(Arrays.copyOf(text, text.length - 1), pieces);
    splitter.finish(pieces);
    splitter.finish(pieces);

    assertThat(pieces).containsExactly(new Piece(Kind.LINE, "last \ufffd"));
  }

  private void take(String text) {
    splitter.split(utf8(text), pieces);
  }

  /** Joins open pieces with their continuation, as a page does. */
  private static List<String> joined(List<Piece> pieces) {
    List<String> lines = new ArrayList<>();
    String open = "";
    for (Piece piece : pieces) {
      if (piece.kind() == Kind.OPEN) {
        open += piece.text();
      } else {
        lines.add(open + piece.text());
        open = "";
      }
    }
    return lines;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
