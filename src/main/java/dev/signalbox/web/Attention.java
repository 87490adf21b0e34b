package dev.signalbox.web;

/**
 * A room's answer to "how many things here wait for a person": a number beside its navigation
 * entry, a sentence on the overview.
 */
public interface Attention {

  /** The navigation entry the number belongs to. */
  Section section();

  /** Where a person sees what waits, and what to do about it. */
  default String url() {
    return section().path();
  }

  /** The live topic whose notices may change the number. */
  String topic();

  /** How many wait; 0 shows nothing. Asked on each page, so it must be one indexed read. */
  int waiting();

  /** What so many that wait are, as a clause: "2 new people wait for activation". */
  String sentence(int waiting);
}
