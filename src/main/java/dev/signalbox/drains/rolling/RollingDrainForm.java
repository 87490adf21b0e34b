package dev.signalbox.drains.rolling;

import dev.signalbox.drains.DeadlineChoice;
import dev.signalbox.nomad.ui.ReasonField;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.validation.BindingResult;

/**
 * The form that creates a rolling drain.
 *
 * @param client ids of the clients, in order
 * @param eligibleAfter whether drained clients are marked eligible; null counts as false
 * @param preview set by requests for the preview only
 */
@SuppressWarnings("MultipleNullnessAnnotations") // null until the form is submitted
record RollingDrainForm(
    @Nullable List<String> client,
    @NotNull(message = "Required.")
        @Min(value = 1, message = "Must be 1 or more.")
        @Max(value = 100, message = "Must be 100 or less.")
        @Nullable Integer atOnce,
    @NotNull(message = "Required.")
        @Min(value = 0, message = "Must be 0 or more.")
        @Max(value = 100_000, message = "Must be 100,000 or less.")
        @Nullable Integer keepReady,
    @Nullable String deadline,
    @Size(max = 20, message = DeadlineChoice.INVALID) @Nullable String custom,
    @Nullable Boolean ignoreSystemJobs,
    @Nullable Boolean eligibleAfter,
    @Nullable Boolean waitForQueue,
    @NotBlank(message = ReasonField.REQUIRED)
        @Size(max = ReasonField.MAX_LENGTH, message = ReasonField.TOO_LONG)
        String reason,
    @Nullable String preview) {

  static RollingDrainForm initial(int keepReady) {
    return new RollingDrainForm(List.of(), 1, keepReady, "none", null, true, true, true, "", null);
  }

  /** Rejects an invalid duration, and killing builds immediately. */
  void check(BindingResult errors) {
    if (errors.getTarget() == null) {
      // Spring accepts no further errors after a value that can't be read
      return;
    }
    @Nullable DeadlineChoice choice = DeadlineChoice.parse(deadline, custom);
    if (choice == null || choice.isImmediate()) {
      errors.rejectValue("custom", "length", DeadlineChoice.INVALID);
    }
  }

  List<String> ids() {
    return client == null ? List.of() : client;
  }

  DeadlineChoice choice() {
    @Nullable DeadlineChoice choice = DeadlineChoice.parse(deadline, custom);
    return choice == null ? DeadlineChoice.NONE : choice;
  }

  int atOnceOr(int fallback) {
    return atOnce == null ? fallback : atOnce;
  }

  int keepReadyOr(int fallback) {
    return keepReady == null ? fallback : keepReady;
  }

  boolean ignoresSystemJobs() {
    return ignoreSystemJobs == null || ignoreSystemJobs;
  }
}
