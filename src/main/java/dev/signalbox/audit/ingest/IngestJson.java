package dev.signalbox.audit.ingest;

import java.util.List;
import java.util.Set;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * The result of one request.
 *
 * @param stored number of new events
 * @param duplicates number of events whose id is already in the log
 * @param rejected the invalid lines; the other events are stored nevertheless
 * @param ignoredFields unknown fields, which are not stored
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
record IngestJson(int stored, int duplicates, List<Line> rejected, Set<String> ignoredFields) {

  /**
   * An invalid line.
   *
   * @param line the number of the line or array element, from 1
   */
  record Line(int line, String reason) {}
}
