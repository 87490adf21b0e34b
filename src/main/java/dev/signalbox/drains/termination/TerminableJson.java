package dev.signalbox.drains.termination;

import dev.signalbox.nomad.Allocation;
import dev.signalbox.nomad.AllocationStatus;
import dev.signalbox.nomad.Client;
import dev.signalbox.nomad.ClientAttributes;
import dev.signalbox.nomad.ClientState;
import dev.signalbox.nomad.JobKey;
import dev.signalbox.nomad.TerminationSafety;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * Whether a machine is safe to terminate, in the API.
 *
 * @param id Nomad node id, or null if Nomad has no such client
 * @param instance the cloud provider's id of the machine, or null if unknown
 * @param left unfinished builds
 * @param state {@code gone}, {@code down}, {@code ready}, {@code draining}, …
 * @param asOf when Nomad last confirmed the data, or null if never
 * @param live whether Nomad was asked for this response; always true if {@code terminable}
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

  static TerminableJson of(TerminationDecision.Decided decided, Function<JobKey, String> names) {
    @Nullable Client client = decided.client();
    TerminationSafety safe = decided.safe();
    return new TerminableJson(
        client == null ? null : client.id(),
        client == null ? null : client.name(),
        client == null ? null : ClientAttributes.instanceId(client).orElse(null),
        safe instanceof TerminationSafety.Safe,
        safe.reason(),
        safe instanceof TerminationSafety.Unsafe no
            ? no.left().stream().map(build -> LeftJson.of(build, names)).toList()
            : List.of(),
        stateName(decided.state()),
        decided.asOf(),
        decided.live());
  }

  private static String stateName(ClientState state) {
    return switch (state) {
      case ClientState.Gone gone -> "gone";
      case ClientState.Down down -> "down";
      case ClientState.Disconnected disconnected -> "disconnected";
      case ClientState.Starting starting -> "starting";
      case ClientState.Draining draining -> "draining";
      case ClientState.Stopping stopping -> "stopping";
      case ClientState.Drained drained -> "drained";
      case ClientState.Ineligible ineligible -> "ineligible";
      case ClientState.DriverUnhealthy unhealthy -> "driver_unhealthy";
      case ClientState.Ready ready -> "ready";
      case ClientState.Unrecognized unrecognized -> unrecognized.status().toLowerCase(Locale.ROOT);
    };
  }

  /**
   * An unfinished build.
   *
   * @param job the id of its job
   * @param name the name of its job
   */
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  record LeftJson(
      String allocation,
      String job,
      String name,
      AllocationStatus status,
      @Nullable Instant since) {

    static LeftJson of(Allocation build, Function<JobKey, String> names) {
      return new LeftJson(
          build.id(),
          build.job().id(),
          names.apply(build.job()),
          build.status(),
          build.startedAt());
    }
  }
}
