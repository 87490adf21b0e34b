package dev.signalbox.nomad.overview;

import java.util.List;

/**
 * A chart, ready to print: drawn in a box of {@link #STEP} for each step by {@link #HEIGHT}, told
 * in words, and as a table.
 *
 * @param id unique on the page
 * @param words the whole of it in one or two sentences, with the least, the most and the average
 * @param most what the upper edge stands for
 * @param from where the first step begins, and {@code until} where the last one ends
 * @param marks what each step says, for whoever points at it
 * @param head the table's columns
 * @param rows the table's rows, without those of which nothing is known
 */
record Chart(
    String id,
    String title,
    String words,
    String most,
    String from,
    String until,
    List<Bar> bars,
    List<Line> lines,
    List<Mark> marks,
    List<String> head,
    List<Row> rows) {

  static final int STEP = 10;
  static final int HEIGHT = 100;

  /** For the attribute {@code viewBox}; Thymeleaf reads it by this name. */
  public String box() {
    return "0 0 " + marks.size() * STEP + " " + HEIGHT;
  }

  /** The place of a step's left edge. */
  static int left(int step) {
    return step * STEP;
  }

  /** How high a value stands over the ground; what is not nothing can be seen. */
  static int height(long value, long most) {
    if (value <= 0 || most <= 0) {
      return 0;
    }
    return (int) Math.max(2, Math.min(HEIGHT, Math.round((double) value * HEIGHT / most)));
  }

  /** A bar of two parts, the second one on top of the first. */
  record Bar(int x, int plainY, int plainHeight, int markedY, int markedHeight) {

    static Bar of(int step, long plain, long marked, long most) {
      int markedHeight = height(marked, most);
      int plainHeight = Math.min(height(plain, most), HEIGHT - markedHeight);
      return new Bar(
          left(step),
          HEIGHT - plainHeight,
          plainHeight,
          HEIGHT - plainHeight - markedHeight,
          markedHeight);
    }
  }

  /**
   * A line.
   *
   * @param name what it stands for
   * @param path in SVG's words, broken where nothing is known
   * @param dashed told apart from the other one
   */
  record Line(String name, String path, boolean dashed) {

    static final long UNKNOWN = -1;

    /**
     * A line through these, one for each step.
     *
     * @param values {@link #UNKNOWN} where nothing is known
     */
    static Line of(String name, List<Long> values, long most, boolean dashed) {
      StringBuilder path = new StringBuilder();
      boolean drawing = false;
      for (int i = 0; i < values.size(); i++) {
        long value = values.get(i);
        if (value == UNKNOWN) {
          drawing = false;
          continue;
        }
        boolean goesOn = i + 1 < values.size() && values.get(i + 1) != UNKNOWN;
        int y = HEIGHT - height(value, most);
        if (drawing) {
          path.append(" L");
        } else {
          path.append(path.isEmpty() ? "M" : " M");
        }
        path.append(left(i) + STEP / 2).append(' ').append(y);
        if (!drawing && !goesOn) {
          // one alone would not be seen
          path.append(" h").append(STEP / 2);
        }
        drawing = true;
      }
      return new Line(name, path.toString(), dashed);
    }
  }

  /** What one step says. */
  record Mark(int x, String label) {}

  /** One step in the table. */
  record Row(String step, List<String> values) {}
}
