package dev.signalbox.snapshots.retention;

import dev.signalbox.snapshots.SnapshotLinks;
import dev.signalbox.snapshots.backups.SnapshotFields;
import dev.signalbox.snapshots.retention.RetentionPreview.Cause;
import dev.signalbox.web.ActionButton;
import dev.signalbox.web.FormField;
import dev.signalbox.web.FreshnessBanner;
import dev.signalbox.web.TimestampView;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import org.springframework.validation.Errors;

/**
 * View model of the retention rules.
 *
 * @param summary the rules in one sentence
 * @param saved who saved them and when, or null
 * @param fields null on the page that only shows the rules
 * @param deletions what is deleted within the horizon, in the order of time
 * @param expiring snapshots that must be kept but that Velero will delete
 * @param change the button that leads to the form or saves it
 */
record RetentionRulesPage(
    FreshnessBanner freshness,
    String summary,
    @Nullable String saved,
    @Nullable Fields fields,
    List<Deletion> deletions,
    List<String> expiring,
    ActionButton change) {

  /** A planned deletion. */
  record Deletion(String name, TimestampView at, String cause) {

    public String url() {
      return SnapshotLinks.show(name);
    }
  }

  /** The fields of the form. */
  record Fields(
      String version,
      FormField enabled,
      FormField keepLast,
      FormField daily,
      FormField weekly,
      FormField monthly,
      FormField manual) {

    /** Returns the fields in the order of the page, for the error summary. */
    public List<FormField> all() {
      return List.of(keepLast, daily, weekly, monthly);
    }

    static Fields of(RetentionRulesForm form, Errors errors) {
      SnapshotFields fields = new SnapshotFields(errors, RetentionRulesForm.NUMBER);
      return new Fields(
          String.valueOf(form.rules().version()),
          SnapshotFields.check(
              "enabled",
              "Delete snapshots by these rules",
              "checked every 15 min, for each schedule; the last good snapshot is never deleted,"
                  + " older failed, partial and incomplete ones are",
              form.enabled()),
          fields.field("keepLast", "Keep last", "newest good snapshots", form.keepLast()),
          fields.field("daily", "Days", "newest good snapshot of each day", form.daily()),
          fields.field("weekly", "Weeks", "newest of each week", form.weekly()),
          fields.field("monthly", "Months", "newest of each month", form.monthly()),
          SnapshotFields.check(
              "manual",
              "Apply to manual snapshots, too",
              "otherwise only to scheduled ones",
              form.manual()));
    }
  }

  static RetentionRulesPage of(
      FreshnessBanner freshness,
      RetentionRules rules,
      @Nullable Fields fields,
      RetentionForecast forecast,
      ActionButton change,
      Clock clock) {
    RetentionPreview preview = forecast.preview(rules.policy());
    RetentionPlan plan = forecast.plan(rules.policy());
    return new RetentionRulesPage(
        freshness,
        summary(rules),
        saved(rules, clock),
        fields,
        preview.deletions().stream()
            .map(
                deletion ->
                    new Deletion(
                        deletion.candidate().name(),
                        TimestampView.of(deletion.at(), clock),
                        deletion.cause() == Cause.RULES ? "Retention rules" : "Expiry (Velero)"))
            .toList(),
        plan.expiringDespiteKeep().stream()
            .filter(one -> one.expiresAt() != null)
            .filter(one -> rules.enabled() || one.exemption() == RetentionCandidate.Exemption.KEPT)
            .map(
                one ->
                    one.name()
                        + " is kept, but Velero deletes it after "
                        + TimestampView.day(Objects.requireNonNull(one.expiresAt()))
                        + ".")
            .toList(),
        change);
  }

  /** Returns why a form was not saved, with the rules that another user saved meanwhile. */
  static String conflict(RetentionRules current, Clock clock) {
    return ("The rules were changed after this page was opened. They are now: %s. %s Save again"
            + " to replace them.")
        .formatted(summary(current), Objects.requireNonNullElse(saved(current, clock), ""));
  }

  private static @Nullable String saved(RetentionRules rules, Clock clock) {
    return rules.savedBy() == null || rules.savedAt() == null
        ? null
        : "Saved by %s %s."
            .formatted(rules.savedBy(), TimestampView.of(rules.savedAt(), clock).relative());
  }

  private static String summary(RetentionRules rules) {
    if (!rules.enabled()) {
      return "Off: snapshots are deleted by Velero at their expiry only";
    }
    StringJoiner kept = new StringJoiner(", ");
    add(kept, rules.keepLast(), "the last %d");
    add(kept, rules.daily(), "%d daily");
    add(kept, rules.weekly(), "%d weekly");
    add(kept, rules.monthly(), "%d monthly");
    return "Keeps "
        + kept
        + " good snapshots"
        + (rules.manual() ? " of each schedule and of manual ones" : " of each schedule")
        + "; older failed, partial and incomplete ones are deleted, too";
  }

  private static void add(StringJoiner kept, int number, String format) {
    if (number > 0) {
      kept.add(format.formatted(number));
    }
  }
}
