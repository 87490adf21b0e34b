package dev.signalbox.clients.servers;

import dev.signalbox.nomad.ServerVersion;
import dev.signalbox.web.ListUrl;
import dev.signalbox.web.StatusLabel;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Known problems of Nomad versions, each with the advised action. */
final class VersionAdvisories {

  private static final List<Function<VersionMatrix, @Nullable Advisory>> KNOWN =
      List.of(
          VersionAdvisories::refusedClients,
          VersionAdvisories::clientsSoonRefused,
          VersionAdvisories::clientsAhead,
          VersionAdvisories::mixedServers,
          VersionAdvisories::eventStreamFix,
          VersionAdvisories::unreadableStream,
          VersionAdvisories::drainTooEarly,
          VersionAdvisories::customBuild);

  private VersionAdvisories() {}

  /** Returns the advisories for these versions; empty while no server version is known. */
  static List<Advisory> of(VersionMatrix versions) {
    if (versions.lowestServer().equals(ServerVersion.UNKNOWN)) {
      return List.of();
    }
    return KNOWN.stream().flatMap(rule -> Stream.ofNullable(rule.apply(versions))).toList();
  }

  private static @Nullable Advisory refusedClients(VersionMatrix versions) {
    int old = versions.clientsBelow(1, 6);
    return versions.highestServer().isAtLeast(1, 9, 0) && old > 0
        ? new Advisory(
            StatusLabel.bad("Rejected"),
            clients(old) + " older than 1.6, which servers since 1.9 reject",
            "Upgrade these clients. They fail the next time they have to register.",
            clientListUrl(versions.versionsBelow(1, 6)))
        : null;
  }

  private static @Nullable Advisory clientsSoonRefused(VersionMatrix versions) {
    int old = versions.clientsBelow(1, 6);
    return !versions.highestServer().isAtLeast(1, 9, 0)
            && versions.highestServer().isAtLeast(1, 6, 0)
            && old > 0
        ? new Advisory(
            StatusLabel.warn("Before 1.9"),
            clients(old) + " older than 1.6, which servers since 1.9 reject",
            "Upgrade these clients before you upgrade the servers to 1.9.",
            null)
        : null;
  }

  private static @Nullable Advisory clientsAhead(VersionMatrix versions) {
    int ahead = versions.clientsAhead();
    return ahead > 0
        ? new Advisory(
            StatusLabel.warn("Newer clients"),
            clients(ahead) + " newer than the oldest server",
            "Upgrade the servers. Nomad requires servers to be upgraded before clients.",
            null)
        : null;
  }

  private static @Nullable Advisory mixedServers(VersionMatrix versions) {
    return versions.servers().size() > 1
        ? new Advisory(
            StatusLabel.warn("Mixed versions"),
            "The servers run " + String.join(" and ", versions.servers()),
            "Supported only during an upgrade. Signalbox uses only features that all of them have.",
            null)
        : null;
  }

  private static @Nullable Advisory eventStreamFix(VersionMatrix versions) {
    ServerVersion lowest = versions.lowestServer();
    boolean streams = lowest.isAtLeast(1, 0, 0);
    boolean fixed =
        lowest.isAtLeast(1, 10, 0)
            || isFixed(lowest, 9, 6)
            || isFixed(lowest, 8, 10)
            || isFixed(lowest, 7, 18);
    return streams && !fixed
        ? new Advisory(
            StatusLabel.warn("CVE-2025-0937"),
            "Event stream leaks events across namespaces (with ACLs enabled)",
            "Upgrade to 1.7.18, 1.8.10, 1.9.6 or newer.",
            null)
        : null;
  }

  private static boolean isFixed(ServerVersion version, int minor, int patch) {
    return version.major() == 1 && version.minor() == minor && version.patch() >= patch;
  }

  private static @Nullable Advisory unreadableStream(VersionMatrix versions) {
    return versions.servers().stream()
            .map(ServerVersion::of)
            .anyMatch(new ServerVersion(1, 11, 2)::equals)
        ? new Advisory(
            StatusLabel.warn("1.11.2"),
            "The event stream of 1.11.2 responds with HTTP/0.0, which clients reject",
            "Upgrade to 1.11.3. Until then Signalbox polls.",
            null)
        : null;
  }

  private static @Nullable Advisory drainTooEarly(VersionMatrix versions) {
    ServerVersion lowest = versions.lowestServer();
    boolean fixed =
        lowest.isAtLeast(1, 5, 4)
            || (lowest.minor() == 4 && lowest.isAtLeast(1, 4, 9))
            || (lowest.minor() == 3 && lowest.isAtLeast(1, 3, 14));
    return fixed
        ? null
        : new Advisory(
            StatusLabel.warn("Drain status"),
            "Nomad reports drains as complete before builds have stopped",
            "Rely on Signalbox's verdict: it counts running builds. Fixed in 1.3.14, 1.4.9, 1.5.4.",
            null);
  }

  private static @Nullable Advisory customBuild(VersionMatrix versions) {
    return versions.servers().stream().anyMatch(VersionAdvisories::isCustomBuild)
        ? new Advisory(
            StatusLabel.unknown("Custom build"),
            "Not an official release; fixes unknown",
            "Signalbox probes its capabilities and doesn't rely on its version.",
            null)
        : null;
  }

  /** The CI server's fork puts its build number in the patch version; releases stay below 100. */
  private static boolean isCustomBuild(String version) {
    return ServerVersion.of(version).patch() >= 100;
  }

  /** The client list filters by a single version only. */
  private static @Nullable String clientListUrl(List<String> versions) {
    return versions.size() == 1
        ? new ListUrl("/nomad/clients", Map.of("version", versions.getFirst())).toString()
        : null;
  }

  private static String clients(int number) {
    return number == 1 ? "1 client is" : number + " clients are";
  }

  /**
   * An advisory.
   *
   * @param url list of the affected clients, or null
   */
  record Advisory(StatusLabel status, String sentence, String advice, @Nullable String url) {}
}
