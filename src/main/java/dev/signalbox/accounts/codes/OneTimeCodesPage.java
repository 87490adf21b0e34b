package dev.signalbox.accounts.codes;

import dev.signalbox.accounts.codes.OneTimeCodeRepository.CodeSet;
import dev.signalbox.web.EmptyState;
import dev.signalbox.web.TimestampView;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Model of the page with the admin's own one-time codes.
 *
 * @param remaining such as {@code 7 of 8}, or null if there are no valid codes
 * @param empty shown if there are no valid codes, or null
 */
record OneTimeCodesPage(
    @Nullable String remaining,
    @Nullable TimestampView created,
    @Nullable TimestampView expires,
    @Nullable EmptyState empty) {

  private static final EmptyState NONE =
      new EmptyState(
          "No one-time codes",
          "With a one-time code you can sign in while GitHub is down. Create them beforehand.",
          "Create codes",
          "/one-time-codes/new");

  static OneTimeCodesPage of(Optional<CodeSet> found, Clock clock) {
    return found
        .map(
            set ->
                new OneTimeCodesPage(
                    set.remaining() + " of " + OneTimeCodes.NUMBER,
                    TimestampView.of(set.createdAt(), clock),
                    TimestampView.of(set.expiresAt(), clock),
                    null))
        .orElseGet(() -> new OneTimeCodesPage(null, null, null, NONE));
  }

  /** A number of codes: {@code 1 one-time code}. */
  static String counted(int number) {
    return number == 1 ? "1 one-time code" : number + " one-time codes";
  }
}
