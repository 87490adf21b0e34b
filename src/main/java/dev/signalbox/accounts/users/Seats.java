package dev.signalbox.accounts.users;

import dev.signalbox.web.Tone;
import org.jspecify.annotations.Nullable;

/**
 * How many seats of the licence are taken: one for each active person, and for nobody else.
 *
 * @param limit null where no limit is known
 */
record Seats(long used, @Nullable Integer limit) {

  private static final int WARNING_PERCENT = 80;

  /** What there is to say: "312 of 350 seats used". */
  public String words() {
    if (limit == null) {
      return used == 1 ? "1 seat used" : used + " seats used";
    }
    return used + " of " + limit + (limit == 1 ? " seat used" : " seats used");
  }

  /** What follows from it, or null where nothing does. */
  public @Nullable String consequence() {
    if (limit == null) {
      return "No limit is set; SIGNALBOX_SEATS names the licence's.";
    }
    if (used >= limit) {
      return used == limit
          ? "None is free: whoever comes next is one too many."
          : used - limit + " more than the licence allows.";
    }
    return limit - used == 1 ? "1 is free." : limit - used + " are free.";
  }

  public Tone tone() {
    if (limit == null) {
      return Tone.IDLE;
    }
    if (used >= limit) {
      return Tone.BAD;
    }
    return used * 100 >= (long) limit * WARNING_PERCENT ? Tone.WARN : Tone.OK;
  }

  /** The same after some people are suspended. */
  Seats without(long freed) {
    return new Seats(used - freed, limit);
  }
}
