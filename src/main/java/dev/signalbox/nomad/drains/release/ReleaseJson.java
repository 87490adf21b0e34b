package dev.signalbox.nomad.drains.release;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * A release as the API tells of it: what was written down, which may have changed since. Whether
 * the machine may be terminated is asked of {@link TerminableApiController}.
 *
 * @param instance what its cloud calls the machine, or null where that is not known
 * @param note why it stands there, or null where that needs no words
 * @param left builds that have not ended
 * @param heartbeatAt when it was last seen that all goes well; a hook extends its time-out by it
 * @param endedAt null while it goes on
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
record ReleaseJson(
    String client,
    String name,
    @Nullable String instance,
    Release.State state,
    @Nullable String note,
    int left,
    String reason,
    @Nullable String requestedBy,
    Instant requestedAt,
    Instant stateSince,
    Instant heartbeatAt,
    @Nullable Instant endedAt) {

  static ReleaseJson of(Release release) {
    return new ReleaseJson(
        release.clientId(),
        release.name(),
        release.instance().isEmpty() ? null : release.instance(),
        release.state(),
        release.note().isEmpty() ? null : release.note(),
        release.left(),
        release.reason(),
        release.actor().name(),
        release.requestedAt(),
        release.stateSince(),
        release.heartbeatAt(),
        release.endedAt());
  }
}
