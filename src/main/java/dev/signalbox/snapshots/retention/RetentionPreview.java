package dev.signalbox.snapshots.retention;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * When each existing backup will be deleted, if all future runs succeed.
 *
 * @param deletions in the order of time
 */
public record RetentionPreview(List<PlannedDeletion> deletions) {

  /** A deletion in the future, or one that is due. */
  public record PlannedDeletion(RetentionCandidate candidate, Instant at, Cause cause) {}

  /** What deletes a backup. */
  public enum Cause {
    /** The retention rules of Signalbox. */
    RULES,
    /** Velero, at the end of the time to live, up to an hour later. */
    TIME_TO_LIVE
  }

  /**
   * Applies the policy now and after each future run.
   *
   * @param futureRuns expected runs in the order of time; the preview ends with the last one
   */
  public static RetentionPreview of(
      RetentionPolicy policy,
      Collection<RetentionCandidate> candidates,
      List<Instant> futureRuns,
      Instant now) {
    List<RetentionCandidate> present = new ArrayList<>(candidates);
    List<PlannedDeletion> deletions = new ArrayList<>();
    Set<Instant> runs = new HashSet<>(futureRuns);
    for (Instant at : steps(policy, candidates, futureRuns, now)) {
      if (runs.contains(at)) {
        present.add(future(at));
      }
      remove(present, deletions, expired(present, at), at, Cause.TIME_TO_LIVE);
      remove(
          present, deletions, RetentionPlan.of(policy, present, at).deletions(), at, Cause.RULES);
    }
    Set<String> known = new HashSet<>();
    candidates.forEach(candidate -> known.add(candidate.uid()));
    return new RetentionPreview(
        deletions.stream()
            .filter(deletion -> known.contains(deletion.candidate().uid()))
            .sorted(Comparator.comparing(PlannedDeletion::at))
            .toList());
  }

  /** Returns the planned deletion of a backup, or null if it is kept until the end. */
  public @Nullable PlannedDeletion of(String uid) {
    return deletions.stream()
        .filter(deletion -> deletion.candidate().uid().equals(uid))
        .findFirst()
        .orElse(null);
  }

  private static TreeSet<Instant> steps(
      RetentionPolicy policy,
      Collection<RetentionCandidate> candidates,
      List<Instant> futureRuns,
      Instant now) {
    TreeSet<Instant> steps = new TreeSet<>(futureRuns);
    steps.add(now);
    Instant end = steps.last();
    for (RetentionCandidate one : candidates) {
      if (one.expiresAt() != null) {
        steps.add(one.expiresAt());
      }
      if (policy.keepWithin() != null && one.startedAt().isBefore(end)) {
        steps.add(one.startedAt().plus(policy.keepWithin()).plusMillis(1));
      }
    }
    return new TreeSet<>(steps.subSet(now, true, end, true));
  }

  private static List<RetentionCandidate> expired(List<RetentionCandidate> present, Instant at) {
    return present.stream()
        .filter(one -> one.expiresAt() != null && !one.expiresAt().isAfter(at))
        .toList();
  }

  private static void remove(
      List<RetentionCandidate> present,
      List<PlannedDeletion> deletions,
      List<RetentionCandidate> removed,
      Instant at,
      Cause cause) {
    removed.forEach(candidate -> deletions.add(new PlannedDeletion(candidate, at, cause)));
    present.removeAll(removed);
  }

  private static RetentionCandidate future(Instant at) {
    return new RetentionCandidate("future " + at, "future", at, true, null, null);
  }
}
