package dev.signalbox.builds;

import java.util.List;

/**
 * View model of a chart: an SVG drawing that is {@link #STEP} units wide for each step and {@link
 * #HEIGHT} units high, a summary, and the same data as a table.
 *
 * @param id element id, unique on the page
 * @param summary summary of the data in one line
 * @param axisMax value at the top of the vertical axis
 * @param from start of the first step
 * @param until end of the last step
 * @param stepLabels label of each step, shown on hover and focus
 * @param columns column headings of the table
 * @param rows rows of the table, without steps that have no data
 */
record ChartModel(
    String id,
    String title,
    String summary,
    String axisMax,
    String from,
    String until,
    List<Bar> bars,
    List<Line> lines,
    List<StepLabel> stepLabels,
    List<String> columns,
    List<Row> rows) {

  static final int STEP = 10;
  static final int HEIGHT = 100;

  /** Value of the SVG attribute {@code viewBox}. */
  public String viewBox() {
    return "0 0 " + stepLabels.size() * STEP + " " + HEIGHT;
  }

  /** Returns the x coordinate of a step's left edge. */
  static int left(int step) {
    return step * STEP;
  }

  /** Scales a value to the height of the box; values above 0 get at least 2 units. */
  static int height(long value, long max) {
    if (value <= 0 || max <= 0) {
      return 0;
    }
    return (int) Math.max(2, Math.min(HEIGHT, Math.round((double) value * HEIGHT / max)));
  }

  /** A stacked bar: the marked part is on top of the plain one. */
  record Bar(int x, int plainY, int plainHeight, int markedY, int markedHeight) {

    static Bar of(int step, long plain, long marked, long max) {
      int markedHeight = height(marked, max);
      int plainHeight = Math.min(height(plain, max), HEIGHT - markedHeight);
      return new Bar(
          left(step),
          HEIGHT - plainHeight,
          plainHeight,
          HEIGHT - plainHeight - markedHeight,
          markedHeight);
    }
  }

  /**
   * A line of the chart.
   *
   * @param name label in the legend
   * @param path SVG path data, interrupted at steps without data
   */
  record Line(String name, String path, boolean dashed) {

    static final long UNKNOWN = -1;

    /**
     * Creates a line through the given values.
     *
     * @param values one value for each step, {@link #UNKNOWN} where there is no data
     */
    static Line of(String name, List<Long> values, long max, boolean dashed) {
      StringBuilder path = new StringBuilder();
      boolean drawing = false;
      for (int i = 0; i < values.size(); i++) {
        long value = values.get(i);
        if (value == UNKNOWN) {
          drawing = false;
          continue;
        }
        boolean continues = i + 1 < values.size() && values.get(i + 1) != UNKNOWN;
        int y = HEIGHT - height(value, max);
        if (drawing) {
          path.append(" L");
        } else {
          path.append(path.isEmpty() ? "M" : " M");
        }
        path.append(left(i) + STEP / 2).append(' ').append(y);
        if (!drawing && !continues) {
          // a single point has no length and would be invisible
          path.append(" h").append(STEP / 2);
        }
        drawing = true;
      }
      return new Line(name, path.toString(), dashed);
    }
  }

  record StepLabel(int x, String label) {}

  record Row(String step, List<String> values) {}
}
