package dev.signalbox.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The lines and rows of the log viewer: logs-model.js, logs-layout.js and logs-rows.js. */
@ScriptTest
class LogRowsScriptTests {

  private final ScriptPage page = ScriptPage.withLogViewer();

  @AfterAll
  void close() {
    page.close();
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0, 0 0",
    "1, 0, 0 1",
    "1, 999, 0 1",
    "1000000, 0, 0 35",
    "1000000, 100, 0 40",
    "1000000, 10000000, 499985 500035",
    "1000000, 19999600, 999965 1000000"
  })
  void drawsOnlyRowsNearTheVisibleOnes(int count, int scrollTop, String expected) {
    assertThat(
            page.evaluate(
                """
                ([count, scrollTop]) => {
                  const model = viewer.model(viewer.repeat(count, 'x'));
                  const layout = new Signalbox.logs.Layout(model, { matches: [] });
                  layout.update(0);
                  if (layout.height() !== count * 20) {
                    throw new Error(`height ${layout.height()}`);
                  }
                  return layout.window(scrollTop, 400).join(' ');
                }
                """,
                List.of(count, scrollTop)))
        .isEqualTo(expected);
  }

  @Test
  void wrapsLongLines() {
    assertThat(
            page.evaluate(
                """
                () => {
                  const model = viewer.model(['', 'x'.repeat(80), 'x'.repeat(81), 'x'.repeat(400), '\u5b57'.repeat(41)]);
                  const layout = new Signalbox.logs.Layout(model, { matches: [] });
                  layout.update(80);
                  const tops = [0, 1, 2, 3, 4, 5].map((row) => layout.top(row)).join(' ');
                  layout.update(40);
                  return `${tops}; ${layout.height()}`;
                }
                """))
        .isEqualTo("0 20 40 80 180 220; 380");
  }

  @Test
  void findsTheRowAtEachOffset() {
    assertThat(
            page.evaluate(
                """
                () => {
                  const lines = Array.from({ length: 1000 }, (_, i) => 'x'.repeat((i * 37) % 300));
                  const layout = new Signalbox.logs.Layout(viewer.model(lines), { matches: [] });
                  layout.update(80);
                  return lines.filter((_, row) => layout.rowAt(layout.top(row)) !== row ||
                      layout.rowAt(layout.top(row + 1) - 1) !== row).length;
                }
                """))
        .isEqualTo(0);
  }

  @Test
  void keepsTheOffsetsOfEarlierRowsWhenLinesAreAdded() {
    assertThat(
            page.evaluate(
                """
                () => {
                  const model = viewer.model(viewer.repeat(100, 'x'.repeat(100)));
                  const layout = new Signalbox.logs.Layout(model, { matches: [] });
                  layout.update(80);
                  const before = layout.top(50);
                  viewer.append(model, viewer.repeat(100, 'y'));
                  layout.update(80);
                  return [before, layout.top(50), layout.height()].join(' ');
                }
                """))
        .isEqualTo("2000 2000 6000");
  }

  @Test
  void showsOnlyMatchesWhileFiltering() {
    assertThat(
            page.evaluate(
                """
                () => {
                  const model = viewer.model(['a', 'b', 'c', 'd']);
                  const layout = new Signalbox.logs.Layout(model, { matches: [1, 3] });
                  layout.filtering = true;
                  layout.update(0);
                  return [layout.length(), layout.lineAt(1).text, layout.rowOf(3), layout.rowOf(2), layout.height()].join();
                }
                """))
        .isEqualTo("2,d,1,1,40");
  }

  @ParameterizedTest
  @CsvSource({"500, 9800", "5, 0"})
  void centersALine(int place, int expected) {
    assertThat(
            page.evaluate(
                """
                async (place) => {
                  const rows = viewer.rows(viewer.model(viewer.repeat(1000, 'x')));
                  rows.following = false;
                  rows.layOut();
                  rows.center(place);
                  return rows.view.scrollTop;
                }
                """,
                place))
        .isEqualTo(expected);
  }

  @Test
  void followsTheEnd() {
    assertThat(
            page.evaluate(
                """
                () => {
                  const model = viewer.model(viewer.repeat(1000, 'x'));
                  const rows = viewer.rows(model);
                  rows.drawNow();
                  const before = rows.view.scrollTop;
                  viewer.append(model, ['last']);
                  rows.drawNow();
                  const shown = rows.box.lastChild.querySelector('.sb-log-text').textContent;
                  return [before, rows.view.scrollTop, rows.isAtEnd(), shown, rows.box.children.length < 60].join();
                }
                """))
        .isEqualTo("19600,19620,true,last,true");
  }

  @Test
  void staysWhereTheUserScrolledUpTo() {
    assertThat(
            page.evaluate(
                """
                () => {
                  const model = viewer.model(viewer.repeat(1000, 'x'));
                  const rows = viewer.rows(model);
                  rows.following = false;
                  rows.drawNow();
                  rows.scrollTo(5000);
                  rows.drawNow();
                  const element = rows.box.children[20];
                  viewer.append(model, viewer.repeat(100, 'new'));
                  rows.drawNow();
                  return [rows.view.scrollTop, rows.isAtEnd(), rows.box.children[20] === element].join();
                }
                """))
        .isEqualTo("5000,false,true");
  }

  @ParameterizedTest
  @CsvSource({"false", "true"})
  void keepsTheVisibleLinesWhenTheOldestAreDropped(boolean isWrapped) {
    assertThat(
            page.evaluate(
                """
                (isWrapped) => {
                  const model = viewer.model(viewer.repeat(105000, 'x'.repeat(150)));
                  const rows = viewer.rows(model);
                  rows.wrap = isWrapped;
                  rows.following = false;
                  rows.layOut();
                  rows.center(50000);
                  const offset = () => rows.layout.top(rows.layout.rowOf(50000)) - rows.view.scrollTop;
                  const before = offset();
                  viewer.append(model, ['one more']);
                  rows.trim();
                  return [model.base, model.lines.length, offset() - before, model.at(50000).place].join();
                }
                """,
                isWrapped))
        .isEqualTo("5001,100000,0,50000");
  }

  @Test
  void continuesALineWhoseEscapeSequenceWasCut() {
    assertThat(
            page.evaluate(
                """
                () => {
                  const model = viewer.model([]);
                  model.add(0, 1, 0, 1, false, 'a\\x1b[3');
                  const before = model.plain(model.lines[0]);
                  model.add(0, 1, 0, 1, false, '1mred');
                  model.add(0, 1, 0, 0, false, '');
                  viewer.append(model, ['still red\\x1b[0m', 'plain']);
                  const colors = model.lines.map((line) => Signalbox.ansi.read(line.text, line.begin).runs.join());
                  return [before, model.plain(model.lines[0]), ...colors].join('; ');
                }
                """))
        .isEqualTo("a; ared; 1,4,sb-ansi-1; 0,9,sb-ansi-1; ");
  }

  @Test
  void showsMarkupAsText() {
    assertThat(
            page.evaluate(
                """
                () => {
                  const rows = viewer.rows(viewer.model(['<img src=x>', '\\x1b[31m<b>red</b>\\x1b[0m <i>']));
                  rows.drawNow();
                  const texts = [...rows.box.querySelectorAll('.sb-log-text')].map((cell) => cell.textContent);
                  return [rows.box.querySelectorAll('img, b, i').length, ...texts].join('; ');
                }
                """))
        .isEqualTo("0; <img src=x>; <b>red</b> <i>");
  }

  @Test
  void describesTheLoadedPart() {
    assertThat(
            page.evaluate(
                """
                () => {
                  const model = viewer.model(viewer.repeat(1500, 'x'.repeat(1023)));
                  const all = model.range();
                  model.setSizes([{ source: 0, total: 3 << 20, skipped: 1 << 20, linesBefore: -1, partial: true }]);
                  const last = model.range();
                  model.setSizes([{ source: 0, total: 3 << 20, skipped: 1 << 20, linesBefore: 2000, partial: true }]);
                  const counted = model.range();
                  model.setSizes([{ source: 0, total: 3 << 20, skipped: 0, linesBefore: 0, partial: true }]);
                  return [all, last, counted, model.range()].join('; ');
                }
                """))
        .isEqualTo(
            "1,500 lines; last 1,500 lines, numbered from the first one loaded, 1.5 MiB of 3 MiB;"
                + " lines 2,001 to 3,500, 1.5 MiB of 3 MiB; lines 1 to 1,500, 1.5 MiB of 3 MiB");
  }

  @Test
  void numbersLinesAsInTheLogAndSkipsNotes() {
    assertThat(
            page.evaluate(
                """
                () => {
                  const model = viewer.model([]);
                  model.add(0, 0, 0, Signalbox.logs.NOTE, false, 'Showing the last 8 MiB.');
                  model.add(0, 1, 0, 0, false, 'one');
                  model.add(0, 2, 0, 2, false, 'cut');
                  model.add(0, 2, 0, 0, false, ' here');
                  const rows = viewer.rows(model);
                  const numbers = () => {
                    rows.drawNow();
                    return [...rows.box.querySelectorAll('.sb-log-number')].map((cell) => cell.textContent).join();
                  };
                  const uncounted = numbers();
                  if (model.setSizes([{ source: 0, total: 9, skipped: 5, linesBefore: 40, partial: true }])) {
                    rows.invalidate(true);
                  }
                  return [uncounted, numbers()].join('; ');
                }
                """))
        .isEqualTo(",1,2,2; ,41,42,42");
  }

  @Test
  void copiesTheSelectedLines() {
    assertThat(
            page.evaluate(
                """
                () => {
                  const rows = viewer.rows(viewer.model(['a', '\\x1b[1mb\\x1b[0m', 'c', 'd']));
                  rows.select(1, false);
                  rows.select(2, true);
                  const { text, count } = rows.copy();
                  rows.selection = null;
                  return [JSON.stringify(text), count, rows.copy().count].join();
                }
                """))
        .isEqualTo("\"b\\nc\",2,4");
  }
}
