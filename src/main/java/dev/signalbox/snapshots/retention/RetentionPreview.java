package dev.signalbox.snapshots.retention;

import dev.signalbox.snapshots.retention.RetentionCandidate.Series;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * When each existing backup will be deleted, if all future runs succeed.
 *
 * @param deletions in the order of time
 */
record RetentionPreview(List<PlannedDeletion> deletions) {

  /** A deletion in the future, or one that is due. */
  record PlannedDeletion(RetentionCandidate candidate, Instant at, Cause cause) {}

  /** What deletes a backup. */
  enum Cause {
    RULES,
    /** Velero, at the end of the time to live, up to an hour later. */
    TIME_TO_LIVE
  }

  record FutureRun(Instant at, Series series) {}

  /**
   * Applies the policy now and once a day, after the last run of the day.
   *
   * @param futureRuns expected runs; the preview ends with the last one
   */
  static RetentionPreview of(
      RetentionPolicy policy,
      Collection<RetentionCandidate> candidates,
      List<FutureRun> futureRuns,
      Instant now) {
    List<RetentionCandidate> present = new ArrayList<>(candidates);
    Deque<FutureRun> runs =
        new ArrayDeque<>(futureRuns.stream().sorted(Comparator.comparing(FutureRun::at)).toList());
    List<PlannedDeletion> deletions = new ArrayList<>();
    for (Instant at : steps(policy, futureRuns, now)) {
      while (!runs.isEmpty() && !runs.getFirst().at().isAfter(at)) {
        present.add(future(runs.removeFirst()));
      }
      present.removeIf(
          one -> {
            @Nullable Instant expiry = one.expiresAt();
            if (expiry == null || expiry.isAfter(at)) {
              return false;
            }
            deletions.add(new PlannedDeletion(one, latest(expiry, now), Cause.TIME_TO_LIVE));
            return true;
          });
      Set<String> removed = new HashSet<>();
      for (RetentionCandidate one : RetentionPlan.of(policy, present).deletions()) {
        removed.add(one.uid());
        deletions.add(new PlannedDeletion(one, at, Cause.RULES));
      }
      present.removeIf(one -> removed.contains(one.uid()));
    }
    Set<String> known =
        candidates.stream().map(RetentionCandidate::uid).collect(Collectors.toSet());
    return new RetentionPreview(
        deletions.stream()
            .filter(deletion -> known.contains(deletion.candidate().uid()))
            .sorted(Comparator.comparing(PlannedDeletion::at))
            .toList());
  }

  /** Returns the present, and of each day the last event; without rules, only the end matters. */
  private static Collection<Instant> steps(
      RetentionPolicy policy, List<FutureRun> futureRuns, Instant now) {
    Instant end = futureRuns.stream().map(FutureRun::at).reduce(now, RetentionPreview::latest);
    if (!policy.deletesAnything()) {
      return List.of(end);
    }
    SortedMap<LocalDate, Instant> lastOfDay = new TreeMap<>();
    futureRuns.stream()
        .map(FutureRun::at)
        .filter(at -> at.isAfter(now))
        .forEach(
            at ->
                lastOfDay.merge(
                    LocalDate.ofInstant(at, ZoneOffset.UTC), at, RetentionPreview::latest));
    List<Instant> steps = new ArrayList<>();
    steps.add(now);
    steps.addAll(lastOfDay.values());
    return steps;
  }

  private static Instant latest(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  private static RetentionCandidate future(FutureRun run) {
    return new RetentionCandidate(
        "future " + run, "future", run.at(), run.series(), true, false, null, null);
  }
}
