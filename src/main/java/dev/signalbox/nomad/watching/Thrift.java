package dev.signalbox.nomad.watching;

import dev.signalbox.nomad.Allocation;
import dev.signalbox.nomad.Client;
import dev.signalbox.nomad.Evaluation;
import dev.signalbox.nomad.Job;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps one copy of what thousands of things say alike: versions, datacenters, sizes, words. Each
 * was read into memory of its own; a large cluster is half as big without.
 */
final class Thrift {

  private static final int MOST = 100_000;

  private final Map<Object, Object> known = new ConcurrentHashMap<>();

  Client client(Client client) {
    return new Client(
        client.id(),
        client.name(),
        client.address(),
        one(client.datacenter()),
        one(client.nodeClass()),
        one(client.pool()),
        one(client.version()),
        client.status(),
        one(client.statusDescription()),
        client.eligible(),
        client.draining(),
        client.drain(),
        client.lastDrain(),
        one(client.drivers()),
        one(client.total()),
        one(client.reserved()),
        keysAndValues(client.attributes()),
        client.statusSince(),
        client.createIndex(),
        client.modifyIndex());
  }

  Allocation allocation(Allocation allocation) {
    return new Allocation(
        allocation.id(),
        allocation.name(),
        one(allocation.job()),
        one(allocation.jobType()),
        one(allocation.group()),
        one(allocation.clientId()),
        one(allocation.clientName()),
        allocation.evaluationId(),
        allocation.desired(),
        allocation.status(),
        one(allocation.statusDescription()),
        one(allocation.resources()),
        allocation.nextAllocation(),
        allocation.createdAt(),
        allocation.modifiedAt(),
        allocation.startedAt(),
        allocation.finishedAt(),
        allocation.createIndex(),
        allocation.modifyIndex());
  }

  Job job(Job job) {
    return new Job(
        job.key(),
        one(job.parentId()),
        job.name().equals(job.key().id()) ? job.key().id() : job.name(),
        one(job.type()),
        job.priority(),
        one(job.datacenters()),
        one(job.pool()),
        job.periodic(),
        job.parameterized(),
        job.stopped(),
        job.status(),
        one(job.statusDescription()),
        job.submittedAt(),
        one(job.groups()),
        one(job.children()),
        job.createIndex(),
        job.modifyIndex(),
        job.jobModifyIndex());
  }

  Evaluation evaluation(Evaluation evaluation) {
    return new Evaluation(
        evaluation.id(),
        one(evaluation.job()),
        one(evaluation.type()),
        evaluation.priority(),
        evaluation.status(),
        one(evaluation.statusDescription()),
        one(evaluation.triggeredBy()),
        evaluation.blockedEvaluation(),
        evaluation.previousEvaluation(),
        evaluation.waitUntil(),
        one(evaluation.quotaLimit()),
        one(evaluation.queued()),
        one(evaluation.failures()),
        evaluation.createdAt(),
        evaluation.modifiedAt(),
        evaluation.createIndex(),
        evaluation.modifyIndex());
  }

  private Map<String, String> keysAndValues(Map<String, String> map) {
    if (map.isEmpty()) {
      return Map.of();
    }
    Map<String, String> same = LinkedHashMap.newLinkedHashMap(map.size());
    map.forEach((key, value) -> same.put(one(key), one(value)));
    return same;
  }

  /** Values never change, so whichever copy came first will do; called by every reader. */
  @SuppressWarnings("unchecked") // an object is only equal to one of its own kind
  private <T> T one(T value) {
    if (known.size() > MOST) {
      known.clear();
    }
    Object first = known.putIfAbsent(value, value);
    return first == null ? value : (T) first;
  }
}
