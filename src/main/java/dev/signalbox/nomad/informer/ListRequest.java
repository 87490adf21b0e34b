package dev.signalbox.nomad.informer;

import dev.signalbox.nomad.Allocation;
import dev.signalbox.nomad.Client;
import dev.signalbox.nomad.Evaluation;
import dev.signalbox.nomad.Job;
import dev.signalbox.nomad.NomadListWatch;
import dev.signalbox.nomad.NomadListWatch.ListMeta;
import dev.signalbox.nomad.NomadListWatch.ListOptions;
import dev.signalbox.nomad.ResourceType;
import java.util.ArrayList;
import java.util.List;

/** Reads the list of a resource type. */
final class ListRequest {

  private ListRequest() {}

  /** Reads the list. Called off the event-loop thread. */
  static ListResult read(
      ResourceType type, NomadListWatch lists, ListOptions options, Interner interner) {
    return switch (type) {
      case CLIENTS -> {
        List<Client> found = new ArrayList<>();
        ListMeta meta = lists.clients(options, object -> found.add(interner.client(object)));
        yield new ListResult(meta, (store, upTo) -> store.applyClients(found, upTo));
      }
      case ALLOCATIONS -> {
        List<Allocation> found = new ArrayList<>();
        ListMeta meta =
            lists.allocations(options, object -> found.add(interner.allocation(object)));
        yield new ListResult(meta, (store, upTo) -> store.applyAllocations(found, upTo));
      }
      case JOBS -> {
        List<Job> found = new ArrayList<>();
        ListMeta meta = lists.jobs(options, object -> found.add(interner.job(object)));
        yield new ListResult(meta, (store, upTo) -> store.applyJobs(found, upTo));
      }
      case EVALUATIONS -> {
        List<Evaluation> found = new ArrayList<>();
        ListMeta meta =
            lists.evaluations(options, object -> found.add(interner.evaluation(object)));
        yield new ListResult(meta, (store, upTo) -> store.applyEvaluations(found, upTo));
      }
    };
  }

  /** A list that was read, to be applied on the event-loop thread. */
  record ListResult(ListMeta meta, StoreUpdate update) {}

  /** Applies a list to the store; objects newer than {@code upTo} are kept. */
  interface StoreUpdate {
    void applyTo(ClusterStore store, long upTo);
  }
}
