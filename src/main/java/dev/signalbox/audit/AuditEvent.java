package dev.signalbox.audit;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One row of the audit log, with the guide's fields. */
record AuditEvent(
    UUID id,
    String action,
    String actorId,
    @Nullable String actorName,
    String targetType,
    String targetId,
    @Nullable String targetName,
    Instant occurredAt,
    boolean success,
    Json json) {

  /** The fields that are JSON, byte for byte as they were written. */
  record Json(
      String actor,
      String target,
      String payload,
      String metadata,
      @Nullable String request,
      int version) {}
}
