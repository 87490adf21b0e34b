package dev.signalbox.audit.ingest;

/** The result of uploading a chunk. */
sealed interface ChunkOutcome {

  /** The complete lines are imported; the next chunk starts at the position of the file. */
  record Accepted(FileImport file) implements ChunkOutcome {}

  /** The next chunk starts at another position. */
  record WrongPosition(FileImport file) implements ChunkOutcome {}

  /** The chunk has no line end. */
  record IncompleteLine() implements ChunkOutcome {}

  /** The file is gzip or a JSON array and has more chunks. Only JSON Lines can be split. */
  record NotSplittable() implements ChunkOutcome {}

  /** The gzip data is invalid. */
  record InvalidGzip() implements ChunkOutcome {}

  /** The chunk exceeds a limit when it is decompressed. */
  record TooLarge() implements ChunkOutcome {}

  /** The import does not exist. */
  record Unknown() implements ChunkOutcome {}
}
