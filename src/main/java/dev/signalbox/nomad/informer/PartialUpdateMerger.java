package dev.signalbox.nomad.informer;

import dev.signalbox.nomad.Allocation;
import dev.signalbox.nomad.Client;
import dev.signalbox.nomad.Job;
import dev.signalbox.nomad.Job.Counts;
import dev.signalbox.nomad.Resources;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Merges partial updates with the known state: lists and events each omit some fields. */
final class PartialUpdateMerger {

  private PartialUpdateMerger() {}

  /** Merges a client from a list, which omits attributes and the deadline of the drain. */
  static Client mergeListed(Client listed, Client known) {
    if (listed.modifyIndex() == known.modifyIndex()) {
      return known.total().equals(Resources.NONE) && !listed.total().equals(Resources.NONE)
          ? clientWith(known, known.drain(), listed.total(), listed.reserved(), known)
          : known;
    }
    boolean hasResources = !listed.total().equals(Resources.NONE);
    return clientWith(
        listed,
        listed.draining() && listed.drain() == null ? known.drain() : listed.drain(),
        hasResources ? listed.total() : known.total(),
        hasResources ? listed.reserved() : known.reserved(),
        known);
  }

  private static Client clientWith(
      Client client,
      Client.@Nullable Drain drain,
      Resources total,
      Resources reserved,
      Client known) {
    return new Client(
        client.id(),
        client.name(),
        client.address(),
        client.datacenter(),
        client.nodeClass(),
        client.pool(),
        client.version(),
        client.status(),
        client.statusDescription(),
        client.eligible(),
        client.draining(),
        drain,
        client.lastDrain(),
        client.drivers(),
        total,
        reserved,
        client.attributes().isEmpty() ? known.attributes() : client.attributes(),
        client.statusSince() == null && client.status() == known.status()
            ? known.statusSince()
            : client.statusSince(),
        client.createIndex(),
        client.modifyIndex());
  }

  /**
   * Merges an allocation. Events omit the job type; lists omit the times and, on servers before
   * 1.0, the resources.
   *
   * @param known the known allocation, or null
   * @param job its job, or null
   */
  static Allocation mergeAllocation(
      Allocation update, @Nullable Allocation known, @Nullable Job job) {
    String type = update.jobType();
    if (type.isEmpty() && known != null) {
      type = known.jobType();
    }
    if (type.isEmpty() && job != null) {
      type = job.type();
    }
    return new Allocation(
        update.id(),
        update.name(),
        job == null ? update.job() : job.key(),
        type,
        update.group(),
        update.clientId(),
        update.clientName(),
        update.evaluationId(),
        update.desired(),
        update.status(),
        update.statusDescription(),
        known != null && update.resources().equals(Resources.NONE)
            ? known.resources()
            : update.resources(),
        update.nextAllocation(),
        update.createdAt(),
        update.modifiedAt(),
        earlier(update.startedAt(), known == null ? null : known.startedAt()),
        update.finishedAt() == null && known != null ? known.finishedAt() : update.finishedAt(),
        update.createIndex(),
        update.modifyIndex());
  }

  /** A restarted task has the time of its last start, so the first known one is kept. */
  private static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return one.isBefore(other) ? one : other;
  }

  /** Merges a job from an event, which omits the counts. */
  static Job mergeJob(Job update, @Nullable Job known) {
    return known == null ? update : withCounts(update, known.groups(), known.children());
  }

  /** Merges a job from a list. Lists of servers before 1.4.3 omit the metadata that names it. */
  static Job mergeListedJob(Job listed, @Nullable Job known) {
    return known != null
            && listed.createIndex() == known.createIndex()
            && listed.name().equals(listed.key().id())
            && !known.name().equals(listed.name())
        ? with(listed, known.name(), listed.groups(), listed.children())
        : listed;
  }

  static Job withCounts(Job job, Map<String, Counts> groups) {
    return withCounts(job, groups, job.children());
  }

  private static Job withCounts(Job job, Map<String, Counts> groups, Job.Children children) {
    return with(job, job.name(), groups, children);
  }

  private static Job with(Job job, String name, Map<String, Counts> groups, Job.Children children) {
    return new Job(
        job.key(),
        job.parentId(),
        name,
        job.type(),
        job.priority(),
        job.datacenters(),
        job.pool(),
        job.periodic(),
        job.parameterized(),
        job.stopped(),
        job.status(),
        job.statusDescription(),
        job.submittedAt(),
        groups,
        children,
        job.createIndex(),
        job.modifyIndex(),
        job.jobModifyIndex());
  }
}
