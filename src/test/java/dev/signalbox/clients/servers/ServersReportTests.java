package dev.signalbox.clients.servers;

import static dev.signalbox.nomad.SnapshotBuilder.NOW;
import static dev.signalbox.nomad.SnapshotBuilder.client;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.signalbox.nomad.Capabilities;
import dev.signalbox.nomad.ConnectionUsage;
import dev.signalbox.nomad.NomadServers.Health;
import dev.signalbox.nomad.NomadServers.Member;
import dev.signalbox.nomad.NomadServers.Report;
import dev.signalbox.nomad.SnapshotBuilder;
import dev.signalbox.nomad.SyncStatus;
import dev.signalbox.remote.Observed;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServersReportTests {

  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
  private static final SyncStatus TRUST =
      new SyncStatus(
          SyncStatus.State.LIVE, NOW, NOW, true, Duration.ZERO, List.of(), 1, null, null, null);

  @Test
  void explainsThatTheEventStreamIsDenied() {
    SyncStatus refused =
        new SyncStatus(
            SyncStatus.State.POLLING,
            NOW,
            NOW,
            true,
            Duration.ZERO,
            List.of("1.10.0"),
            1,
            "follow Nomad's events",
            "403: Permission denied",
            "Give the token read-job.");
    Capabilities all = new Capabilities(List.of("1.10.0"), true, true, true, true, true, true);

    ServersPage page =
        ServersPage.of(
            refused,
            all,
            SnapshotBuilder.cluster().snapshot(),
            List.of(new ConnectionUsage(ConnectionUsage.Purpose.LOGS, 3, 20)),
            null,
            CLOCK);

    assertThat(page.capabilities().getFirst().effect()).contains("not usable by Signalbox");
    assertThat(page.syncStatus().problem()).isNotNull();
    assertThat(page.connections())
        .containsExactly(
            new ServersPage.ConnectionRow("Logs (16 live, 4 downloads)", "3 of 20 in use"));
  }

  @ParameterizedTest
  @CsvSource({
    "1.11.3, 1.7.7, ''",
    "1.10.0, 1.7.7, ''",
    "1.10.0, 1.4.568-bfc9a6ec4, Rejected",
    "1.8.9, 1.5.0, Before 1.9|CVE-2025-0937",
    "1.8.10, 1.7.7, ''",
    "1.7.17, 1.7.7, CVE-2025-0937",
    "1.7.18, 1.7.7, ''",
    "1.9.5+ent, 1.9.5+ent, CVE-2025-0937",
    "1.11.2, 1.7.7, 1.11.2",
    "1.10.0 1.11.3, 1.7.7, Mixed versions",
    "1.7.18, 1.8.0, Newer clients",
    "1.1.2, 1.1.2, CVE-2025-0937|Drain status",
    "0.11.8, 0.11.8, Drain status",
    "1.4.568-bfc9a6ec4, 1.4.568-bfc9a6ec4, CVE-2025-0937|Custom build",
    "nonsense, 1.7.7, ''"
  })
  void listsKnownProblemsOfTheVersions(String servers, String clients, String expected) {
    List<VersionAdvisories.Advisory> warnings =
        VersionAdvisories.of(
            VersionMatrix.of(
                Arrays.asList(servers.split(" ", -1)),
                SnapshotBuilder.cluster().with(client("one").version(clients)).snapshot()));

    assertThat(String.join("|", warnings.stream().map(one -> one.status().text()).toList()))
        .isEqualTo(expected);
  }

  @Test
  void mergesGossipAndAutopilotData() {
    ServersReport report =
        report(
            new Observed.Known<>("10.0.0.2:4647", NOW),
            new Observed.Known<>(
                new Health(
                    true,
                    1,
                    List.of(
                        new Health.Server(
                            "b.global", "10.0.0.2:4647", "1.11.3", true, true, true, "0s", 7, null),
                        new Health.Server(
                            "a.global",
                            "10.0.0.1:4647",
                            "1.11.3",
                            false,
                            false,
                            true,
                            "9s",
                            3,
                            Instant.parse("2026-11-20T08:00:00Z")))),
                NOW));

    assertThat(report.servers())
        .extracting(ServerRow::name, ServerRow::role, line -> line.status().text())
        .containsExactly(
            tuple("a.global", "follower", "Alive, unhealthy"),
            tuple("b.global", "leader", "Alive"));
    assertThat(report.verdict().sentence()).isEqualTo("Tolerates 1 server failure.");
  }

  @Test
  void distinguishesUnhealthyServersFromTheConnectionLimit() {
    ServersReport unhealthy =
        report(
            new Observed.Known<>("10.0.0.2:4647", NOW),
            new Observed.Known<>(new Health(false, 0, List.of()), NOW));
    ServersReport limited =
        report(
            new Observed.Known<>("10.0.0.2:4647", NOW),
            new Observed.Unknown<>("429, too many connections from this address", NOW));

    assertThat(unhealthy.verdict().status().text()).isEqualTo("Unhealthy");
    assertThat(limited.verdict().status().text()).isEqualTo("Health unknown");
    assertThat(limited.missing())
        .containsExactly(
            new ServersReport.MissingPart("Health", "429, too many connections from this address"));
  }

  @Test
  void reportsAMissingLeader() {
    ServersReport report =
        report(
            new Observed.Unknown<>("500, No cluster leader", NOW),
            new Observed.Unknown<>("500, No cluster leader", NOW));

    assertThat(report.verdict().status().text()).isEqualTo("No leader");
    assertThat(report.servers()).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "no response from http://10.0.0.1:4646 in time: timeout",
        "403: Permission denied",
        "connection closed by http://10.0.0.1:4646"
      })
  void distinguishesAFailedRequestFromAMissingLeader(String why) {
    ServersReport.Verdict verdict =
        report(new Observed.Unknown<>(why, NOW), new Observed.Unknown<>(why, NOW)).verdict();

    assertThat(verdict.status().text()).isEqualTo("Leader unknown");
    assertThat(verdict.sentence()).contains(why).doesNotContain("No scheduling");
  }

  @Test
  void linksToTheRejectedClientsIfTheyHaveOneVersion() {
    SnapshotBuilder one =
        SnapshotBuilder.cluster().with(client("a").version("1.5.0")).with(client("b"));
    SnapshotBuilder two =
        SnapshotBuilder.cluster()
            .with(client("a").version("1.5.0"))
            .with(client("b").version("1.4.1"));

    assertThat(urlOfRejected(one)).isEqualTo("/nomad/clients?version=1.5.0");
    assertThat(urlOfRejected(two)).isNull();
  }

  private static @Nullable String urlOfRejected(SnapshotBuilder clients) {
    return VersionAdvisories.of(VersionMatrix.of(List.of("1.11.3"), clients.snapshot()))
        .getFirst()
        .url();
  }

  private static ServersReport report(Observed<String> leader, Observed<Health> health) {
    return ServersReport.of(
        new Report(
            leader,
            new Observed.Known<>(
                List.of(
                    new Member("b.global", "10.0.0.2", 4648, "global", "1.11.3", "alive"),
                    new Member("a.global", "10.0.0.1", 4648, "global", "1.11.3", "alive")),
                NOW),
            new Observed.Known<>(List.of("10.0.0.1:4647", "10.0.0.2:4647"), NOW),
            health,
            new Observed.Known<>(List.of("global"), NOW)),
        TRUST,
        Capabilities.MINIMAL,
        SnapshotBuilder.cluster().snapshot(),
        CLOCK);
  }
}
