package dev.signalbox.velero.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.signalbox.velero.storage.VolumeGrowth.VolumeSize;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class VolumeGrowthTests {

  private static final Instant START = Instant.parse("2026-11-01T02:00:00Z");

  @Test
  void estimatesTheGrowthPerDay() {
    VolumeGrowth growth = growth(200L, 100, 110, 120, 130);

    assertThat(growth.bytesPerDay()).isEqualTo(10);
    assertThat(growth.daysUntilFull()).isEqualTo(7);
  }

  @Test
  void ignoresSingleOutliers() {
    VolumeGrowth growth = growth(null, 100, 110, 5, 130, 140, 9000, 160, 170);

    assertThat(growth.bytesPerDay()).isCloseTo(10, within(0.5));
  }

  @Test
  void givesNoDaysForVolumesThatDoNotFillUp() {
    assertThat(growth(200L, 100, 100, 100).daysUntilFull()).isNull();
    assertThat(growth(200L, 100, 90, 80).bytesPerDay()).isEqualTo(-10);
    assertThat(growth(200L, 100, 90, 80).daysUntilFull()).isNull();
    assertThat(growth(null, 100, 110, 120).daysUntilFull()).isNull();
    assertThat(growth(0L, 100, 110, 120).daysUntilFull()).isNull();
    assertThat(growth(1_000_000L, 100, 110, 120).daysUntilFull()).isNull();
  }

  @Test
  void isFullNow() {
    assertThat(growth(120L, 100, 110, 120).daysUntilFull()).isZero();
    assertThat(growth(110L, 100, 110, 120).daysUntilFull()).isZero();
  }

  @Test
  void requiresThreeSizesOverTwoDays() {
    assertThat(VolumeGrowth.of(sizes(1, 2), null)).isNull();
    assertThat(VolumeGrowth.of(List.of(), null)).isNull();
    List<VolumeSize> hourly =
        List.of(
            new VolumeSize(START, 1),
            new VolumeSize(START.plus(1, ChronoUnit.HOURS), 2),
            new VolumeSize(START.plus(47, ChronoUnit.HOURS), 3));
    assertThat(VolumeGrowth.of(hourly, null)).isNull();
  }

  @Test
  void usesTheNewestSizesInAnyOrder() {
    long[] bytes = new long[400];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = i < 270 ? (270 - i) * 1000L : i * 5L;
    }
    List<VolumeSize> sizes = new ArrayList<>(sizes(bytes));
    Collections.shuffle(sizes, new Random(1));

    assertThat(VolumeGrowth.of(sizes, null))
        .isNotNull()
        .satisfies(growth -> assertThat(growth.bytesPerDay()).isEqualTo(5));
  }

  @Test
  void acceptsSeveralSizesOfTheSameInstant() {
    List<VolumeSize> sizes = new ArrayList<>(sizes(10, 20, 30));
    sizes.add(new VolumeSize(START, 10));

    assertThat(VolumeGrowth.of(sizes, null))
        .isNotNull()
        .satisfies(growth -> assertThat(growth.bytesPerDay()).isEqualTo(10));
  }

  private static VolumeGrowth growth(@Nullable Long capacity, long... bytes) {
    @Nullable VolumeGrowth growth = VolumeGrowth.of(sizes(bytes), capacity);
    if (growth == null) {
      throw new AssertionError("no growth");
    }
    return growth;
  }

  private static List<VolumeSize> sizes(long... bytes) {
    List<VolumeSize> sizes = new ArrayList<>();
    for (int day = 0; day < bytes.length; day++) {
      sizes.add(new VolumeSize(START.plus(day, ChronoUnit.DAYS), bytes[day]));
    }
    return sizes;
  }
}
