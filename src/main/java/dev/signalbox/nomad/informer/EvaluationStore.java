package dev.signalbox.nomad.informer;

import dev.signalbox.nomad.Evaluation;
import dev.signalbox.nomad.JobKey;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Stores open evaluations and the closed ones that explain why they are open. All others are
 * dropped: the servers complete thousands per hour and keep them for a day.
 */
final class EvaluationStore {

  private final VersionedStore<String, Evaluation> evaluations =
      new VersionedStore<>(Evaluation::modifyIndex);
  private final Map<JobKey, Set<String>> idsByJob = new HashMap<>();
  private final Set<JobKey> changedJobs = new HashSet<>();

  /** Applies an event; returns whether it was newer than the known evaluation. */
  boolean apply(Evaluation evaluation) {
    boolean newer = evaluations.isNewer(evaluation.id(), evaluation);
    if (newer) {
      put(evaluation);
    }
    return newer;
  }

  /**
   * Applies a list of all open evaluations; open ones not in it are removed.
   *
   * @return whether it contains an evaluation that is newer than the known one
   */
  boolean applyList(List<Evaluation> found, long upTo) {
    boolean newer = false;
    Set<String> listed = HashSet.newHashSet(found.size());
    for (Evaluation evaluation : found) {
      listed.add(evaluation.id());
      newer |= evaluation.isOpen() && evaluations.isNewer(evaluation.id(), evaluation);
      if (evaluations.isApplicable(evaluation.id(), evaluation, upTo)) {
        put(evaluation);
      }
    }
    // lists contain only open evaluations, so closed ones are kept although they are not listed
    evaluations.all().stream()
        .filter(evaluation -> !evaluation.isOpen())
        .map(Evaluation::id)
        .forEach(listed::add);
    evaluations.retain(listed, upTo).forEach(this::removeFromIndex);
    changedJobs.addAll(idsByJob.keySet());
    prune(false);
    return newer;
  }

  /** Drops closed evaluations that explain no open one, unless their blocked one is yet to come. */
  void prune() {
    prune(true);
  }

  private void prune(boolean blockedMayFollow) {
    for (JobKey job : changedJobs) {
      Set<String> ids = Set.copyOf(idsByJob.getOrDefault(job, Set.of()));
      List<Evaluation> open = ids.stream().flatMap(this::get).filter(Evaluation::isOpen).toList();
      ids.stream()
          .flatMap(this::get)
          .filter(one -> !one.isOpen() && !explains(one, open, blockedMayFollow))
          .toList()
          .forEach(
              one -> {
                evaluations.drop(one.id());
                removeFromIndex(one);
              });
    }
    changedJobs.clear();
  }

  private boolean explains(Evaluation closed, List<Evaluation> open, boolean blockedMayFollow) {
    if (closed.status() == Evaluation.Status.CANCELED) {
      return false;
    }
    String blocked = closed.blockedEvaluation();
    return (blockedMayFollow && !blocked.isEmpty() && get(blocked).findAny().isEmpty())
        || open.stream()
            .anyMatch(
                one -> one.previousEvaluation().equals(closed.id()) || one.id().equals(blocked));
  }

  private Stream<Evaluation> get(String id) {
    return Stream.ofNullable(evaluations.get(id));
  }

  private void put(Evaluation evaluation) {
    evaluations.put(evaluation.id(), evaluation);
    idsByJob.computeIfAbsent(evaluation.job(), job -> new HashSet<>(2)).add(evaluation.id());
    changedJobs.add(evaluation.job());
  }

  private void removeFromIndex(Evaluation evaluation) {
    Set<String> ids = idsByJob.getOrDefault(evaluation.job(), Set.of());
    ids.remove(evaluation.id());
    if (ids.isEmpty()) {
      idsByJob.remove(evaluation.job());
    }
  }

  boolean isChanged() {
    return evaluations.isChanged();
  }

  Map<String, Evaluation> copy() {
    return evaluations.copy();
  }
}
