package dev.signalbox.clients;

import dev.signalbox.nomad.ClientState;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Client states by which the list is filtered, in sort order. */
enum ClientStateGroup {
  READY("Ready"),
  DRAINING("Draining"),
  STOPPING("Drained, stopping builds"),
  DRAINED("Drained"),
  INELIGIBLE("Ineligible"),
  DRIVER_UNHEALTHY("Driver unhealthy"),
  STARTING("Starting"),
  DISCONNECTED("Disconnected"),
  DOWN("Down"),
  UNRECOGNIZED("Unknown state");

  private final String label;

  ClientStateGroup(String label) {
    this.label = label;
  }

  static ClientStateGroup of(ClientState state) {
    return switch (state) {
      case ClientState.Ready ready -> READY;
      case ClientState.Draining draining -> DRAINING;
      case ClientState.Stopping stopping -> STOPPING;
      case ClientState.Drained drained -> DRAINED;
      case ClientState.Ineligible ineligible -> INELIGIBLE;
      case ClientState.DriverUnhealthy unhealthy -> DRIVER_UNHEALTHY;
      case ClientState.Starting starting -> STARTING;
      case ClientState.Disconnected away -> DISCONNECTED;
      case ClientState.Down down -> DOWN;
      case ClientState.Gone gone -> DOWN;
      case ClientState.Unrecognized unrecognized -> UNRECOGNIZED;
    };
  }

  static Optional<ClientStateGroup> fromCode(String word) {
    return Arrays.stream(values()).filter(kind -> kind.code().equals(word)).findFirst();
  }

  /** Returns the name used in query strings and CSS classes. */
  String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  String label() {
    return label;
  }

  /** Whether the filter is shown even if no client is in this state. */
  boolean isAlwaysShown() {
    return this == READY || this == DRAINING || this == INELIGIBLE || this == DOWN;
  }
}
