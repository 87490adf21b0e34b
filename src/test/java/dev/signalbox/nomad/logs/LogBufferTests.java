package dev.signalbox.nomad.logs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.nomad.logs.LogLine.Kind;
import org.junit.jupiter.api.Test;

/** The last lines of a log. */
class LogBufferTests {

  private final LogBuffer buffer = new LogBuffer();

  @Test
  void keepsTheLastHundredThousandLines() {
    for (int number = 1; number <= LogBuffer.MOST_LINES + 50_000; number++) {
      add(number, "line");
    }

    assertThat(buffer.size()).isEqualTo(LogBuffer.MOST_LINES);
    assertThat(buffer.lastDropped()).isEqualTo(50_000);
    assertThat(buffer.at(buffer.after(50_000)).number()).isEqualTo(50_001);
  }

  @Test
  void keepsNoMoreThanItsMemory() {
    String long64 = "x".repeat(LineSplitter.LONGEST);
    for (int number = 1; number <= 1_000; number++) {
      add(number, long64);
    }

    assertThat(buffer.bytes()).isLessThanOrEqualTo(LogBuffer.MOST_BYTES);
    assertThat(buffer.size()).isBetween(200, 256);
  }

  @Test
  void countsWideCharactersTwice() {
    assertThat(new LogLine(1, 0, Kind.LINE, false, "駅駅").cost())
        .isEqualTo(new LogLine(1, 0, Kind.LINE, false, "abcd").cost());
  }

  @Test
  void findsWhereToGoOnAmongNumbersWithHoles() {
    add(10, "a");
    add(20, "b");
    add(30, "c");

    assertThat(buffer.at(buffer.after(0)).text()).isEqualTo("a");
    assertThat(buffer.at(buffer.after(10)).text()).isEqualTo("b");
    assertThat(buffer.at(buffer.after(25)).text()).isEqualTo("c");
    assertThat(buffer.after(30)).isEqualTo(buffer.end());
  }

  @Test
  void givesUpAnEighthWhenOthersNeedIt() {
    for (int number = 1; number <= 800; number++) {
      add(number, "line");
    }
    buffer.shed();

    assertThat(buffer.size()).isEqualTo(700);
    assertThat(buffer.lastDropped()).isEqualTo(100);
  }

  private void add(long number, String text) {
    buffer.add(new LogLine(number, 0, Kind.LINE, false, text));
  }
}
