package dev.signalbox.drains.termination;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * A release in the API: the state in the database, which may be some seconds old. Use {@link
 * TerminableApiController} to check whether the machine may be terminated.
 *
 * @param instance the cloud provider's id of the machine, or null if unknown
 * @param note explanation of the state, or null
 * @param halted whether nothing happens until an admin resumes the release
 * @param left number of unfinished builds
 * @param heartbeatAt time of the last check without a problem; lets a hook extend its timeout
 * @param endedAt null while the release is in progress
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
record ReleaseJson(
    String client,
    String name,
    @Nullable String instance,
    TerminationRequest.State state,
    @Nullable String note,
    boolean halted,
    int left,
    String reason,
    @Nullable String requestedBy,
    Instant requestedAt,
    Instant stateSince,
    Instant heartbeatAt,
    @Nullable Instant endedAt) {

  static ReleaseJson of(TerminationRequest release) {
    return new ReleaseJson(
        release.clientId(),
        release.name(),
        release.instance().isEmpty() ? null : release.instance(),
        release.state(),
        release.explanation().isEmpty() ? null : release.explanation(),
        release.isHalted(),
        release.left(),
        release.reason(),
        release.actor().name(),
        release.requestedAt(),
        release.stateSince(),
        release.heartbeatAt(),
        release.endedAt());
  }
}
