package dev.signalbox.drains.rolling;

import dev.signalbox.drains.DeadlineChoice;
import dev.signalbox.web.FormField;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.validation.Errors;
import org.springframework.validation.FieldError;

record RollingDrainFields(
    FormField atOnce,
    FormField keepReady,
    FormField deadline,
    Map<String, String> choices,
    FormField custom,
    FormField waitForQueue,
    FormField eligibleAfter,
    FormField ignoreSystemJobs,
    FormField reason) {

  /** Creates the fields from a form, with errors if it was submitted. */
  static RollingDrainFields of(RollingDrainForm form, @Nullable Errors errors) {
    return new RollingDrainFields(
        field("atOnce", "Batch size", null, number(form.atOnce()), errors),
        field(
            "keepReady",
            "Minimum ready",
            "per class, node pool and datacenter",
            number(form.keepReady()),
            errors),
        field(
            "deadline",
            "Deadline per client",
            null,
            Objects.requireNonNullElse(form.deadline(), "none"),
            errors),
        DeadlineChoice.choicesWithoutImmediately(),
        field("custom", "Custom deadline", "for example 45m, 2h, 1d12h", form.custom(), errors),
        check(
            "waitForQueue", "Pause while jobs are queued for capacity", null, form.waitForQueue()),
        check(
            "eligibleAfter",
            "Mark eligible when drained",
            "turn off if the machines are being replaced",
            form.eligibleAfter()),
        check(
            "ignoreSystemJobs",
            "Ignore system jobs",
            "otherwise they are stopped last",
            form.ignoresSystemJobs()),
        field(
            "reason",
            "Reason",
            "visible in the audit log and on the clients",
            form.reason(),
            errors));
  }

  /** Whether the field for a custom deadline is shown. */
  public boolean showsCustomDeadline() {
    return DeadlineChoice.CUSTOM.equals(deadline.value()) || custom.error() != null;
  }

  private static FormField check(
      String name, String label, @Nullable String hint, @Nullable Boolean on) {
    return new FormField(name, label, hint, Boolean.toString(Boolean.TRUE.equals(on)), null);
  }

  private static @Nullable String number(@Nullable Integer number) {
    return number == null ? null : number.toString();
  }

  private static FormField field(
      String name,
      String label,
      @Nullable String hint,
      @Nullable String value,
      @Nullable Errors errors) {
    @Nullable FieldError error = errors == null ? null : errors.getFieldError(name);
    if (error == null) {
      return new FormField(name, label, hint, value, null);
    }
    @Nullable Object sent = error.getRejectedValue();
    return new FormField(
        name,
        label,
        hint,
        sent == null ? null : sent.toString(),
        error.isBindingFailure() ? "Enter a whole number." : error.getDefaultMessage());
  }
}
