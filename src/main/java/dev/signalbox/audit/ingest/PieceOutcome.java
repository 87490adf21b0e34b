package dev.signalbox.audit.ingest;

/** What became of a piece of a file. */
sealed interface PieceOutcome {

  /** Its complete lines are in the log; the next piece begins at the file's position. */
  record Taken(FileImport file) implements PieceOutcome {}

  /** The file goes on at another place. */
  record Elsewhere(FileImport file) implements PieceOutcome {}

  /** It has no end of a line. */
  record NoLine() implements PieceOutcome {}

  /** There is no such file. */
  record Unknown() implements PieceOutcome {}
}
