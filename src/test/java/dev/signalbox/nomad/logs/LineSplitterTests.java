package dev.signalbox.nomad.logs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.nomad.logs.LineSplitter.Piece;
import dev.signalbox.nomad.logs.LogLine.Kind;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How the bytes of a log become lines, wherever they are cut. */
class LineSplitterTests {

  private final LineSplitter splitter = new LineSplitter();
  private final List<Piece> pieces = new ArrayList<>();

  @Test
  void keepsEveryCharacterWhereverTheBytesAreCut() {
    byte[] text = utf8("grün 駅 🚂\r\nzweite Zeile\n");

    for (int cut = 0; cut <= text.length; cut++) {
      List<Piece> found = new ArrayList<>();
      LineSplitter fresh = new LineSplitter();
      fresh.take(Arrays.copyOfRange(text, 0, cut), found);
      // in the middle of a line somebody may look
      fresh.giveOpen(found);
      fresh.take(Arrays.copyOfRange(text, cut, text.length), found);

      assertThat(joined(found)).as("cut at %d", cut).containsExactly("grün 駅 🚂", "zweite Zeile");
    }
  }

  @Test
  void takesBytesOneByOne() {
    for (byte one : utf8("a€\n\n𝄞\n")) {
      splitter.take(new byte[] {one}, pieces);
    }

    assertThat(pieces).extracting(Piece::text).containsExactly("a€", "", "𝄞");
  }

  @Test
  void leavesACarriageReturnWithinALineToTheTerminal() {
    take("10%\r20%\r\n");

    assertThat(pieces).containsExactly(new Piece(Kind.LINE, "10%\r20%"));
  }

  @Test
  void cutsALongLineBetweenCharactersAndSaysSo() {
    String text = "x" + "é".repeat(40_000);
    take(text + "\n");

    assertThat(pieces).extracting(Piece::kind).containsExactly(Kind.CUT, Kind.LINE);
    assertThat(pieces.get(0).text()).hasSize(32_768).doesNotContain("\ufffd");
    assertThat(pieces.get(0).text() + pieces.get(1).text()).isEqualTo(text);
  }

  @Test
  void leavesALineOfExactlyTheLimitWhole() {
    take("y".repeat(LineSplitter.LONGEST) + "\nnext\n");

    assertThat(pieces).extracting(Piece::kind).containsExactly(Kind.LINE, Kind.LINE);
  }

  @Test
  void cutsALineThatNeverEndsAgainAndAgain() {
    for (int i = 0; i < 10; i++) {
      take("z".repeat(LineSplitter.LONGEST));
    }

    assertThat(pieces).hasSize(9).extracting(Piece::kind).containsOnly(Kind.CUT);
  }

  @Test
  void showsWhatIsNoTextAsReplacements() {
    splitter.take(new byte[] {'a', (byte) 0xff, (byte) 0x80, 0, 'b', '\n'}, pieces);

    assertThat(pieces).containsExactly(new Piece(Kind.LINE, "a\ufffd\ufffd\u0000b"));
  }

  @Test
  void givesAPromptAndGoesOnWithIt() {
    take("Password: ");
    splitter.giveOpen(pieces);
    splitter.giveOpen(pieces);
    take("secret\n");

    assertThat(pieces)
        .containsExactly(new Piece(Kind.OPEN, "Password: "), new Piece(Kind.LINE, "secret"));
  }

  @Test
  void holdsBackHalfACharacterOfAnOpenLine() {
    byte[] text = utf8("fine 駅");
    splitter.take(Arrays.copyOf(text, text.length - 1), pieces);
    splitter.giveOpen(pieces);

    assertThat(pieces).containsExactly(new Piece(Kind.OPEN, "fine "));
  }

  @Test
  void givesTheRestAtTheEndEvenIfItIsHalf() {
    byte[] text = utf8("last 駅");
    splitter.take(Arrays.copyOf(text, text.length - 1), pieces);
    splitter.end(pieces);
    splitter.end(pieces);

    assertThat(pieces).containsExactly(new Piece(Kind.LINE, "last \ufffd"));
  }

  private void take(String text) {
    splitter.take(utf8(text), pieces);
  }

  /** Lines as a page shows them: an open piece and what goes on with it are one. */
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
