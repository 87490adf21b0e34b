package dev.signalbox.nomad;

import dev.signalbox.outside.Reading;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The servers, which decide where builds run. */
public interface NomadServers {

  /** How the servers stand now. Each part is asked by itself, so one that fails leaves the rest. */
  Report report();

  /**
   * What was found.
   *
   * @param leader {@code ip:port}
   * @param peers the addresses that vote
   */
  record Report(
      Reading<String> leader,
      Reading<List<Member>> members,
      Reading<List<String>> peers,
      Reading<Health> health,
      Reading<List<String>> regions) {}

  /**
   * A server as gossip knows it.
   *
   * @param version its build
   * @param status {@code alive}, {@code leaving}, {@code left} or {@code failed}
   */
  record Member(
      String name, String address, int port, String region, String version, String status) {}

  /**
   * What autopilot says; an answer of 429 with a body is this, not a limit.
   *
   * @param failureTolerance how many servers may fail before the rest cannot decide
   */
  record Health(boolean healthy, int failureTolerance, List<Server> servers) {

    /**
     * One server.
     *
     * @param lastContact with the leader, as it says: {@code 12ms}
     */
    public record Server(
        String name,
        String address,
        String version,
        boolean leader,
        boolean healthy,
        boolean voter,
        String lastContact,
        long lastIndex,
        @Nullable Instant stableSince) {}
  }
}
