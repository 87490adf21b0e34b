package dev.signalbox.web;

/**
 * A room's answer to "how many things here wait for a person"; shown beside its navigation entry.
 */
public interface Attention {

  /** The navigation entry the number belongs to. */
  Section section();

  /** How many wait; 0 shows nothing. Asked on each page, so it must be one indexed read. */
  int waiting();
}
