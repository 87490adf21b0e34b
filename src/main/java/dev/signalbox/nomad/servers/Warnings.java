package dev.signalbox.nomad.servers;

import dev.signalbox.nomad.ServerVersion;
import dev.signalbox.web.ListUrl;
import dev.signalbox.web.Status;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What is known to be wrong with the versions that a cluster runs, each with the way out. */
final class Warnings {

  private static final List<Function<Fleet, @Nullable Warning>> KNOWN =
      List.of(
          Warnings::refusedClients,
          Warnings::clientsSoonRefused,
          Warnings::clientsAhead,
          Warnings::mixedServers,
          Warnings::eventStreamFix,
          Warnings::unreadableStream,
          Warnings::drainTooEarly,
          Warnings::ownBuild);

  private Warnings() {}

  /** Those that concern these versions; none while no server's version is known. */
  static List<Warning> of(Fleet fleet) {
    if (fleet.lowestServer().equals(ServerVersion.UNKNOWN)) {
      return List.of();
    }
    return KNOWN.stream().flatMap(rule -> Stream.ofNullable(rule.apply(fleet))).toList();
  }

  private static @Nullable Warning refusedClients(Fleet fleet) {
    int old = fleet.clientsBelow(1, 6);
    return fleet.highestServer().isAtLeast(1, 9, 0) && old > 0
        ? new Warning(
            Status.bad("Refused"),
            clients(old) + " older than 1.6, which servers of 1.9 and newer do not accept",
            "Upgrade these clients; they drop out as soon as they must register again.",
            listOf(fleet.versionsBelow(1, 6)))
        : null;
  }

  private static @Nullable Warning clientsSoonRefused(Fleet fleet) {
    int old = fleet.clientsBelow(1, 6);
    return !fleet.highestServer().isAtLeast(1, 9, 0)
            && fleet.highestServer().isAtLeast(1, 6, 0)
            && old > 0
        ? new Warning(
            Status.warn("Before 1.9"),
            clients(old) + " older than 1.6, which servers of 1.9 would not accept any more",
            "Upgrade these clients before the servers.",
            null)
        : null;
  }

  private static @Nullable Warning clientsAhead(Fleet fleet) {
    int ahead = fleet.clientsAhead();
    return ahead > 0
        ? new Warning(
            Status.warn("Ahead"),
            clients(ahead) + " of a newer release than the lowest server",
            "Upgrade the servers; Nomad expects them to be upgraded first.",
            null)
        : null;
  }

  private static @Nullable Warning mixedServers(Fleet fleet) {
    return fleet.servers().size() > 1
        ? new Warning(
            Status.warn("Mixed"),
            "The servers run " + String.join(" and ", fleet.servers()),
            "That is fine while they are upgraded, and not for longer. This console uses no more"
                + " than the lowest can do.",
            null)
        : null;
  }

  private static @Nullable Warning eventStreamFix(Fleet fleet) {
    ServerVersion lowest = fleet.lowestServer();
    boolean streams = lowest.isAtLeast(1, 0, 0);
    boolean mended =
        lowest.isAtLeast(1, 10, 0)
            || mended(lowest, 9, 6)
            || mended(lowest, 8, 10)
            || mended(lowest, 7, 18);
    return streams && !mended
        ? new Warning(
            Status.warn("CVE-2025-0937"),
            "A token may read events of namespaces it has no right to, where access control is on",
            "Upgrade to 1.7.18, 1.8.10, 1.9.6 or newer.",
            null)
        : null;
  }

  private static boolean mended(ServerVersion version, int minor, int patch) {
    return version.major() == 1 && version.minor() == minor && version.patch() >= patch;
  }

  private static @Nullable Warning unreadableStream(Fleet fleet) {
    return fleet.servers().stream()
            .map(ServerVersion::of)
            .anyMatch(new ServerVersion(1, 11, 2)::equals)
        ? new Warning(
            Status.warn("1.11.2"),
            "Its event stream answers as HTTP/0.0, which nothing can read",
            "Upgrade to 1.11.3. Until then lists are asked again as they change.",
            null)
        : null;
  }

  private static @Nullable Warning drainTooEarly(Fleet fleet) {
    ServerVersion lowest = fleet.lowestServer();
    boolean mended =
        lowest.isAtLeast(1, 5, 4)
            || (lowest.minor() == 4 && lowest.isAtLeast(1, 4, 9))
            || (lowest.minor() == 3 && lowest.isAtLeast(1, 3, 14));
    return mended
        ? null
        : new Warning(
            Status.warn("Drains"),
            "Nomad calls a drain complete as soon as builds were asked to stop, not when they did",
            "Believe this console's verdict, which counts the builds; other tools may terminate a"
                + " machine under a running build. 1.3.14, 1.4.9 and 1.5.4 mend it.",
            null);
  }

  private static @Nullable Warning ownBuild(Fleet fleet) {
    return fleet.servers().stream().anyMatch(Warnings::isOwnBuild)
        ? new Warning(
            Status.unknown("Own build"),
            "A server is of no release of Nomad's maker, so what it mends is not known",
            "What it can do is found by asking; what it forgets to do is watched all the same.",
            null)
        : null;
  }

  /** No release has so many patches: the CI server's fork counts its builds there. */
  private static boolean isOwnBuild(String version) {
    return ServerVersion.of(version).patch() >= 100;
  }

  /** The list shows clients of one version at a time. */
  private static @Nullable String listOf(List<String> versions) {
    return versions.size() == 1
        ? new ListUrl("/nomad/clients", Map.of("version", versions.getFirst())).toString()
        : null;
  }

  private static String clients(int number) {
    return number == 1 ? "1 client is" : number + " clients are";
  }

  /**
   * Something to know.
   *
   * @param url where the clients concerned are listed, or null
   */
  record Warning(Status status, String sentence, String advice, @Nullable String url) {}
}
