package dev.signalbox.nomad.clients;

import java.util.Arrays;
import java.util.List;
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

  private static final List<Fullness> STEPS = List.of(values());

  private final int atMost;
  private final String words;

  Fullness(int atMost, String words) {
    this.atMost = atMost;
    this.words = words;
  }

  /** From 0 on, each fuller than the one before. */
  @SuppressWarnings("EnumOrdinal") // their order is what they mean
  int step() {
    return ordinal();
  }

  static Fullness of(int percent) {
    Fullness step = EMPTY;
    while (percent > step.atMost) {
      step = STEPS.get(step.step() + 1);
    }
    return step;
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
