package dev.signalbox.nomad.watching;

import dev.signalbox.nomad.Allocation;
import dev.signalbox.nomad.Client;
import dev.signalbox.nomad.Job;
import dev.signalbox.nomad.Job.Counts;
import dev.signalbox.nomad.Resources;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is known already and the news does not tell: lists, events and answers about one thing each
 * leave something out.
 */
final class Carrying {

  private Carrying() {}

  /** A client of a list, which tells neither its attributes nor its drain's deadline. */
  static Client listed(Client listed, Client known) {
    if (listed.modifyIndex() == known.modifyIndex()) {
      return known.total().equals(Resources.NONE) && !listed.total().equals(Resources.NONE)
          ? clientWith(known, known.drain(), listed.total(), listed.reserved(), known)
          : known;
    }
    boolean sized = !listed.total().equals(Resources.NONE);
    return clientWith(
        listed,
        listed.draining() && listed.drain() == null ? known.drain() : listed.drain(),
        sized ? listed.total() : known.total(),
        sized ? listed.reserved() : known.reserved(),
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
   * An allocation: an event tells no type of its job, a list no times and on old servers no size.
   *
   * @param known the same as it was, or null
   * @param job its job, or null
   */
  static Allocation allocation(Allocation news, @Nullable Allocation known, @Nullable Job job) {
    String type = news.jobType();
    if (type.isEmpty() && known != null) {
      type = known.jobType();
    }
    if (type.isEmpty() && job != null) {
      type = job.type();
    }
    return new Allocation(
        news.id(),
        news.name(),
        job == null ? news.job() : job.key(),
        type,
        news.group(),
        news.clientId(),
        news.clientName(),
        news.evaluationId(),
        news.desired(),
        news.status(),
        news.statusDescription(),
        known != null && news.resources().equals(Resources.NONE)
            ? known.resources()
            : news.resources(),
        news.nextAllocation(),
        news.createdAt(),
        news.modifiedAt(),
        news.startedAt() == null && known != null ? known.startedAt() : news.startedAt(),
        news.finishedAt() == null && known != null ? known.finishedAt() : news.finishedAt(),
        news.createIndex(),
        news.modifyIndex());
  }

  /** A job of an event, which tells no counts. */
  static Job changed(Job news, @Nullable Job known) {
    return known == null ? news : counted(news, known.groups(), known.children());
  }

  static Job counted(Job job, Map<String, Counts> groups) {
    return counted(job, groups, job.children());
  }

  private static Job counted(Job job, Map<String, Counts> groups, Job.Children children) {
    return new Job(
        job.key(),
        job.parentId(),
        job.name(),
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
