package dev.signalbox.nomad;

import dev.signalbox.remote.Observed;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Health and membership of the Nomad servers. */
public interface NomadServers {

  /** Queries the servers. Each part is a separate request and can fail independently. */
  Report report();

  /**
   * The results.
   *
   * @param leader {@code ip:port}
   * @param peers the addresses of the Raft peers
   */
  record Report(
      Observed<String> leader,
      Observed<List<Member>> members,
      Observed<List<String>> peers,
      Observed<Health> health,
      Observed<List<String>> regions) {}

  /**
   * A member of the gossip pool ({@code /v1/agent/members}).
   *
   * @param version the {@code build} tag
   * @param status {@code alive}, {@code leaving}, {@code left} or {@code failed}
   */
  record Member(
      String name, String address, int port, String region, String version, String status) {}

  /**
   * The autopilot health ({@code /v1/operator/autopilot/health}), which Nomad returns with status
   * 429 if the cluster is unhealthy.
   *
   * @param failureTolerance number of servers that can fail before quorum is lost
   */
  record Health(boolean healthy, int failureTolerance, List<Server> servers) {

    /**
     * One server.
     *
     * @param lastContact time since the last contact with the leader, for example {@code 12ms}
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
