package dev.signalbox.audit;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An event to be stored, with the fields that CircleCI server documents.
 *
 * @param occurred the time as received, with up to nine fractional digits
 * @param at the same time in microseconds, which orders the log
 * @param json the JSON fields, byte for byte
 * @param keys the searchable values of the JSON fields
 */
public record NewEvent(
    UUID id,
    String action,
    String occurred,
    Instant at,
    int version,
    boolean success,
    Json json,
    Keys keys) {

  /** The nested fields; scope and request are optional. */
  public record Json(
      String actor,
      String target,
      String payload,
      String metadata,
      @Nullable String scope,
      @Nullable String request) {}

  /** The ids and names in the nested fields. */
  public record Keys(
      String actorId,
      @Nullable String actorName,
      String targetType,
      String targetId,
      @Nullable String targetName,
      @Nullable String requestId) {}
}
