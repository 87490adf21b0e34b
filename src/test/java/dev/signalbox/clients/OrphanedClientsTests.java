package dev.signalbox.clients;

import static dev.signalbox.nomad.SnapshotBuilder.NOW;
import static dev.signalbox.nomad.SnapshotBuilder.client;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.signalbox.nomad.SnapshotBuilder;
import dev.signalbox.web.AttentionItem;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Tests which clients need attention. */
class OrphanedClientsTests {

  @Test
  void findsClientsThatNeedAttention() {
    SnapshotBuilder views =
        SnapshotBuilder.cluster()
            .with(client("resting").ineligible().since(ago(23)))
            .with(client("parked").ineligible().since(ago(25)))
            .with(client("blip").down(NOW.minusSeconds(600)))
            .with(client("ghost").down(ago(2)))
            .with(client("drained").drained(ago(2)))
            .with(client("just-drained").drained(NOW.minusSeconds(60)))
            .with(client("well"));

    OrphanedClientsPage page = page(views);

    assertThat(page.summary()).isEqualTo("4 clients need attention");
    assertThat(page.groups())
        .flatExtracting(OrphanedClientsPage.Group::lines)
        .extracting(OrphanedClientsPage.Line::name, line -> line.action().label())
        .containsExactly(
            tuple("blip", "Purge"),
            tuple("ghost", "Purge"),
            tuple("parked", "Mark eligible"),
            tuple("drained", "Mark eligible"));
  }

  @Test
  void describesTheOnlyClient() {
    SnapshotBuilder views =
        SnapshotBuilder.cluster().with(client("parked").ineligible().since(ago(50)));

    assertThat(
            OrphanedClients.of(ClientIndex.of(views.snapshot()), ClientPageFixture.CLOCK)
                .sentence(ClientPageFixture.CLOCK))
        .isEqualTo("1 client needs attention: parked ineligible for 2 d 2 h");
  }

  @Test
  void aClientThatIsDownNeedsAttentionAtOnceAndIsNamed() {
    assertThat(items(SnapshotBuilder.cluster().with(client("a").down(NOW.minusSeconds(2340)))))
        .containsExactly("a down for 39 min");
    assertThat(
            items(
                SnapshotBuilder.cluster()
                    .with(client("a").down(NOW.minusSeconds(60)))
                    .with(client("b").down(NOW.minusSeconds(7200)))
                    .with(client("c").down(NOW))
                    .with(client("d").down(NOW))))
        .containsExactly("4 clients down, longest for 2 h: a, b, c and 1 more");
    assertThat(items(SnapshotBuilder.cluster().with(client("a")))).isEmpty();
  }

  private static List<String> items(SnapshotBuilder views) {
    return OrphanedClients.of(ClientIndex.of(views.snapshot()), ClientPageFixture.CLOCK)
        .items(ClientPageFixture.CLOCK)
        .stream()
        .map(AttentionItem::sentence)
        .toList();
  }

  @Test
  void findsDrainsThatMayBlockTheAutoscaler() {
    SnapshotBuilder views =
        SnapshotBuilder.cluster()
            .with(client("quick").draining(null, Map.of()))
            .with(client("slow").draining(null, Map.of("drained_by", "nomad-autoscaler")));

    assertThat(page(views).groups()).isEmpty();

    List<OrphanedClientsPage.Group> later =
        OrphanedClientsPage.of(
                OrphanedClients.of(
                    ClientIndex.of(views.snapshot()),
                    Clock.offset(ClientPageFixture.CLOCK, Duration.ofMinutes(20))),
                ClientPageFixture.TRUST,
                ClientPageFixture.ADMIN,
                null,
                Clock.offset(ClientPageFixture.CLOCK, Duration.ofMinutes(20)))
            .groups();
    assertThat(later)
        .singleElement()
        .satisfies(
            group -> {
              assertThat(group.lines())
                  .extracting(OrphanedClientsPage.Line::sentence)
                  .contains(
                      "Draining for 40 min (since 11:44 UTC) by nomad-autoscaler, 0 builds left");
            });
  }

  private static Instant ago(int hours) {
    return NOW.minus(Duration.ofHours(hours));
  }

  private static OrphanedClientsPage page(SnapshotBuilder views) {
    return OrphanedClientsPage.of(
        OrphanedClients.of(ClientIndex.of(views.snapshot()), ClientPageFixture.CLOCK),
        ClientPageFixture.TRUST,
        ClientPageFixture.ADMIN,
        null,
        ClientPageFixture.CLOCK);
  }
}
