package dev.signalbox.nomad.clients;

import dev.signalbox.nomad.Resources;
import dev.signalbox.web.ByteSize;
import java.util.Locale;

/** Resources as people read them. */
final class Sizes {

  private static final double MIB = 1024.0 * 1024;

  private Sizes() {}

  /** MiB as {@code 61.5 GiB}. */
  static String memory(long mib) {
    return ByteSize.of(mib * MIB);
  }

  /** MHz as {@code 32.0 GHz}. */
  static String cpu(long mhz) {
    return mhz < 1000 ? mhz + " MHz" : String.format(Locale.ENGLISH, "%.1f GHz", mhz / 1000.0);
  }

  static String both(Resources resources) {
    return memory(resources.memory()) + ", " + cpu(resources.cpu());
  }
}
