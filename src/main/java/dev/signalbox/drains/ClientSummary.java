package dev.signalbox.drains;

import dev.signalbox.nomad.Allocation;
import dev.signalbox.nomad.Client;
import dev.signalbox.nomad.ClientAttributes;
import dev.signalbox.nomad.ClientState;
import dev.signalbox.web.TimestampView;
import java.util.List;
import java.util.StringJoiner;

/** Summarizes a client in one line: state, number of builds, machine type and zone. */
final class ClientSummary {

  private ClientSummary() {}

  static String of(Client client, List<Allocation> builds) {
    StringJoiner line = new StringJoiner(" · ");
    line.add(label(ClientState.of(client, builds)));
    line.add(runningBuilds(builds.size()));
    ClientAttributes.machineType(client)
        .ifPresent(
            type ->
                line.add(
                    type + ClientAttributes.zone(client).map(zone -> " in " + zone).orElse("")));
    return line.toString();
  }

  static String runningBuilds(int builds) {
    return switch (builds) {
      case 0 -> "nothing running";
      case 1 -> "1 build running";
      default -> builds + " builds running";
    };
  }

  static String label(ClientState state) {
    return switch (state) {
      case ClientState.Gone gone -> "Gone";
      case ClientState.Down down -> "Down";
      case ClientState.Disconnected disconnected -> "Disconnected";
      case ClientState.Starting starting -> "Starting";
      case ClientState.Draining draining ->
          "Draining, "
              + draining.left()
              + " left"
              + (draining.forceAt() == null
                  ? ""
                  : ", remaining builds killed at " + TimestampView.timeOfDay(draining.forceAt()));
      case ClientState.Stopping stopping ->
          "Drained, stopping " + DeadlineImpact.builds(stopping.left());
      case ClientState.Drained drained -> "Drained";
      case ClientState.Ineligible ineligible -> "Ineligible";
      case ClientState.DriverUnhealthy unhealthy -> "Driver " + unhealthy.driver() + " unhealthy";
      case ClientState.Ready ready -> "Ready";
      case ClientState.Unrecognized unrecognized -> "Unknown";
    };
  }
}
