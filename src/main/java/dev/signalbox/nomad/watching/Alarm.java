package dev.signalbox.nomad.watching;

/** What the watcher may have to do later, each at most once at a time. */
enum Alarm {
  CONNECT,
  STREAM_AGAIN,
  PROBE,
  OPENING,
  MUTE,
  CONTINUITY,
  LOAD,
  STALE,
  PULSE,
  SWEEP,
  SUMMARIES,
  JOBS,
  AWAITED,
  DETAILS,
  DETAILS_AGAIN,
  ASK_CLIENTS,
  ASK_ALLOCATIONS,
  ASK_JOBS,
  ASK_EVALUATIONS,
  PUBLISH,
  TELL
}
