package dev.signalbox.velero.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class TransferSpeedTests {

  private static final Instant START = Instant.parse("2026-11-30T12:00:00Z");

  private final TransferSpeed speed = new TransferSpeed();

  @Test
  void isUnknownAtFirst() {
    assertThat(speed.bytesPerSecond()).isNull();
    observe(0, 0);
    assertThat(speed.bytesPerSecond()).isNull();
    observe(9, 900);
    assertThat(speed.bytesPerSecond()).isNull();
  }

  @Test
  void measuresTheLastMinute() {
    observe(0, 0);
    observe(100, 100_000);
    observe(130, 100_300);
    observe(160, 100_600);

    assertThat(speed.bytesPerSecond()).isEqualTo(10);
  }

  @Test
  void isZeroWithoutProgress() {
    observe(0, 500);
    observe(60, 500);

    assertThat(speed.bytesPerSecond()).isZero();
  }

  @Test
  void beginsAgainAfterADecrease() {
    observe(0, 0);
    observe(20, 2000);
    observe(30, 10);

    assertThat(speed.bytesPerSecond()).isNull();
    observe(40, 110);
    assertThat(speed.bytesPerSecond()).isEqualTo(10);
  }

  @Test
  void ignoresObservationsInTheWrongOrder() {
    observe(10, 100);
    observe(10, 200);
    observe(5, 0);
    observe(20, 300);

    assertThat(speed.bytesPerSecond()).isEqualTo(20);
  }

  private void observe(long second, long bytes) {
    speed.observe(START.plusSeconds(second), bytes);
  }
}
