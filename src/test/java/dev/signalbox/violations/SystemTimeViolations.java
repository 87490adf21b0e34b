package dev.signalbox.violations;

import static dev.signalbox.architecture.ArchitectureRules.CLOCKS_ARE_CREATED_IN_SETTINGS;
import static dev.signalbox.architecture.ArchitectureRules.TIME_COMES_FROM_A_CLOCK;

import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.function.Supplier;

/** Uses of the system time, which tests can't control. */
final class SystemTimeViolations {

  private SystemTimeViolations() {}

  @Violates(TIME_COMES_FROM_A_CLOCK)
  static final class Now {
    Instant time() {
      return Instant.now();
    }
  }

  @Violates(TIME_COMES_FROM_A_CLOCK)
  static final class NowByReference {
    Supplier<Instant> time() {
      return Instant::now;
    }
  }

  @Violates(TIME_COMES_FROM_A_CLOCK)
  static final class Today {
    LocalDate time() {
      return LocalDate.now(ZoneOffset.UTC);
    }
  }

  @Violates(TIME_COMES_FROM_A_CLOCK)
  static final class OffsetNow {
    OffsetDateTime time() {
      return OffsetDateTime.now(ZoneOffset.UTC);
    }
  }

  @Violates(TIME_COMES_FROM_A_CLOCK)
  static final class Millis {
    long time() {
      return System.currentTimeMillis();
    }
  }

  @Violates(TIME_COMES_FROM_A_CLOCK)
  static final class LegacyDate {
    @SuppressWarnings("JavaUtilDate")
    Date time() {
      return new Date();
    }
  }

  @Complies(TIME_COMES_FROM_A_CLOCK)
  static final class InjectedClock {
    Instant time(Clock clock) {
      return clock.instant();
    }

    LocalDate day(Clock clock) {
      return LocalDate.now(clock);
    }

    long stopwatch() {
      return System.nanoTime();
    }
  }

  @Violates(CLOCKS_ARE_CREATED_IN_SETTINGS)
  static final class SystemClock {
    Clock clock() {
      return Clock.systemUTC();
    }
  }

  @Violates(CLOCKS_ARE_CREATED_IN_SETTINGS)
  static final class SystemInstantSource {
    InstantSource clock() {
      return InstantSource.system();
    }
  }
}
