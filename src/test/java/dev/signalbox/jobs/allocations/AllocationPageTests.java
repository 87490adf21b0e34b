package dev.signalbox.jobs.allocations;

import static dev.signalbox.nomad.SnapshotBuilder.NOW;
import static dev.signalbox.nomad.SnapshotBuilder.build;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.nomad.Allocation;
import dev.signalbox.nomad.AllocationStatus;
import dev.signalbox.nomad.ClusterSnapshot;
import dev.signalbox.nomad.NomadQueries.AllocationUsage;
import dev.signalbox.nomad.SnapshotBuilder;
import dev.signalbox.web.CurrentUser;
import dev.signalbox.web.FreshnessBanner;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class AllocationPageTests {

  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
  private static final CurrentUser ADMIN = new CurrentUser("admin", null, "admin", true, null);

  @Test
  void showsStoppingIfTheDesiredStatusIsStop() {
    AllocationPage page = page(build("a").on("n1").stopRequested().build());

    assertThat(page.summary()).isEqualTo("Stopping · on n1 · running for 9 min");
    assertThat(page.stop().allowed()).isTrue();
  }

  @Test
  void offersNoActionsOnAnEndedAllocation() {
    AllocationPage page = page(build("a").on("n1").status(AllocationStatus.FAILED).build());

    assertThat(page.live()).isFalse();
    assertThat(page.restart().disabledReason()).isEqualTo("Already ended.");
    assertThat(page.summary()).isEqualTo("Failed · on n1 · ran 8 min");
  }

  @Test
  void findsPreviousAndNextAllocationOnOldServers() {
    Allocation second = build("a").on("n2").created(NOW.minusSeconds(60), 200).build();
    Allocation first =
        copy(build("a").on("n1").status(AllocationStatus.LOST).created(NOW, 100).build(), "first");
    ClusterSnapshot snapshot =
        new ClusterSnapshot(
            1, Map.of(), Map.of(first.id(), first, second.id(), second), Map.of(), Map.of());

    assertThat(Objects.requireNonNull(page(second, snapshot).previous()).shortId())
        .isEqualTo("first");
    assertThat(Objects.requireNonNull(page(first, snapshot).next()).client()).isEqualTo("n2");
  }

  @Test
  void showsUsageRelativeToAllocatedResources() {
    Allocation one = build("a").on("n1").build();
    AllocationUsagePage use =
        AllocationUsagePage.of(
            one, new AllocationUsage(4_000L << 20, 500, 25, List.of(), NOW), CLOCK);

    assertThat(use.memory().text()).isEqualTo("3.9 GiB of 4.0 GiB, 98%");
    assertThat(use.memory().tone()).isEqualTo("bad");
    assertThat(use.cpu().text()).isEqualTo("500 MHz of 2,000 MHz, 25%");
  }

  private static AllocationPage page(Allocation one) {
    return page(one, SnapshotBuilder.cluster().snapshot());
  }

  private static AllocationPage page(Allocation one, ClusterSnapshot snapshot) {
    return AllocationPage.of(
        one,
        snapshot,
        asked -> "large",
        ADMIN,
        null,
        new FreshnessBanner(null, "live", null),
        CLOCK);
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
