package dev.signalbox.nomad.drains.plans;

import dev.signalbox.nomad.drains.DeadlineChoice;
import dev.signalbox.nomad.drains.Reasons;
import dev.signalbox.web.Field;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.validation.Errors;
import org.springframework.validation.FieldError;

/** What is asked before a plan is made. */
record PlanFields(
    Field atOnce,
    Field keepReady,
    Field deadline,
    Map<String, String> choices,
    Field custom,
    Field waitForQueue,
    Field eligibleAfter,
    Field ignoreSystemJobs,
    Field reason) {

  /** As it was sent, or as it is asked first. */
  static PlanFields of(PlanForm form, @Nullable Errors errors) {
    return new PlanFields(
        field("atOnce", "Clients at a time", null, number(form.atOnce()), errors),
        field(
            "keepReady",
            "Ready clients that stay",
            "no client is taken while fewer of its class, pool and datacenter would be left",
            number(form.keepReady()),
            errors),
        field(
            "deadline",
            "Deadline of each drain",
            null,
            Objects.requireNonNullElse(form.deadline(), "none"),
            errors),
        DeadlineChoice.gentleChoices(),
        field(
            "custom",
            "Another length",
            "only with that deadline, such as 45m, 2h or 1d12h",
            form.custom(),
            errors),
        check(
            "waitForQueue",
            "Take a client only while no job waits for room",
            null,
            form.waitForQueue()),
        check(
            "eligibleAfter",
            "Drained clients take builds again",
            "leave this off where the machines are replaced",
            form.eligibleAfter()),
        check(
            "ignoreSystemJobs",
            "Leave jobs alone that run on every client",
            "they would be stopped last",
            form.ignoresSystemJobs()),
        field("reason", "Reason", Reasons.HINT, form.reason(), errors));
  }

  private static Field check(
      String name, String label, @Nullable String hint, @Nullable Boolean on) {
    return new Field(name, label, hint, Boolean.toString(Boolean.TRUE.equals(on)), null);
  }

  private static @Nullable String number(@Nullable Integer number) {
    return number == null ? null : number.toString();
  }

  private static Field field(
      String name,
      String label,
      @Nullable String hint,
      @Nullable String value,
      @Nullable Errors errors) {
    @Nullable FieldError error = errors == null ? null : errors.getFieldError(name);
    if (error == null) {
      return new Field(name, label, hint, value, null);
    }
    @Nullable Object sent = error.getRejectedValue();
    return new Field(
        name,
        label,
        hint,
        sent == null ? null : sent.toString(),
        error.isBindingFailure() ? "Write a whole number." : error.getDefaultMessage());
  }
}
