package dev.signalbox.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The search of the log viewer: logs-search.js with a real logs-worker.js. */
@ScriptTest
class LogSearchScriptTests {

  private static final List<String> LINES =
      List.of("Error: disk full", "no error", "error.log (1)", "\u001b[31merr\u001b[0mor", "done");

  private final ScriptPage page = ScriptPage.withLogViewer();

  @AfterAll
  void close() {
    page.close();
  }

  @ParameterizedTest
  @CsvSource({
    "error, false, 0 1 2 3",
    "Error, false, 0",
    "error., false, 2",
    "(1), false, 2",
    "^(error|done), true, 0 2 3 4",
    "\\d, true, 2",
    "\\D, true, 0 1 2 3 4",
    "absent, false, ''"
  })
  void findsLines(String text, boolean isRegex, String places) {
    assertThat(
            page.evaluate(
                """
                async ([lines, text, isRegex]) =>
                  (await viewer.searchIn(viewer.model(lines), text, isRegex)).matches.join(' ')
                """,
                List.of(LINES, text, isRegex)))
        .isEqualTo(places);
  }

  @ParameterizedTest
  @CsvSource({"(", "[a", "*", "a{2"})
  void reportsAnInvalidExpression(String expression) {
    Object result =
        page.evaluate(
            """
            async ([lines, text]) => {
              const search = await viewer.searchIn(viewer.model(lines), text, true);
              return [search.error, search.isActive(), search.matches.length].join();
            }
            """,
            List.of(LINES, expression));

    // "a{2" is valid without Unicode semantics
    assertThat(result)
        .isEqualTo(expression.equals("a{2") ? ",true,0" : "Invalid regular expression,false,0");
  }

  @Test
  void returnsThePositionsOfMatchesInThePlainText() {
    assertThat(
            page.evaluate(
                """
                async () => {
                  const model = viewer.model(['or \\x1b[1mor\\x1b[0m nor', 'none', 'ORe']);
                  const search = await viewer.searchIn(model, 'or');
                  const first = await viewer.ranges(search, model.lines[0]);
                  const last = await viewer.ranges(search, model.lines[2]);
                  return [search.matches.join(), first.join(' '), last.join()].join('; ');
                }
                """))
        .isEqualTo("0,2; 0,2 3,5 7,9; 0,2");
  }

  @Test
  void limitsTheMatchesInALine() {
    assertThat(
            page.evaluate(
                """
                async () => {
                  const model = viewer.model(['a'.repeat(1000)]);
                  return (await viewer.ranges(await viewer.searchIn(model, 'a'), model.lines[0])).length;
                }
                """))
        .isEqualTo(200);
  }

  @Test
  void skipsEmptyMatches() {
    assertThat(
            page.evaluate(
                """
                async () => {
                  const model = viewer.model(['abc']);
                  const ranges = await viewer.ranges(await viewer.searchIn(model, 'x*|b', true), model.lines[0]);
                  return ranges.length;
                }
                """))
        .isEqualTo(0);
  }

  @Test
  void stopsAnExpensiveExpression() {
    assertThat(
            page.evaluate(
                """
                async () => {
                  const model = viewer.model(['a'.repeat(40) + '!']);
                  const search = await viewer.searchIn(model, '(a+)+$', true);
                  return [search.error, search.isActive()].join();
                }
                """))
        .asString()
        .startsWith("Too expensive")
        .endsWith(",false");
  }

  @Test
  void searchesAddedAndContinuedLines() {
    assertThat(
            page.evaluate(
                """
                async () => {
                  const model = viewer.model(['match']);
                  const open = model.add(0, 2, 0, 1, false, 'mat');
                  const search = await viewer.searchIn(model, 'match');
                  const before = search.matches.join();
                  model.add(0, 2, 0, 0, false, 'ch');
                  await viewer.searchAlso(search, [open, ...viewer.append(model, ['other', 'a match'])]);
                  return `${before}; ${search.matches.join()}`;
                }
                """))
        .isEqualTo("0; 0,1,3");
  }

  @Test
  void forgetsDroppedLines() {
    assertThat(
            page.evaluate(
                """
                async () => {
                  const model = viewer.model(['match', 'match', 'match']);
                  const search = await viewer.searchIn(model, 'match');
                  model.drop(2);
                  search.drop();
                  await viewer.searchAlso(search, viewer.append(model, ['match']));
                  return search.matches.join();
                }
                """))
        .isEqualTo("2,3");
  }

  @Test
  void searchesMoreLinesThanAWorkerSearchesAtOnce() {
    assertThat(
            page.evaluate(
                """
                async () => {
                  const model = viewer.model(viewer.repeat(10000, 'match'));
                  const search = await viewer.searchIn(model, 'match');
                  return [search.matches.length, search.matches.at(-1)].join();
                }
                """))
        .isEqualTo("10000,9999");
  }

  @ParameterizedTest
  @CsvSource({
    "2 5 9, 5, true, 2",
    "2 5 9, 3, true, 1",
    "2 5 9, -1, true, 0",
    "2 5 9, 9, true, 0",
    "2 5 9, 5, false, 0",
    "2 5 9, 3, false, 0",
    "2 5 9, 2, false, 2",
    "2 5 9, 99, false, 2",
    "7, 7, true, 0",
    "7, 7, false, 0"
  })
  void stepsToTheNextPlaceAndWrapsAround(String places, int from, boolean isForward, int index) {
    List<Integer> list = List.of(places.split(" ")).stream().map(Integer::valueOf).toList();

    assertThat(
            page.evaluate(
                "([places, from, isForward]) =>"
                    + " Signalbox.logs.indexOfNext(places, from, isForward)",
                List.of(list, from, isForward)))
        .isEqualTo(index);
  }
}
