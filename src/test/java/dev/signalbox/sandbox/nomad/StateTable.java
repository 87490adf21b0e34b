package dev.signalbox.sandbox.nomad;

/** A state table with a separate index. */
enum StateTable {
  NODES,
  JOBS,
  SUMMARIES,
  ALLOCS,
  EVALS
}
