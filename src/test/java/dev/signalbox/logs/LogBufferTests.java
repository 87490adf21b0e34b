package dev.signalbox.logs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.logs.LogLine.Kind;
import org.junit.jupiter.api.Test;

class LogBufferTests {

  private final LogBuffer buffer = new LogBuffer();

  @Test
  void keepsTheLast100000Lines() {
    for (int number = 1; number <= LogBuffer.MAX_LINES + 50_000; number++) {
      add(number, "line");
    }

    assertThat(buffer.size()).isEqualTo(LogBuffer.MAX_LINES);
    assertThat(buffer.lastDropped()).isEqualTo(50_000);
    assertThat(buffer.at(buffer.after(50_000)).number()).isEqualTo(50_001);
  }

  @Test
  void staysWithinTheMemoryLimit() {
    String long64 = "x".repeat(LineSplitter.MAX_LINE_BYTES);
    for (int number = 1; number <= 1_000; number++) {
      add(number, long64);
    }

    assertThat(buffer.bytes()).isLessThanOrEqualTo(LogBuffer.MAX_BYTES);
    assertThat(buffer.size()).isBetween(200, 256);
  }

  @Test
  void countsWideCharactersTwice() {
    assertThat(new LogLine(1, 1, 0, Kind.LINE, false, "駅駅").cost())
        .isEqualTo(new LogLine(1, 1, 0, Kind.LINE, false, "abcd").cost());
  }

  @Test
  void findsTheNextLineDespiteGaps() {
    add(10, "a");
    add(20, "b");
    add(30, "c");

    assertThat(buffer.at(buffer.after(0)).text()).isEqualTo("a");
    assertThat(buffer.at(buffer.after(10)).text()).isEqualTo("b");
    assertThat(buffer.at(buffer.after(25)).text()).isEqualTo("c");
    assertThat(buffer.after(30)).isEqualTo(buffer.end());
  }

  @Test
  void dropsOneEighth() {
    for (int number = 1; number <= 800; number++) {
      add(number, "line");
    }
    buffer.shrink();

    assertThat(buffer.size()).isEqualTo(700);
    assertThat(buffer.lastDropped()).isEqualTo(100);
  }

  private void add(long number, String text) {
    buffer.add(new LogLine(number, number, 0, Kind.LINE, false, text));
  }
}
