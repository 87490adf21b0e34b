package dev.signalbox.snapshots.retention;

import dev.signalbox.snapshots.retention.RetentionCandidate.Exemption;
import dev.signalbox.velero.BackupKind;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.IsoFields;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Decision about each backup.
 *
 * @param decisions newest backup first
 */
record RetentionPlan(List<Decision> decisions) {

  private static final Comparator<RetentionCandidate> NEWEST_FIRST =
      Comparator.comparing(RetentionCandidate::startedAt)
          .reversed()
          .thenComparing(RetentionCandidate::name);

  /**
   * Decision about a backup.
   *
   * @param reasons why it is kept; a backup without a reason is deleted
   */
  record Decision(RetentionCandidate candidate, Set<KeepReason> reasons) {

    boolean isDeleted() {
      return reasons.isEmpty();
    }
  }

  /** Why a backup is kept. */
  enum KeepReason {
    /** The newest good backup of each kind is never deleted. */
    LAST_GOOD,
    KEPT,
    /** The policy doesn't apply; see {@link RetentionCandidate#exemption}. */
    EXEMPT,
    AMONG_LAST,
    DAILY,
    WEEKLY,
    MONTHLY,
    /** Failed or partial, but newer than the last good backup of its kind. */
    NEWER_THAN_LAST_GOOD,
    NO_RULES
  }

  static RetentionPlan of(RetentionPolicy policy, Collection<RetentionCandidate> candidates) {
    List<Decision> decisions =
        candidates.stream()
            .sorted(NEWEST_FIRST)
            .map(one -> new Decision(one, EnumSet.noneOf(KeepReason.class)))
            .toList();
    List<Decision> subject =
        decisions.stream().filter(one -> one.candidate().exemption() == null).toList();

    keepExempt(decisions);
    keepLastGood(decisions);
    subject.stream()
        .collect(Collectors.groupingBy(one -> one.candidate().series()))
        .values()
        .forEach(series -> keepByRules(series, policy));
    if (!policy.deletesAnything()) {
      subject.forEach(one -> one.reasons().add(KeepReason.NO_RULES));
    }
    return new RetentionPlan(decisions);
  }

  /** Returns the backups that are deleted now, oldest first. */
  List<RetentionCandidate> deletions() {
    return decisions.reversed().stream()
        .filter(Decision::isDeleted)
        .map(Decision::candidate)
        .toList();
  }

  /**
   * Returns backups that must be kept but that Velero will delete at the end of their time to live,
   * which can't be changed after their start.
   */
  List<RetentionCandidate> expiringDespiteKeep() {
    return decisions.stream()
        .filter(
            decision ->
                decision.reasons().contains(KeepReason.KEPT)
                    || decision.reasons().contains(KeepReason.LAST_GOOD))
        .map(Decision::candidate)
        .filter(one -> one.expiresAt() != null)
        .toList();
  }

  private static void keepExempt(List<Decision> decisions) {
    for (Decision one : decisions) {
      if (one.candidate().exemption() != null) {
        one.reasons()
            .add(
                one.candidate().exemption() == Exemption.KEPT
                    ? KeepReason.KEPT
                    : KeepReason.EXEMPT);
      }
    }
  }

  /**
   * Keeps the newest good backup of each kind, regardless of its trigger, and failed ones that are
   * newer.
   */
  private static void keepLastGood(List<Decision> decisions) {
    Set<BackupKind> found = EnumSet.noneOf(BackupKind.class);
    for (Decision one : decisions) {
      RetentionCandidate candidate = one.candidate();
      @Nullable Exemption exemption = candidate.exemption();
      if ((exemption != null && exemption.isUnusable())
          || found.contains(candidate.series().kind())) {
        continue;
      }
      if (candidate.good()) {
        one.reasons().add(KeepReason.LAST_GOOD);
        found.add(candidate.series().kind());
      } else {
        one.reasons().add(KeepReason.NEWER_THAN_LAST_GOOD);
      }
    }
  }

  /** Applies the rules that count backups to one series, newest first. */
  private static void keepByRules(List<Decision> series, RetentionPolicy policy) {
    series.stream()
        .filter(one -> one.candidate().good())
        .limit(policy.keepLast())
        .forEach(one -> one.reasons().add(KeepReason.AMONG_LAST));
    keepNewestOf(series, policy.daily(), KeepReason.DAILY, one -> date(one, policy));
    keepNewestOf(series, policy.weekly(), KeepReason.WEEKLY, one -> week(date(one, policy)));
    keepNewestOf(
        series, policy.monthly(), KeepReason.MONTHLY, one -> YearMonth.from(date(one, policy)));
  }

  /**
   * Keeps the newest good backup of each of the newest periods. Among them, a period without a good
   * backup keeps its newest partial one, which doesn't count.
   */
  private static void keepNewestOf(
      List<Decision> series,
      int periods,
      KeepReason reason,
      Function<RetentionCandidate, Object> period) {
    Map<Object, Decision> good = new LinkedHashMap<>();
    Map<Object, Decision> partial = new LinkedHashMap<>();
    for (Decision one : series) {
      if (one.candidate().good() || one.candidate().partial()) {
        Object of = period.apply(one.candidate());
        if (good.size() >= periods && !good.containsKey(of)) {
          break;
        }
        (one.candidate().good() ? good : partial).putIfAbsent(of, one);
      }
    }
    partial.keySet().removeAll(good.keySet());
    Stream.concat(good.values().stream(), partial.values().stream().limit(periods))
        .forEach(one -> one.reasons().add(reason));
  }

  private static LocalDate date(RetentionCandidate one, RetentionPolicy policy) {
    return LocalDate.ofInstant(one.startedAt(), policy.zone());
  }

  private static Object week(LocalDate date) {
    return List.of(
        date.get(IsoFields.WEEK_BASED_YEAR), date.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
  }
}
