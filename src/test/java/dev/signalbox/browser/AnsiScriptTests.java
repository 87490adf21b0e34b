package dev.signalbox.browser;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The parser of ANSI escape sequences, ansi.js. In the samples, {@code ^} is the escape character
 * and {@code ~} a carriage return.
 */
@ScriptTest
class AnsiScriptTests {

  /** Returns the text with the class names of colored ranges in front of them. */
  private static final String READ =
      """
      text => {
        const { plain, runs } = Signalbox.ansi.read(text, null);
        let shown = '';
        let at = 0;
        for (const [from, until, names] of runs) {
          shown += plain.slice(at, from);
          shown += `{${names.replaceAll('sb-ansi-', '')}: ${plain.slice(from, until)}}`;
          at = until;
        }
        return shown + plain.slice(at);
      }
      """;

  private final ScriptPage page = ScriptPage.withAssets("ansi.js");

  @AfterAll
  void close() {
    page.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "^[31mred^[0m plain | {1: red} plain",
        "^[91mbright^[39m plain | {9: bright} plain",
        "^[41mon red^[49m plain | {on-1: on red} plain",
        "^[101mon bright red | {on-9: on bright red}",
        "^[1;4mboth^[22m under^[24m none | {bold under: both}{under:  under} none",
        "^[2;3;9mx^[22;23;29m none | {dim italic strike: x} none",
        "^[7minverse^[27m none | {inverse: inverse} none",
        "^[32;1mgreen^[m plain | {2 bold: green} plain",
        "^[5;73mblinking is not supported | blinking is not supported"
      })
  void readsColorsAndStyles(String text, String expected) {
    assertThat(read(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "^[38;5;9mx | {9: x}",
        "^[38;5;196mpure red | {1: pure red}",
        "^[48;5;21mon blue | {on-4: on blue}",
        "^[38;5;255mgray | {15: gray}",
        "^[38;2;0;255;0mgreen | {2: green}",
        "^[48;2;0;0;0mon black | {on-0: on black}",
        "^[38:2::255:255:255mwhite | {15: white}",
        "^[38;2;999;999;999mtoo large | {15: too large}",
        "^[38;5;300mno such color | no such color",
        "^[38;5;1;4mcolor and style | {1 under: color and style}",
        "^[38mincomplete | incomplete"
      })
  void findsTheNearestStandardColor(String text, String expected) {
    assertThat(read(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "^]0;title\u0007text | text",
        "^]8;;https://example.org^\\link^]8;;^\\ text | link text",
        "^]0;title without an end | ''",
        "^Pdata^\\text | text",
        "^[2K^[1Aup^[10;20Hmoved | upmoved",
        "^[?25lhidden^[?25h cursor | hidden cursor",
        "^(Btext^=^>7 | text7",
        "text^ | text"
      })
  void removesOtherSequences(String text, String expected) {
    assertThat(read(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "10 %~50 %~100 % | 100 %",
        "^[31mred~plain | {1: plain}",
        "abcd\b\bx | abx",
        "a\tb | 'a       b'",
        "bell\u0007 delete\u007f | bell\u2407 delete\u2421",
        "abc\u202etxt.exe | abc\ufffdtxt.exe"
      })
  void appliesControlCharacters(String text, String expected) {
    assertThat(read(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<img src=x onerror=alert(1)> | <img src=x onerror=alert(1)>",
        "^[31m<b>&amp;^[0m | {1: <b>&amp;}",
        "^[31\"><script>m | <script>m"
      })
  void neverReadsMarkup(String text, String expected) {
    assertThat(read(text)).isEqualTo(expected);
  }

  @Test
  void continuesTheStyleOnTheNextLine() {
    assertThat(
            page.evaluate(
                """
                () => {
                  const first = Signalbox.ansi.read('\\x1b[1;31mred', null);
                  const next = Signalbox.ansi.read('still red', first.state);
                  const last = Signalbox.ansi.read('\\x1b[0mplain', next.state);
                  return [next.runs.flat().join(), last.runs.length, last.state === Signalbox.ansi.NONE].join(' ');
                }
                """))
        .isEqualTo("0,9,sb-ansi-1 sb-ansi-bold 0 true");
  }

  @ParameterizedTest
  @CsvSource({"^[31mred^[0m", "^]0;title\u0007text", "a\tb", "10 %~50 %", "^[2Ktext", "plain"})
  void returnsTheSamePlainTextWithAndWithoutStyles(String text) {
    assertThat(
            page.evaluate(
                "text => Signalbox.ansi.plain(text) === Signalbox.ansi.read(text, null).plain",
                decoded(text)))
        .isEqualTo(true);
  }

  private Object read(String text) {
    return page.evaluate(READ, decoded(text));
  }

  private static String decoded(String sample) {
    return sample.replace('^', '\u001b').replace('~', '\r');
  }
}
