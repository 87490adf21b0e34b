package dev.signalbox.clients.servers;

import dev.signalbox.nomad.NomadServers.Health;
import dev.signalbox.nomad.NomadServers.Member;
import dev.signalbox.web.StatusLabel;
import dev.signalbox.web.TimestampView;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A row of the table of members, from the gossip and autopilot data of one server.
 *
 * @param role leader, follower or non-voter
 * @param lastContact time since the last contact with the leader, or empty
 * @param stableSince from autopilot, or null if it has no value
 */
record ServerRow(
    String name,
    String address,
    String region,
    String version,
    StatusLabel status,
    String role,
    String lastContact,
    String lastIndex,
    @Nullable TimestampView stableSince) {

  static List<ServerRow> of(
      List<Member> members,
      @Nullable Health health,
      String leader,
      List<String> peers,
      Clock clock) {
    List<Health.Server> reported = health == null ? List.of() : health.servers();
    List<ServerRow> lines = new ArrayList<>();
    for (Member member : members) {
      lines.add(of(member, find(member, reported), leader, peers, clock));
    }
    if (members.isEmpty()) {
      reported.forEach(server -> lines.add(of(server, clock)));
    }
    lines.sort(Comparator.comparing(ServerRow::name));
    return List.copyOf(lines);
  }

  private static ServerRow of(
      Member member,
      Optional<Health.Server> reported,
      String leader,
      List<String> peers,
      Clock clock) {
    boolean isLeader = host(leader).equals(member.address()) && !member.address().isEmpty();
    boolean isVoter =
        reported.map(Health.Server::voter).orElse(hosts(peers).contains(member.address()));
    return new ServerRow(
        member.name(),
        member.address() + ":" + member.port(),
        member.region(),
        member.version(),
        status(member.status(), reported.map(Health.Server::healthy).orElse(true)),
        role(isLeader || reported.map(Health.Server::leader).orElse(false), isVoter),
        reported.map(Health.Server::lastContact).orElse(""),
        reported.map(server -> "%,d".formatted(server.lastIndex())).orElse(""),
        reported.map(server -> stable(server, clock)).orElse(null));
  }

  private static ServerRow of(Health.Server server, Clock clock) {
    return new ServerRow(
        server.name(),
        server.address(),
        "",
        server.version(),
        server.healthy() ? StatusLabel.ok("Healthy") : StatusLabel.bad("Unhealthy"),
        role(server.leader(), server.voter()),
        server.lastContact(),
        "%,d".formatted(server.lastIndex()),
        stable(server, clock));
  }

  private static Optional<Health.Server> find(Member member, List<Health.Server> reported) {
    return reported.stream()
        .filter(
            server ->
                server.name().equals(member.name())
                    || host(server.address()).equals(member.address()))
        .findFirst();
  }

  private static StatusLabel status(String gossip, boolean healthy) {
    return switch (gossip) {
      case "alive" -> healthy ? StatusLabel.ok("Alive") : StatusLabel.bad("Alive, unhealthy");
      case "leaving" -> StatusLabel.warn("Leaving");
      case "left" -> StatusLabel.off("Left");
      case "failed" -> StatusLabel.bad("Failed");
      default -> StatusLabel.unknown("Unknown");
    };
  }

  private static String role(boolean isLeader, boolean isVoter) {
    return isLeader ? "leader" : isVoter ? "follower" : "non-voter";
  }

  private static @Nullable TimestampView stable(Health.Server server, Clock clock) {
    @Nullable Instant since = server.stableSince();
    return since == null ? null : TimestampView.of(since, clock);
  }

  private static List<String> hosts(List<String> addresses) {
    return addresses.stream().map(ServerRow::host).toList();
  }

  /** Returns the host of {@code host:port}; an IPv6 host is in brackets. */
  private static String host(String address) {
    int colon = address.lastIndexOf(':');
    String host = colon < 0 ? address : address.substring(0, colon);
    return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
  }
}
