package dev.signalbox.nomad.allocations;

import static dev.signalbox.nomad.Views.NOW;
import static dev.signalbox.nomad.Views.build;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.nomad.Allocation;
import dev.signalbox.nomad.AllocationStatus;
import dev.signalbox.nomad.ClusterView;
import dev.signalbox.nomad.NomadDetails.AllocationUse;
import dev.signalbox.nomad.TrustLine;
import dev.signalbox.nomad.Views;
import dev.signalbox.web.Visitor;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class AllocationPageTests {

  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
  private static final Visitor ADMIN = new Visitor("admin", null, "admin", true, null);

  @Test
  void saysStoppingWhereTheClientStillSaysRunning() {
    AllocationPage page = page(build("a").on("n1").askedToStop().made());

    assertThat(page.truth()).isEqualTo("Stopping · on n1 · runs for 9 min");
    assertThat(page.stop().allowed()).isTrue();
  }

  @Test
  void offersNoActOnWhatHasEnded() {
    AllocationPage page = page(build("a").on("n1").status(AllocationStatus.FAILED).made());

    assertThat(page.live()).isFalse();
    assertThat(page.restart().whyNot()).isEqualTo("it has ended");
    assertThat(page.truth()).isEqualTo("Failed · on n1 · ran 8 min");
  }

  @Test
  void findsWhatStoodInItsPlaceBeforeAndAfterOnOldServers() {
    Allocation second = build("a").on("n2").created(NOW.minusSeconds(60), 200).made();
    Allocation first =
        copy(build("a").on("n1").status(AllocationStatus.LOST).created(NOW, 100).made(), "first");
    ClusterView view =
        new ClusterView(
            1, Map.of(), Map.of(first.id(), first, second.id(), second), Map.of(), Map.of());

    assertThat(Objects.requireNonNull(page(second, view).before()).shortId()).isEqualTo("first");
    assertThat(Objects.requireNonNull(page(first, view).after()).client()).isEqualTo("n2");
  }

  @Test
  void measuresUseAgainstWhatIsSetAside() {
    Allocation one = build("a").on("n1").made();
    UsePage use = UsePage.of(one, new AllocationUse(4_000L << 20, 500, 25, List.of(), NOW), CLOCK);

    assertThat(use.memory().words()).isEqualTo("3.9 GiB of 4.0 GiB, 98 %");
    assertThat(use.memory().tone()).isEqualTo("bad");
    assertThat(use.cpu().words()).isEqualTo("500 MHz of 2,000 MHz, 25 %");
  }

  private static AllocationPage page(Allocation one) {
    return page(one, Views.cluster().view());
  }

  private static AllocationPage page(Allocation one, ClusterView view) {
    return AllocationPage.of(
        one, view, asked -> "large", ADMIN, new TrustLine(null, "live", null), CLOCK);
  }

  private static Allocation copy(Allocation one, String id) {
    return new Allocation(
        id,
        one.name(),
        one.job(),
        one.jobType(),
        one.group(),
        one.clientId(),
        one.clientName(),
        one.evaluationId(),
        one.desired(),
        one.status(),
        one.statusDescription(),
        one.resources(),
        one.nextAllocation(),
        one.createdAt(),
        one.modifiedAt(),
        one.startedAt(),
        one.finishedAt(),
        one.createIndex(),
        one.modifyIndex());
  }
}
