package dev.signalbox.remote;

/** The risk of a change. It decides how recently the user must have confirmed their identity. */
public enum ActionRisk {

  /** Can be undone, or concerns only the acting user: requires no confirmation. */
  LOW,

  /**
   * Affects other users or builds: requires a confirmation within two hours, renewed by each use.
   */
  NORMAL,

  /** Kills builds or can't be undone: requires a confirmation within ten minutes. */
  HIGH
}
