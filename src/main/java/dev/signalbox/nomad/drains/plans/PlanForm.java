package dev.signalbox.nomad.drains.plans;

import dev.signalbox.nomad.drains.DeadlineChoice;
import dev.signalbox.nomad.drains.Reasons;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.validation.Errors;

/**
 * A plan as it is asked for.
 *
 * @param client the ids, in order
 * @param eligibleAfter null and false leave the drained clients out
 * @param look set by what only shows what would happen
 */
@SuppressWarnings("MultipleNullnessAnnotations") // null until it was filled in
record PlanForm(
    @Nullable List<String> client,
    @NotNull(message = "Say how many.")
        @Min(value = 1, message = "At least 1.")
        @Max(value = 100, message = "At most 100.")
        @Nullable Integer atOnce,
    @NotNull(message = "Say how many.")
        @Min(value = 0, message = "At least 0.")
        @Max(value = 100_000, message = "At most 100,000.")
        @Nullable Integer keepReady,
    @Nullable String deadline,
    @Size(max = 20, message = DeadlineChoice.WRONG) @Nullable String custom,
    @Nullable Boolean ignoreSystemJobs,
    @Nullable Boolean eligibleAfter,
    @Nullable Boolean waitForQueue,
    @NotBlank(message = Reasons.MISSING) @Size(max = Reasons.LONGEST, message = Reasons.TOO_LONG)
        String reason,
    @Nullable String look) {

  /** As it is asked first. */
  static PlanForm first(int keepReady) {
    return new PlanForm(List.of(), 1, keepReady, "none", null, true, true, true, "", null);
  }

  /** Complains about a length that is none; at once is nothing that a plan does. */
  void check(Errors errors) {
    @Nullable DeadlineChoice choice = DeadlineChoice.read(deadline, custom);
    if (choice == null || choice.atOnce()) {
      errors.rejectValue("custom", "length", DeadlineChoice.WRONG);
    }
  }

  List<String> ids() {
    return client == null ? List.of() : client;
  }

  DeadlineChoice choice() {
    @Nullable DeadlineChoice choice = DeadlineChoice.read(deadline, custom);
    return choice == null ? DeadlineChoice.NONE : choice;
  }

  int atOnceOr(int usual) {
    return atOnce == null ? usual : atOnce;
  }

  int keepReadyOr(int usual) {
    return keepReady == null ? usual : keepReady;
  }

  boolean ignoresSystemJobs() {
    return ignoreSystemJobs == null || ignoreSystemJobs;
  }
}
