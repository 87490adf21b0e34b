package dev.signalbox.jobs;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** State of a job: Nomad's status, with the outcome instead of {@code dead}. */
public enum JobState {
  RUNNING("Running"),
  WAITING("Queued"),
  FAILED("Failed"),
  PARTLY("Partly failed"),
  LOST("Lost"),
  DONE("Completed"),
  STOPPED("Stopped"),
  /** Dead with an unknown outcome, because its allocations are garbage-collected. */
  ENDED("Ended"),
  /** A parameterized or periodic job; it only dispatches other jobs. */
  TEMPLATE("Parameterized"),
  /** A status that is not known to Signalbox. */
  UNRECOGNIZED("Unknown");

  private final String label;

  JobState(String label) {
    this.label = label;
  }

  String label() {
    return label;
  }

  String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<JobState> of(String word) {
    return Arrays.stream(values()).filter(state -> state.code().equals(word)).findFirst();
  }
}
