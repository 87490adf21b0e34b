package dev.signalbox.sandbox.nomad;

/** What has an index of its own. */
enum Table {
  NODES,
  JOBS,
  SUMMARIES,
  ALLOCS,
  EVALS
}
