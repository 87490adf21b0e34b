package dev.signalbox.nomad.overview;

import java.util.Locale;

/** Figures in words. */
final class Words {

  private Words() {}

  /** A mean with one decimal while it is small. */
  static String average(double mean) {
    return mean < 10 ? String.format(Locale.ROOT, "%.1f", mean) : "%,d".formatted(Math.round(mean));
  }
}
