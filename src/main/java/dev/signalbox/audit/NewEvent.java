package dev.signalbox.audit;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An event on its way into the log, with the guide's fields.
 *
 * @param occurred the time as it was written, with up to nine digits of a second
 * @param at the same time to the microsecond, by which the log is kept in order
 * @param json the fields that are JSON, byte for byte
 * @param keys what people search by, taken out of the JSON
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

  /** The nested fields; scope and request may be missing. */
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
