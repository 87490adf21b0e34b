package dev.signalbox.artifacts.serving;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.artifacts.ByteRange;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RangeHeaderTests {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "bytes=0-0 | 0-0",
        "bytes=10-19 | 10-19",
        "bytes=90- | 90-99",
        "bytes=-5 | 95-99",
        "bytes=-500 | 0-99",
        "bytes=50-500 | 50-99",
        "BYTES=1-2 | 1-2",
        "'bytes= 1-2 , 4-5' | '1-2,4-5'",
        "'bytes=1-2,500-600' | 1-2"
      })
  void returnsTheRangesThatExist(String header, String expected) {
    assertThat(RangeHeader.parse(header, 100))
        .isEqualTo(
            Arrays.stream(expected.split(",", -1))
                .map(text -> text.split("-", 2))
                .map(ends -> new ByteRange(Long.parseLong(ends[0]), Long.parseLong(ends[1])))
                .toList());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "items=0-1",
        "bytes",
        "bytes=",
        "bytes=-",
        "bytes=a-b",
        "bytes=5-4",
        "bytes=0-1,",
        "bytes=1-2-3",
        "bytes=-1-2",
        "bytes=9999999999999999999-",
        "bytes=0-99,0-99"
      })
  void ignoresMalformedAndExcessiveHeaders(String header) {
    assertThat(RangeHeader.parse(header, 100)).isNull();
  }

  @Test
  void ignoresManyRanges() {
    assertThat(RangeHeader.parse("bytes=" + "1-1,".repeat(16) + "1-1", 1000)).isNull();
  }

  @Test
  void returnsNoRangeIfNoneExists() {
    assertThat(RangeHeader.parse("bytes=100-", 100)).isEmpty();
    assertThat(RangeHeader.parse("bytes=-0", 100)).isEmpty();
    assertThat(RangeHeader.parse("bytes=0-0", 0)).isEmpty();
  }
}
