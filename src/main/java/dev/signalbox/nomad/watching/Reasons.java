package dev.signalbox.nomad.watching;

import dev.signalbox.nomad.Evaluation;
import dev.signalbox.nomad.JobKey;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The evaluations worth keeping: open ones, and the closed ones that say why those are open. The
 * servers close thousands an hour and keep them for a day.
 */
final class Reasons {

  private final Shelf<String, Evaluation> evaluations = new Shelf<>(Evaluation::modifyIndex);
  private final Map<JobKey, Set<String>> ofJob = new HashMap<>();
  private final Set<JobKey> touched = new HashSet<>();

  /** Takes what an event tells. */
  boolean heard(Evaluation evaluation) {
    boolean news = evaluations.isNews(evaluation.id(), evaluation);
    if (news) {
      put(evaluation);
    }
    return news;
  }

  /** Takes a list of those that are open; what it leaves out is open no more. */
  void listed(List<Evaluation> found, long upTo) {
    Set<String> listed = HashSet.newHashSet(found.size());
    for (Evaluation evaluation : found) {
      listed.add(evaluation.id());
      if (evaluations.mayBeNews(evaluation.id(), evaluation, upTo)) {
        put(evaluation);
      }
    }
    // lists hold open ones only, so a closed one is not gone because it is not listed
    evaluations.all().stream()
        .filter(evaluation -> !evaluation.open())
        .map(Evaluation::id)
        .forEach(listed::add);
    evaluations.retain(listed, upTo).forEach(this::forget);
    touched.addAll(ofJob.keySet());
    settle(false);
  }

  /** Drops the closed ones that explain nothing, but for those whose open one has yet to come. */
  void settle() {
    settle(true);
  }

  private void settle(boolean mayCome) {
    for (JobKey job : touched) {
      Set<String> ids = Set.copyOf(ofJob.getOrDefault(job, Set.of()));
      List<Evaluation> open = ids.stream().flatMap(this::get).filter(Evaluation::open).toList();
      ids.stream()
          .flatMap(this::get)
          .filter(one -> !one.open() && !explains(one, open, mayCome))
          .toList()
          .forEach(
              one -> {
                evaluations.drop(one.id());
                forget(one);
              });
    }
    touched.clear();
  }

  private boolean explains(Evaluation closed, List<Evaluation> open, boolean mayCome) {
    if (closed.status() == Evaluation.Status.CANCELED) {
      return false;
    }
    String blocked = closed.blockedEvaluation();
    return (mayCome && !blocked.isEmpty() && get(blocked).findAny().isEmpty())
        || open.stream()
            .anyMatch(
                one -> one.previousEvaluation().equals(closed.id()) || one.id().equals(blocked));
  }

  private Stream<Evaluation> get(String id) {
    return Stream.ofNullable(evaluations.get(id));
  }

  private void put(Evaluation evaluation) {
    evaluations.put(evaluation.id(), evaluation);
    ofJob.computeIfAbsent(evaluation.job(), job -> new HashSet<>(2)).add(evaluation.id());
    touched.add(evaluation.job());
  }

  private void forget(Evaluation evaluation) {
    Set<String> ids = ofJob.getOrDefault(evaluation.job(), Set.of());
    ids.remove(evaluation.id());
    if (ids.isEmpty()) {
      ofJob.remove(evaluation.job());
    }
  }

  boolean changed() {
    return evaluations.changed();
  }

  Map<String, Evaluation> copy() {
    return evaluations.copy();
  }
}
