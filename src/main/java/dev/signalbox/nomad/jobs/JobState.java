package dev.signalbox.nomad.jobs;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * How a job stands for people: Nomad's three words, and for what it calls dead what became of it.
 */
public enum JobState {
  RUNNING("Running"),
  WAITING("Waiting"),
  FAILED("Failed"),
  PARTLY("Partly failed"),
  LOST("Lost"),
  DONE("Done"),
  STOPPED("Stopped"),
  /** Nothing is known any more of how. */
  ENDED("Ended"),
  /** It only makes other jobs. */
  TEMPLATE("Templates"),
  /** Nomad's word is one that this console does not know. */
  STRANGE("Unknown");

  private final String label;

  JobState(String label) {
    this.label = label;
  }

  String label() {
    return label;
  }

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<JobState> of(String word) {
    return Arrays.stream(values()).filter(state -> state.word().equals(word)).findFirst();
  }
}
