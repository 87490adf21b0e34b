package dev.signalbox.clients.servers;

import dev.signalbox.nomad.Capabilities;
import dev.signalbox.nomad.ClusterSnapshot;
import dev.signalbox.nomad.NomadServers.Health;
import dev.signalbox.nomad.NomadServers.Member;
import dev.signalbox.nomad.NomadServers.Report;
import dev.signalbox.nomad.SyncStatus;
import dev.signalbox.remote.Observed;
import dev.signalbox.web.StatusLabel;
import dev.signalbox.web.TimestampView;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * View model of the current state of the servers.
 *
 * @param missing the parts that could not be read
 * @param checkedAt when the servers were queried
 */
record ServersReport(
    Verdict verdict,
    List<ServerRow> servers,
    List<VersionAdvisories.Advisory> advisories,
    List<String> regions,
    List<MissingPart> missing,
    TimestampView checkedAt) {

  static ServersReport of(
      Report report,
      SyncStatus syncStatus,
      Capabilities capabilities,
      ClusterSnapshot snapshot,
      Clock clock) {
    List<Member> members = value(report.members()).orElse(List.of());
    @Nullable Health health = value(report.health()).orElse(null);
    List<String> peers = value(report.peers()).orElse(List.of());
    List<String> versions =
        members.isEmpty()
            ? ServersPage.versions(syncStatus, capabilities)
            : members.stream().map(Member::version).filter(text -> !text.isEmpty()).toList();
    return new ServersReport(
        Verdict.of(report.leader(), members, health),
        ServerRow.of(members, health, value(report.leader()).orElse(""), peers, clock),
        VersionAdvisories.of(VersionMatrix.of(versions, snapshot)),
        value(report.regions()).orElse(List.of()),
        missing(report),
        TimestampView.of(clock.instant(), clock));
  }

  private static <T> Optional<T> value(Observed<T> reading) {
    return switch (reading) {
      case Observed.Known<T> known -> Optional.of(known.value());
      case Observed.Unknown<T> unknown -> Optional.empty();
    };
  }

  private static List<MissingPart> missing(Report report) {
    List<MissingPart> unknown = new ArrayList<>();
    Stream.of(
            new Part("Leader", report.leader()),
            new Part("Members", report.members()),
            new Part("Voters", report.peers()),
            new Part("Health", report.health()),
            new Part("Regions", report.regions()))
        .forEach(
            part -> {
              if (part.reading() instanceof Observed.Unknown<?> missing) {
                unknown.add(new MissingPart(part.name(), missing.why()));
              }
            });
    return unknown;
  }

  private record Part(String name, Observed<?> reading) {}

  record MissingPart(String part, String why) {}

  record Verdict(StatusLabel status, String sentence) {

    static Verdict of(Observed<String> leader, List<Member> members, @Nullable Health health) {
      return switch (leader) {
        case Observed.Unknown<String> unknown ->
            SyncStatus.reportsNoLeader(unknown.why())
                ? noLeader()
                : new Verdict(
                    StatusLabel.unknown("Leader unknown"),
                    "The leader could not be read: " + unknown.why());
        case Observed.Known<String> known ->
            known.value().isEmpty() ? noLeader() : ofHealth(members, health);
      };
    }

    private static Verdict noLeader() {
      return new Verdict(
          StatusLabel.bad("No leader"),
          "No scheduling until a leader is elected. Running builds continue.");
    }

    private static Verdict ofHealth(List<Member> members, @Nullable Health health) {
      if (health == null) {
        long alive = members.stream().filter(member -> member.status().equals("alive")).count();
        return new Verdict(
            StatusLabel.unknown("Health unknown"),
            members.isEmpty()
                ? "A leader is elected."
                : alive
                    + " of "
                    + members.size()
                    + (members.size() == 1 ? " server is alive." : " servers are alive."));
      }
      if (!health.healthy()) {
        return new Verdict(
            StatusLabel.bad("Unhealthy"),
            "Reported by autopilot (HTTP 429, which is not a connection limit here). "
                + tolerance(health));
      }
      return new Verdict(
          health.failureTolerance() == 0
              ? StatusLabel.warn("Quorum at risk")
              : StatusLabel.ok("Healthy"),
          tolerance(health));
    }

    private static String tolerance(Health health) {
      return switch (health.failureTolerance()) {
        case 0 -> "No further server failure is tolerated.";
        case 1 -> "Tolerates 1 server failure.";
        default -> "Tolerates " + health.failureTolerance() + " server failures.";
      };
    }
  }
}
