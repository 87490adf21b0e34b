package dev.signalbox.snapshots.retention;

import dev.signalbox.snapshots.retention.RetentionCandidate.Exemption;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.IsoFields;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Decision about each backup at one instant.
 *
 * @param decisions newest backup first
 */
public record RetentionPlan(List<Decision> decisions) {

  private static final Comparator<RetentionCandidate> NEWEST_FIRST =
      Comparator.comparing(RetentionCandidate::startedAt)
          .reversed()
          .thenComparing(RetentionCandidate::name);

  /**
   * Decision about a backup.
   *
   * @param reasons why it is kept; a backup without a reason is deleted
   */
  public record Decision(RetentionCandidate candidate, Set<KeepReason> reasons) {

    public boolean isDeleted() {
      return reasons.isEmpty();
    }
  }

  /** Why a backup is kept. */
  public enum KeepReason {
    /** The newest good backup of this cluster is never deleted. */
    LAST_GOOD,
    PINNED,
    /** The policy doesn't apply; see {@link RetentionCandidate#exemption}. */
    EXEMPT,
    AMONG_LAST,
    DAILY,
    WEEKLY,
    MONTHLY,
    RECENT,
    /** Failed, but newer than the last good backup. */
    NEWER_THAN_LAST_GOOD,
    NO_RULES
  }

  public static RetentionPlan of(
      RetentionPolicy policy, Collection<RetentionCandidate> candidates, Instant now) {
    Map<RetentionCandidate, Set<KeepReason>> reasons = new LinkedHashMap<>();
    candidates.stream()
        .sorted(NEWEST_FIRST)
        .forEach(one -> reasons.put(one, EnumSet.noneOf(KeepReason.class)));
    List<RetentionCandidate> subject =
        reasons.keySet().stream().filter(one -> one.exemption() == null).toList();
    List<RetentionCandidate> good = subject.stream().filter(RetentionCandidate::good).toList();

    keepExempt(reasons);
    keepLastGood(reasons);
    good.stream().limit(policy.keepLast()).forEach(one -> add(reasons, one, KeepReason.AMONG_LAST));
    keepNewestOf(reasons, good, policy.daily(), KeepReason.DAILY, one -> date(one, policy));
    keepNewestOf(reasons, good, policy.weekly(), KeepReason.WEEKLY, one -> week(date(one, policy)));
    keepNewestOf(
        reasons,
        good,
        policy.monthly(),
        KeepReason.MONTHLY,
        one -> YearMonth.from(date(one, policy)));
    subject.stream()
        .filter(one -> isRecent(one, policy, now))
        .forEach(one -> add(reasons, one, KeepReason.RECENT));
    if (!policy.deletesAnything()) {
      subject.forEach(one -> add(reasons, one, KeepReason.NO_RULES));
    }
    return new RetentionPlan(
        reasons.entrySet().stream()
            .map(entry -> new Decision(entry.getKey(), Set.copyOf(entry.getValue())))
            .toList());
  }

  /** Returns the backups that are deleted now, oldest first. */
  public List<RetentionCandidate> deletions() {
    return decisions.reversed().stream()
        .filter(Decision::isDeleted)
        .map(Decision::candidate)
        .toList();
  }

  /**
   * Returns backups that must be kept but that Velero will delete at the end of their time to live,
   * which can't be changed after their start.
   */
  public List<RetentionCandidate> expiringDespiteKeep() {
    return decisions.stream()
        .filter(
            decision ->
                decision.reasons().contains(KeepReason.PINNED)
                    || decision.reasons().contains(KeepReason.LAST_GOOD))
        .map(Decision::candidate)
        .filter(one -> one.expiresAt() != null)
        .toList();
  }

  private static void keepExempt(Map<RetentionCandidate, Set<KeepReason>> reasons) {
    for (RetentionCandidate one : reasons.keySet()) {
      if (one.exemption() != null) {
        add(
            reasons,
            one,
            one.exemption() == Exemption.PINNED ? KeepReason.PINNED : KeepReason.EXEMPT);
      }
    }
  }

  /** Keeps the newest good backup, whatever started it, and failed ones that are newer. */
  private static void keepLastGood(Map<RetentionCandidate, Set<KeepReason>> reasons) {
    for (RetentionCandidate one : reasons.keySet()) {
      if (one.exemption() == Exemption.OTHER_CLUSTER) {
        continue;
      }
      if (one.good() && one.exemption() != Exemption.NOT_FINISHED) {
        add(reasons, one, KeepReason.LAST_GOOD);
        return;
      }
      add(reasons, one, KeepReason.NEWER_THAN_LAST_GOOD);
    }
  }

  private static void keepNewestOf(
      Map<RetentionCandidate, Set<KeepReason>> reasons,
      List<RetentionCandidate> good,
      int periods,
      KeepReason reason,
      Function<RetentionCandidate, Object> period) {
    Set<Object> kept = new HashSet<>();
    for (RetentionCandidate one : good) {
      if (kept.size() < periods && kept.add(period.apply(one))) {
        add(reasons, one, reason);
      }
    }
  }

  private static boolean isRecent(RetentionCandidate one, RetentionPolicy policy, Instant now) {
    return policy.keepWithin() != null && !one.startedAt().isBefore(now.minus(policy.keepWithin()));
  }

  private static void add(
      Map<RetentionCandidate, Set<KeepReason>> reasons,
      RetentionCandidate candidate,
      KeepReason reason) {
    @Nullable Set<KeepReason> found = reasons.get(candidate);
    if (found != null) {
      found.add(reason);
    }
  }

  private static LocalDate date(RetentionCandidate one, RetentionPolicy policy) {
    return LocalDate.ofInstant(one.startedAt(), policy.zone());
  }

  private static Object week(LocalDate date) {
    return List.of(
        date.get(IsoFields.WEEK_BASED_YEAR), date.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
  }
}
