package dev.signalbox.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvWriterTests {

  @Test
  void startsWithAByteOrderMark() throws IOException {
    StringBuilder out = new StringBuilder();
    CsvWriter.writeHeader(out, List.of("name"));

    assertThat(out).hasToString("\uFEFF\"name\"\r\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Zoë Müller",
        "-",
        "+",
        "@",
        "-1.5",
        "+4930",
        "O'Neil",
        "a=b",
        "\u674E\u5C0F\u9F99"
      })
  void keepsTextThatIsNoFormula(String text) throws IOException {
    assertThat(row(text)).isEqualTo('"' + text + '"');
  }

  @ParameterizedTest
  @ValueSource(strings = {"=1+1", "+A1", "-A1", "@SUM(A1)", "\t=1", "\uFF1D1+1", "--1", "+1+1"})
  void prefixesFormulas(String text) throws IOException {
    assertThat(row(text)).isEqualTo("\"'" + text + '"');
  }

  private static String row(String field) throws IOException {
    StringBuilder out = new StringBuilder();
    CsvWriter.writeRow(out, List.of(field));
    return out.toString().strip();
  }
}
