package dev.signalbox.remote;

/** The risk of a change. It decides how recently the user must have confirmed their identity. */
public enum ActionRisk {

  /**
   * Ends or reverses another action, changes only where builds are placed next, or concerns only
   * the acting user: requires no confirmation.
   */
  LOW,

  /**
   * Affects other users, or builds after a deadline until which it can be canceled: requires a
   * confirmation within two hours, renewed by each use.
   */
  NORMAL,

  /**
   * Kills builds immediately, removes objects from Nomad, decides who can sign in or call the API,
   * or changes where snapshots are stored: requires a confirmation within ten minutes.
   */
  HIGH
}
