package dev.signalbox.web;

import java.util.Locale;

/** Formats a number of bytes in KiB, MiB or GiB. */
public final class ByteSize {

  private static final double K = 1024;

  private ByteSize() {}

  /** Formats a whole number of bytes. */
  public static String of(long bytes) {
    return of((double) bytes);
  }

  public static String of(double bytes) {
    if (bytes < K * K) {
      return String.format(Locale.ENGLISH, "%.0f KiB", Math.ceil(bytes / K));
    }
    return bytes < K * K * K
        ? String.format(Locale.ENGLISH, "%.1f MiB", bytes / K / K)
        : String.format(Locale.ENGLISH, "%.1f GiB", bytes / K / K / K);
  }
}
