package dev.signalbox.accounts.users;

import dev.signalbox.web.StatusTone;
import org.jspecify.annotations.Nullable;

/**
 * The seats used under the license. Each active user takes one seat.
 *
 * @param limit the licensed number, or null if it is not configured
 */
record Seats(long used, @Nullable Integer limit) {

  private static final int WARNING_PERCENT = 80;

  /** The usage, such as "312 of 350 seats used". */
  public String usage() {
    if (limit == null) {
      return used == 1 ? "1 seat used" : "%,d seats used".formatted(used);
    }
    return "%,d of %,d %s used".formatted(used, limit, limit == 1 ? "seat" : "seats");
  }

  /** The usage after an action, such as "311 of 350 used afterwards". */
  String afterwards() {
    return limit == null
        ? "%,d used afterwards".formatted(used)
        : "%,d of %,d used afterwards".formatted(used, limit);
  }

  /** The remaining seats in words. */
  public String remaining() {
    if (limit == null) {
      return "No seat limit configured (SIGNALBOX_SEATS).";
    }
    if (used > limit) {
      long over = used - limit;
      return over == 1 ? "1 seat over the license." : "%,d seats over the license.".formatted(over);
    }
    return used == limit ? "No seats left." : "%,d available".formatted(limit - used);
  }

  public StatusTone tone() {
    if (limit == null) {
      return StatusTone.IDLE;
    }
    if (used >= limit) {
      return StatusTone.BAD;
    }
    return used * 100 >= (long) limit * WARNING_PERCENT ? StatusTone.WARN : StatusTone.OK;
  }

  /** The usage after a number of seats is freed; negative if they are taken. */
  Seats without(long freed) {
    return new Seats(used - freed, limit);
  }
}
