package dev.signalbox.nomad.servers;

import dev.signalbox.nomad.NomadServers.Health;
import dev.signalbox.nomad.NomadServers.Member;
import dev.signalbox.web.Moment;
import dev.signalbox.web.Status;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One server, from what gossip and what autopilot say of it, ready to print.
 *
 * @param role leader, follower, or not a voter
 * @param lastContact with the leader, or the empty text
 * @param stableSince by autopilot, or null where it does not say
 */
record ServerLine(
    String name,
    String address,
    String region,
    String version,
    Status status,
    String role,
    String lastContact,
    String lastIndex,
    @Nullable Moment stableSince) {

  static List<ServerLine> of(
      List<Member> members,
      @Nullable Health health,
      String leader,
      List<String> peers,
      Clock clock) {
    List<Health.Server> judged = health == null ? List.of() : health.servers();
    List<ServerLine> lines = new ArrayList<>();
    for (Member member : members) {
      lines.add(of(member, find(member, judged), leader, peers, clock));
    }
    if (members.isEmpty()) {
      judged.forEach(server -> lines.add(of(server, clock)));
    }
    lines.sort(Comparator.comparing(ServerLine::name));
    return List.copyOf(lines);
  }

  private static ServerLine of(
      Member member,
      Optional<Health.Server> judged,
      String leader,
      List<String> peers,
      Clock clock) {
    boolean leads = host(leader).equals(member.address()) && !member.address().isEmpty();
    boolean votes =
        judged.map(Health.Server::voter).orElse(hosts(peers).contains(member.address()));
    return new ServerLine(
        member.name(),
        member.address() + ":" + member.port(),
        member.region(),
        member.version(),
        status(member.status(), judged.map(Health.Server::healthy).orElse(true)),
        role(leads || judged.map(Health.Server::leader).orElse(false), votes),
        judged.map(Health.Server::lastContact).orElse(""),
        judged.map(server -> Long.toString(server.lastIndex())).orElse(""),
        judged.map(server -> stable(server, clock)).orElse(null));
  }

  private static ServerLine of(Health.Server server, Clock clock) {
    return new ServerLine(
        server.name(),
        server.address(),
        "",
        server.version(),
        server.healthy() ? Status.ok("Healthy") : Status.bad("Not healthy"),
        role(server.leader(), server.voter()),
        server.lastContact(),
        Long.toString(server.lastIndex()),
        stable(server, clock));
  }

  private static Optional<Health.Server> find(Member member, List<Health.Server> judged) {
    return judged.stream()
        .filter(
            server ->
                server.name().equals(member.name())
                    || host(server.address()).equals(member.address()))
        .findFirst();
  }

  private static Status status(String gossip, boolean healthy) {
    return switch (gossip) {
      case "alive" -> healthy ? Status.ok("Alive") : Status.bad("Alive, not healthy");
      case "leaving" -> Status.warn("Leaving");
      case "left" -> Status.off("Left");
      case "failed" -> Status.bad("Failed");
      default -> Status.unknown("Unknown state");
    };
  }

  private static String role(boolean leads, boolean votes) {
    return leads ? "leader" : votes ? "follower" : "does not vote";
  }

  private static @Nullable Moment stable(Health.Server server, Clock clock) {
    @Nullable Instant since = server.stableSince();
    return since == null ? null : Moment.of(since, clock);
  }

  private static List<String> hosts(List<String> addresses) {
    return addresses.stream().map(ServerLine::host).toList();
  }

  /** Without the port; an address of version 6 stands in brackets. */
  private static String host(String address) {
    int colon = address.lastIndexOf(':');
    String host = colon < 0 ? address : address.substring(0, colon);
    return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
  }
}
