package dev.signalbox.clients;

import dev.signalbox.nomad.Resources;
import dev.signalbox.web.ByteSize;
import java.util.Locale;

/** Formats CPU and memory for display. */
final class ResourceFormat {

  private static final double MIB = 1024.0 * 1024;

  private ResourceFormat() {}

  /** Formats MiB, for example {@code 61.5 GiB}. */
  static String memory(long mib) {
    return mib == 0 ? "0 GiB" : ByteSize.of(mib * MIB);
  }

  /** Formats MHz, for example {@code 500 MHz}, {@code 32 GHz} or {@code 2.5 GHz}. */
  static String cpu(long mhz) {
    if (mhz == 0) {
      return "0 GHz";
    }
    if (mhz < 1000) {
      return mhz + " MHz";
    }
    String ghz = String.format(Locale.ENGLISH, "%,.1f", mhz / 1000.0);
    return (ghz.endsWith(".0") ? ghz.substring(0, ghz.length() - 2) : ghz) + " GHz";
  }

  static String both(Resources resources) {
    return memory(resources.memory()) + ", " + cpu(resources.cpu());
  }
}
