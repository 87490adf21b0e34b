package dev.signalbox.builds;

import java.util.Locale;

/** Formats numbers for chart summaries. */
final class Formats {

  private Formats() {}

  /** Formats a mean: one decimal below 10, otherwise rounded to an integer. */
  static String average(double mean) {
    return mean < 10 ? String.format(Locale.ROOT, "%.1f", mean) : "%,d".formatted(Math.round(mean));
  }
}
