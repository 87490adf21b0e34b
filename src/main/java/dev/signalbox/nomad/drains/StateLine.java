package dev.signalbox.nomad.drains;

import dev.signalbox.nomad.Allocation;
import dev.signalbox.nomad.Client;
import dev.signalbox.nomad.ClientAttributes;
import dev.signalbox.nomad.ClientState;
import dev.signalbox.web.Moment;
import java.util.List;
import java.util.StringJoiner;

/** A client in one line: how it stands, what runs there, what it is. */
final class StateLine {

  private StateLine() {}

  static String of(Client client, List<Allocation> builds) {
    StringJoiner line = new StringJoiner(" · ");
    line.add(words(ClientState.of(client, builds)));
    line.add(running(builds.size()));
    ClientAttributes.machineType(client)
        .ifPresent(
            type ->
                line.add(
                    type + ClientAttributes.zone(client).map(zone -> " in " + zone).orElse("")));
    return line.toString();
  }

  static String running(int builds) {
    return switch (builds) {
      case 0 -> "nothing running";
      case 1 -> "1 build running";
      default -> builds + " builds running";
    };
  }

  static String words(ClientState state) {
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
                  : ", forced at " + Moment.timeOfDay(draining.forceAt()));
      case ClientState.Stopping stopping -> "Drained, still stopping " + stopping.left();
      case ClientState.Drained drained -> "Drained";
      case ClientState.Ineligible ineligible -> "Ineligible";
      case ClientState.DriverTrouble trouble -> "Driver " + trouble.driver() + " in trouble";
      case ClientState.Ready ready -> "Ready";
      case ClientState.Strange strange -> "Unknown";
    };
  }
}
