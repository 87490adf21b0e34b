package dev.signalbox.breaches;

import static dev.signalbox.house.HouseRules.THE_CLOCK_IS_MADE_IN_SETTINGS;
import static dev.signalbox.house.HouseRules.TIME_COMES_FROM_A_CLOCK;

import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.function.Supplier;

/** Time that no test can turn. */
final class OwnTime {

  private OwnTime() {}

  @Breaks(TIME_COMES_FROM_A_CLOCK)
  static final class Now {
    Instant time() {
      return Instant.now();
    }
  }

  @Breaks(TIME_COMES_FROM_A_CLOCK)
  static final class NowByReference {
    Supplier<Instant> time() {
      return Instant::now;
    }
  }

  @Breaks(TIME_COMES_FROM_A_CLOCK)
  static final class Today {
    LocalDate time() {
      return LocalDate.now(ZoneOffset.UTC);
    }
  }

  @Breaks(TIME_COMES_FROM_A_CLOCK)
  static final class NowSomewhere {
    OffsetDateTime time() {
      return OffsetDateTime.now(ZoneOffset.UTC);
    }
  }

  @Breaks(TIME_COMES_FROM_A_CLOCK)
  static final class Millis {
    long time() {
      return System.currentTimeMillis();
    }
  }

  @Breaks(TIME_COMES_FROM_A_CLOCK)
  static final class OldDate {
    @SuppressWarnings("JavaUtilDate")
    Date time() {
      return new Date();
    }
  }

  @Keeps(TIME_COMES_FROM_A_CLOCK)
  static final class Told {
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

  @Breaks(THE_CLOCK_IS_MADE_IN_SETTINGS)
  static final class OwnClock {
    Clock clock() {
      return Clock.systemUTC();
    }
  }

  @Breaks(THE_CLOCK_IS_MADE_IN_SETTINGS)
  static final class OwnSource {
    InstantSource clock() {
      return InstantSource.system();
    }
  }
}
