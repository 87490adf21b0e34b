package dev.signalbox.nomad.servers;

import dev.signalbox.nomad.Capabilities;
import dev.signalbox.nomad.ClusterView;
import dev.signalbox.nomad.NomadServers.Health;
import dev.signalbox.nomad.NomadServers.Member;
import dev.signalbox.nomad.NomadServers.Report;
import dev.signalbox.nomad.Trust;
import dev.signalbox.outside.Reading;
import dev.signalbox.web.Moment;
import dev.signalbox.web.Status;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the servers say now, ready to print.
 *
 * @param unknown what could not be read, and why
 * @param asked when they were asked
 */
record ServersReport(
    Verdict verdict,
    List<ServerLine> servers,
    List<Warnings.Warning> warnings,
    List<String> regions,
    List<Unknown> unknown,
    Moment asked) {

  static ServersReport of(
      Report report, Trust trust, Capabilities capabilities, ClusterView view, Clock clock) {
    List<Member> members = value(report.members()).orElse(List.of());
    @Nullable Health health = value(report.health()).orElse(null);
    List<String> peers = value(report.peers()).orElse(List.of());
    List<String> versions =
        members.isEmpty()
            ? ServersPage.versions(trust, capabilities)
            : members.stream().map(Member::version).filter(text -> !text.isEmpty()).toList();
    return new ServersReport(
        Verdict.of(report.leader(), members, health),
        ServerLine.of(members, health, value(report.leader()).orElse(""), peers, clock),
        Warnings.of(Fleet.of(versions, view)),
        value(report.regions()).orElse(List.of()),
        unknown(report),
        Moment.of(clock.instant(), clock));
  }

  private static <T> Optional<T> value(Reading<T> reading) {
    return switch (reading) {
      case Reading.Known<T> known -> Optional.of(known.value());
      case Reading.Unknown<T> unknown -> Optional.empty();
    };
  }

  private static List<Unknown> unknown(Report report) {
    List<Unknown> unknown = new ArrayList<>();
    Stream.of(
            new Part("The leader", report.leader()),
            new Part("The members", report.members()),
            new Part("Who votes", report.peers()),
            new Part("The health", report.health()),
            new Part("The regions", report.regions()))
        .forEach(
            part -> {
              if (part.reading() instanceof Reading.Unknown<?> missing) {
                unknown.add(new Unknown(part.name(), missing.why()));
              }
            });
    return unknown;
  }

  private record Part(String name, Reading<?> reading) {}

  /** A part that could not be read. */
  record Unknown(String part, String why) {}

  /** How the servers stand together. */
  record Verdict(Status status, String sentence) {

    /** What servers without a leader answer; only these words say so. */
    private static final List<String> LEADERLESS =
        List.of("no cluster leader", "no leader", "not ready for consistent reads");

    static Verdict of(Reading<String> leader, List<Member> members, @Nullable Health health) {
      return switch (leader) {
        case Reading.Unknown<String> unknown ->
            leaderless(unknown.why())
                ? noLeader()
                : new Verdict(
                    Status.unknown("Leader not known"),
                    "Whether there is one could not be read. " + unknown.why());
        case Reading.Known<String> known ->
            known.value().isEmpty() ? noLeader() : ofHealth(members, health);
      };
    }

    private static boolean leaderless(String words) {
      String lower = words.toLowerCase(Locale.ROOT);
      return LEADERLESS.stream().anyMatch(lower::contains);
    }

    private static Verdict noLeader() {
      return new Verdict(
          Status.bad("No leader"),
          "Nothing is placed until the servers have elected one; what runs goes on.");
    }

    private static Verdict ofHealth(List<Member> members, @Nullable Health health) {
      if (health == null) {
        long alive = members.stream().filter(member -> member.status().equals("alive")).count();
        return new Verdict(
            Status.unknown("Health not known"),
            members.isEmpty()
                ? "A leader is there."
                : alive + " of " + members.size() + " are alive.");
      }
      if (!health.healthy()) {
        return new Verdict(
            Status.bad("Not healthy"),
            "Autopilot says so, with 429; that is its answer, not a limit of connections. "
                + tolerance(health));
      }
      return new Verdict(
          health.failureTolerance() == 0
              ? Status.warn("Healthy, none to spare")
              : Status.ok("Healthy"),
          tolerance(health));
    }

    private static String tolerance(Health health) {
      return switch (health.failureTolerance()) {
        case 0 -> "If one more fails, the rest can decide nothing.";
        case 1 -> "1 server may fail and the rest still decide.";
        default -> health.failureTolerance() + " servers may fail and the rest still decide.";
      };
    }
  }
}
