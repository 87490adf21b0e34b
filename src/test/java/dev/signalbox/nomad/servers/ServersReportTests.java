package dev.signalbox.nomad.servers;

import static dev.signalbox.nomad.Views.NOW;
import static dev.signalbox.nomad.Views.client;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.signalbox.nomad.Capabilities;
import dev.signalbox.nomad.NomadServers.Health;
import dev.signalbox.nomad.NomadServers.Member;
import dev.signalbox.nomad.NomadServers.Report;
import dev.signalbox.nomad.Trust;
import dev.signalbox.nomad.Views;
import dev.signalbox.outside.Reading;
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

/** The servers as they say, and what is known of their versions. */
class ServersReportTests {

  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
  private static final Trust TRUST =
      new Trust(Trust.State.LIVE, NOW, NOW, true, Duration.ZERO, List.of(), 1, null, null, null);

  @Test
  void saysThatThereIsAStreamButNotForThisConsole() {
    Trust refused =
        new Trust(
            Trust.State.POLLING,
            NOW,
            NOW,
            true,
            Duration.ZERO,
            List.of("1.10.0"),
            1,
            "follow Nomad's events",
            "403: Permission denied",
            "give the token read-job");
    Capabilities all = new Capabilities(List.of("1.10.0"), true, true, true, true, true, true);

    ServersPage page = ServersPage.of(refused, all, Views.cluster().view(), null, CLOCK);

    assertThat(page.capabilities().getFirst().means()).contains("not for this console");
    assertThat(page.trust().problem()).isNotNull();
    assertThat(page.connections()).contains("at most 40 connections");
  }

  @ParameterizedTest
  @CsvSource({
    "1.11.3, 1.7.7, ''",
    "1.10.0, 1.7.7, ''",
    "1.10.0, 1.4.568-bfc9a6ec4, Refused",
    "1.8.9, 1.5.0, Before 1.9|CVE-2025-0937",
    "1.8.10, 1.7.7, ''",
    "1.7.17, 1.7.7, CVE-2025-0937",
    "1.7.18, 1.7.7, ''",
    "1.9.5+ent, 1.9.5+ent, CVE-2025-0937",
    "1.11.2, 1.7.7, 1.11.2",
    "1.10.0 1.11.3, 1.7.7, Mixed",
    "1.7.18, 1.8.0, Ahead",
    "1.1.2, 1.1.2, CVE-2025-0937|Drains",
    "0.11.8, 0.11.8, Drains",
    "1.4.568-bfc9a6ec4, 1.4.568-bfc9a6ec4, CVE-2025-0937|Own build",
    "nonsense, 1.7.7, ''"
  })
  void warnsOfWhatIsKnown(String servers, String clients, String expected) {
    List<Warnings.Warning> warnings =
        Warnings.of(
            Fleet.of(
                Arrays.asList(servers.split(" ", -1)),
                Views.cluster().with(client("one").version(clients)).view()));

    assertThat(String.join("|", warnings.stream().map(one -> one.status().word()).toList()))
        .isEqualTo(expected);
  }

  @Test
  void joinsWhatGossipAndAutopilotSay() {
    ServersReport report =
        report(
            new Reading.Known<>("10.0.0.2:4647", NOW),
            new Reading.Known<>(
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
        .extracting(ServerLine::name, ServerLine::role, line -> line.status().word())
        .containsExactly(
            tuple("a.global", "follower", "Alive, not healthy"),
            tuple("b.global", "leader", "Alive"));
    assertThat(report.verdict().sentence())
        .isEqualTo("1 server may fail and the rest still decide.");
  }

  @Test
  void tellsUnhealthyFromALimitOfConnections() {
    ServersReport unhealthy =
        report(
            new Reading.Known<>("10.0.0.2:4647", NOW),
            new Reading.Known<>(new Health(false, 0, List.of()), NOW));
    ServersReport limited =
        report(
            new Reading.Known<>("10.0.0.2:4647", NOW),
            new Reading.Unknown<>("429, too many connections from this address", NOW));

    assertThat(unhealthy.verdict().status().word()).isEqualTo("Not healthy");
    assertThat(limited.verdict().status().word()).isEqualTo("Health not known");
    assertThat(limited.unknown())
        .containsExactly(
            new ServersReport.Unknown("The health", "429, too many connections from this address"));
  }

  @Test
  void saysWhatAMissingLeaderMeans() {
    ServersReport report =
        report(
            new Reading.Unknown<>("500, No cluster leader", NOW),
            new Reading.Unknown<>("500, No cluster leader", NOW));

    assertThat(report.verdict().status().word()).isEqualTo("No leader");
    assertThat(report.servers()).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "It answered: no answer from http://10.0.0.1:4646 in time: timeout",
        "It answered: 403: Permission denied",
        "It answered: nothing: http://10.0.0.1:4646 closed the connection"
      })
  void tellsAnUnansweredQuestionFromAMissingLeader(String why) {
    ServersReport.Verdict verdict =
        report(new Reading.Unknown<>(why, NOW), new Reading.Unknown<>(why, NOW)).verdict();

    assertThat(verdict.status().word()).isEqualTo("Leader not known");
    assertThat(verdict.sentence()).contains(why).doesNotContain("Nothing is placed");
  }

  @Test
  void leadsToTheClientsThatTheServersRefuseWhereOneAddressCanShowThem() {
    Views one = Views.cluster().with(client("a").version("1.5.0")).with(client("b"));
    Views two =
        Views.cluster().with(client("a").version("1.5.0")).with(client("b").version("1.4.1"));

    assertThat(refused(one)).isEqualTo("/nomad/clients?version=1.5.0");
    assertThat(refused(two)).isNull();
  }

  private static @Nullable String refused(Views clients) {
    return Warnings.of(Fleet.of(List.of("1.11.3"), clients.view())).getFirst().url();
  }

  private static ServersReport report(Reading<String> leader, Reading<Health> health) {
    return ServersReport.of(
        new Report(
            leader,
            new Reading.Known<>(
                List.of(
                    new Member("b.global", "10.0.0.2", 4648, "global", "1.11.3", "alive"),
                    new Member("a.global", "10.0.0.1", 4648, "global", "1.11.3", "alive")),
                NOW),
            new Reading.Known<>(List.of("10.0.0.1:4647", "10.0.0.2:4647"), NOW),
            health,
            new Reading.Known<>(List.of("global"), NOW)),
        TRUST,
        Capabilities.LEAST,
        Views.cluster().view(),
        CLOCK);
  }
}
