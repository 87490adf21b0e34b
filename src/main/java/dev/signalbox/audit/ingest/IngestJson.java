package dev.signalbox.audit.ingest;

import java.util.List;
import java.util.Set;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * What became of the events of one call.
 *
 * @param stored how many are in the log now and were not before
 * @param duplicates how many were known, by their id
 * @param rejected the lines that are no events; the others are in the log all the same
 * @param ignoredFields fields that the log does not hold
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
record IngestJson(int stored, int duplicates, List<Line> rejected, Set<String> ignoredFields) {

  /**
   * One that is no event.
   *
   * @param line its number, from 1 on; in an array that of the element
   */
  record Line(int line, String reason) {}
}
