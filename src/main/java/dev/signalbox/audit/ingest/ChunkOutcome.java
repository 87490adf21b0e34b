package dev.signalbox.audit.ingest;

/** The result of uploading a chunk. */
sealed interface ChunkOutcome {

  /** The complete lines are imported; the next chunk starts at the position of the file. */
  record Accepted(FileImport file) implements ChunkOutcome {}

  /** The next chunk starts at another position. */
  record WrongPosition(FileImport file) implements ChunkOutcome {}

  /** The chunk has no line end. */
  record IncompleteLine() implements ChunkOutcome {}

  /** The import does not exist. */
  record Unknown() implements ChunkOutcome {}
}
