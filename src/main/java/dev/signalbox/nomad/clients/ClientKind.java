package dev.signalbox.nomad.clients;

import dev.signalbox.nomad.ClientState;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The states of clients as a list of clients tells them apart, what a person looks for first. */
enum ClientKind {
  READY("Ready"),
  DRAINING("Draining"),
  STOPPING("Drained, still stopping"),
  DRAINED("Drained"),
  INELIGIBLE("Ineligible"),
  DRIVER_TROUBLE("Driver trouble"),
  STARTING("Starting"),
  DISCONNECTED("Disconnected"),
  DOWN("Down"),
  STRANGE("Unknown state");

  private final String label;

  ClientKind(String label) {
    this.label = label;
  }

  static ClientKind of(ClientState state) {
    return switch (state) {
      case ClientState.Ready ready -> READY;
      case ClientState.Draining draining -> DRAINING;
      case ClientState.Stopping stopping -> STOPPING;
      case ClientState.Drained drained -> DRAINED;
      case ClientState.Ineligible parked -> INELIGIBLE;
      case ClientState.DriverTrouble trouble -> DRIVER_TROUBLE;
      case ClientState.Starting starting -> STARTING;
      case ClientState.Disconnected away -> DISCONNECTED;
      case ClientState.Down down -> DOWN;
      case ClientState.Gone gone -> DOWN;
      case ClientState.Strange strange -> STRANGE;
    };
  }

  static Optional<ClientKind> named(String word) {
    return Arrays.stream(values()).filter(kind -> kind.word().equals(word)).findFirst();
  }

  /** As it stands in addresses and style classes. */
  String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  String label() {
    return label;
  }

  /** Whether its filter is offered even while no client is in it. */
  boolean usual() {
    return this == READY || this == DRAINING || this == INELIGIBLE || this == DOWN;
  }
}
