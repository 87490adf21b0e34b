package dev.signalbox.nomad.drains.release;

import dev.signalbox.nomad.Allocation;
import dev.signalbox.nomad.AllocationStatus;
import dev.signalbox.nomad.Client;
import dev.signalbox.nomad.ClientAttributes;
import dev.signalbox.nomad.ClientState;
import dev.signalbox.nomad.SafeToTerminate;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * Whether a machine may be terminated, as the API tells it.
 *
 * @param id of Nomad, or null where Nomad knows no such client
 * @param instance what its cloud calls the machine, or null where that is not known
 * @param left what keeps it
 * @param state {@code gone}, {@code down}, {@code ready}, {@code draining}, …
 * @param asOf when Nomad last confirmed this, or null where it never did
 * @param live whether Nomad was asked just now; a yes always was
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
record TerminableJson(
    @Nullable String id,
    @Nullable String name,
    @Nullable String instance,
    boolean terminable,
    String reason,
    List<LeftJson> left,
    String state,
    @Nullable Instant asOf,
    boolean live) {

  static TerminableJson of(Verdict.Said said) {
    @Nullable Client client = said.client();
    SafeToTerminate safe = said.safe();
    return new TerminableJson(
        client == null ? null : client.id(),
        client == null ? null : client.name(),
        client == null ? null : ClientAttributes.instance(client).orElse(null),
        safe instanceof SafeToTerminate.Yes,
        safe.reason(),
        safe instanceof SafeToTerminate.No no
            ? no.left().stream().map(LeftJson::of).toList()
            : List.of(),
        word(said.state()),
        said.asOf(),
        said.live());
  }

  private static String word(ClientState state) {
    return switch (state) {
      case ClientState.Gone gone -> "gone";
      case ClientState.Down down -> "down";
      case ClientState.Disconnected disconnected -> "disconnected";
      case ClientState.Starting starting -> "starting";
      case ClientState.Draining draining -> "draining";
      case ClientState.Stopping stopping -> "stopping";
      case ClientState.Drained drained -> "drained";
      case ClientState.Ineligible ineligible -> "ineligible";
      case ClientState.DriverTrouble trouble -> "driver_trouble";
      case ClientState.Ready ready -> "ready";
      case ClientState.Strange strange -> strange.status().toLowerCase(Locale.ROOT);
    };
  }

  /** A build that has not ended. */
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  record LeftJson(String allocation, String job, AllocationStatus status, @Nullable Instant since) {

    static LeftJson of(Allocation build) {
      return new LeftJson(build.id(), build.job().id(), build.status(), build.startedAt());
    }
  }
}
