package dev.signalbox.clients;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Utilization of a client in six levels, used as the shades of the cluster map. */
enum UtilizationLevel {
  EMPTY(0, "empty"),
  LOW(24, "less than 25% allocated"),
  SOME(49, "25–49% allocated"),
  MUCH(74, "50–74% allocated"),
  MOST(94, "75–94% allocated"),
  FULL(Integer.MAX_VALUE, "95% or more allocated");

  private static final List<UtilizationLevel> STEPS = List.of(values());

  private final int atMost;
  private final String label;

  UtilizationLevel(int atMost, String label) {
    this.atMost = atMost;
    this.label = label;
  }

  /** Returns the level as a number from 0 (empty) to 5 (full). */
  @SuppressWarnings("EnumOrdinal") // constants are declared in ascending order
  int step() {
    return ordinal();
  }

  static UtilizationLevel of(int percent) {
    UtilizationLevel step = EMPTY;
    while (percent > step.atMost) {
      step = STEPS.get(step.step() + 1);
    }
    return step;
  }

  static Optional<UtilizationLevel> fromCode(String word) {
    return Arrays.stream(values()).filter(step -> step.code().equals(word)).findFirst();
  }

  String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  String label() {
    return label;
  }
}
