package dev.signalbox.nomad.clients;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How full a client is, in steps that an eye can tell apart. */
enum Fullness {
  EMPTY(0, "empty"),
  LOW(24, "less than 25 % full"),
  SOME(49, "25 to 49 % full"),
  MUCH(74, "50 to 74 % full"),
  MOST(94, "75 to 94 % full"),
  FULL(Integer.MAX_VALUE, "95 % full or more");

  private final int atMost;
  private final String words;

  Fullness(int atMost, String words) {
    this.atMost = atMost;
    this.words = words;
  }

  static Fullness of(int percent) {
    return Arrays.stream(values()).filter(step -> percent <= step.atMost).findFirst().orElse(FULL);
  }

  static Optional<Fullness> named(String word) {
    return Arrays.stream(values()).filter(step -> step.word().equals(word)).findFirst();
  }

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  String words() {
    return words;
  }
}
