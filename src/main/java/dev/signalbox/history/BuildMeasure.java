package dev.signalbox.history;

/** A duration that is measured for each build. The database stores the constant names. */
public enum BuildMeasure {
  /** Queue time: from the submission until the first task starts. */
  WAIT,
  /** Run time: from the start until the build finished without being stopped. */
  RUN
}
