package dev.signalbox.nomad.drains.release;

/** What came of asking for a release. */
sealed interface ReleaseOutcome {

  /** It begins within seconds. */
  record Requested(Release release) implements ReleaseOutcome {}

  /** One goes on already; nothing was begun. */
  record Running(Release release) implements ReleaseOutcome {}

  /** The cluster cannot do without it. */
  record Refused(String why) implements ReleaseOutcome {}

  /** Nobody knows now whether it can. */
  record Stale() implements ReleaseOutcome {}
}
