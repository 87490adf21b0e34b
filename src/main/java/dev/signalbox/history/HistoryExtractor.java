package dev.signalbox.history;

import dev.signalbox.nomad.Allocation;
import dev.signalbox.nomad.Client;
import dev.signalbox.nomad.ClientStatus;
import dev.signalbox.nomad.ClusterSnapshot;
import dev.signalbox.nomad.Evaluation;
import dev.signalbox.nomad.Job;
import dev.signalbox.nomad.JobKey;
import dev.signalbox.nomad.NomadListWatch.Event.NodeEventReceived;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Derives history records from two snapshots of the cluster. Texts from Nomad are untrusted and are
 * truncated to the column size.
 */
final class HistoryExtractor {

  private static final int MAX_NAME = 250;
  private static final int MAX_TEXT = 1000;

  private HistoryExtractor() {}

  /**
   * Returns the changes between two snapshots. If {@code before} is {@link ClusterSnapshot#EMPTY},
   * these are the finished builds and drains that Nomad still has, and the current status of each
   * client, which the repository compares with the stored history.
   *
   * @param now time of changes for which Nomad has no time
   */
  static List<HistoryRecord> of(ClusterSnapshot before, ClusterSnapshot after, Instant now) {
    List<HistoryRecord> records = new ArrayList<>();
    List<Allocation> ended =
        after.allocations().stream()
            .filter(
                allocation ->
                    allocation.isTerminal()
                        && !allocation.isSystem()
                        && !wasTerminal(before, allocation.id()))
            .toList();
    Map<JobKey, Long> firstIndexes = firstAllocationIndexes(ended, after);
    ended.forEach(
        allocation ->
            records.add(
                build(
                    allocation,
                    Objects.equals(firstIndexes.get(allocation.job()), allocation.createIndex()),
                    after)));
    boolean first = before == ClusterSnapshot.EMPTY;
    for (Client client : after.clients()) {
      @Nullable Client previous = before.client(client.id()).orElse(null);
      if (!Objects.equals(previous, client)) {
        DrainExtractor.addChange(previous, client, before, now, records);
        if (!first) {
          addStatusChange(previous, client, now, records);
        }
        // lists have no status time: recorded once the single read of the client provides it
        if (first || gainedStatusTime(previous, client)) {
          addInitialStatus(client, records);
        }
      }
    }
    if (first) {
      records.add(
          new HistoryRecord.KnownClients(
              now, after.clients().stream().map(client -> truncateName(client.id())).toList()));
    }
    for (Client client : before.clients()) {
      if (after.client(client.id()).isEmpty()) {
        DrainExtractor.addRemoval(client, now, records);
        records.add(
            new HistoryRecord.StatusChange(
                truncateName(client.id()), truncateName(client.name()), now, "Removed from Nomad"));
      }
    }
    return records;
  }

  static HistoryRecord of(NodeEventReceived event) {
    return new HistoryRecord.NodeEvent(
        truncateName(event.clientId()),
        truncateName(event.clientName()),
        event.at(),
        truncateName(event.subsystem()),
        truncateText(event.message()),
        details(event.details()));
  }

  private static boolean wasTerminal(ClusterSnapshot before, String allocation) {
    return before.allocation(allocation).map(Allocation::isTerminal).orElse(false);
  }

  /** Returns the index of each job's first allocation, in one pass over all allocations. */
  private static Map<JobKey, Long> firstAllocationIndexes(
      List<Allocation> ended, ClusterSnapshot snapshot) {
    Map<JobKey, Long> firstIndexes = new HashMap<>();
    ended.forEach(allocation -> firstIndexes.put(allocation.job(), Long.MAX_VALUE));
    if (!ended.isEmpty()) {
      for (Allocation allocation : snapshot.allocations()) {
        firstIndexes.computeIfPresent(
            allocation.job(), (job, index) -> Math.min(index, allocation.createIndex()));
      }
    }
    return firstIndexes;
  }

  private static HistoryRecord build(
      Allocation allocation, boolean first, ClusterSnapshot snapshot) {
    @Nullable Job job = snapshot.job(allocation.job()).orElse(null);
    String name = truncateName(job == null ? allocation.job().id() : job.name());
    @Nullable Instant started = allocation.startedAt();
    Instant finished = Objects.requireNonNullElse(allocation.finishedAt(), allocation.modifiedAt());
    return new HistoryRecord.Build(
        truncateName(allocation.id()),
        truncateName(allocation.job().namespace()),
        truncateName(allocation.job().id()),
        name,
        BuildKind.of(name),
        allocation.resources().cpu(),
        allocation.resources().memory(),
        truncateName(allocation.clientId()),
        truncateName(allocation.clientName()),
        allocation.createdAt(),
        started,
        finished,
        BuildOutcome.of(allocation),
        started == null
            ? null
            : millisBetween(queuedSince(allocation, first, job, snapshot), started),
        started == null ? null : millisBetween(started, finished));
  }

  /**
   * Returns the start of the queue time: the submission of the job for its first allocation, the
   * creation of the evaluation for later ones.
   */
  private static Instant queuedSince(
      Allocation allocation, boolean first, @Nullable Job job, ClusterSnapshot snapshot) {
    if (first && job != null && job.submittedAt().isAfter(Instant.EPOCH)) {
      return job.submittedAt();
    }
    @Nullable Instant evaluated =
        snapshot.evaluation(allocation.evaluationId()).map(Evaluation::createdAt).orElse(null);
    return evaluated == null ? allocation.createdAt() : evaluated;
  }

  /** Clock differences between machines can make a duration negative; it is then 0. */
  private static long millisBetween(Instant from, Instant until) {
    return Math.max(0, Duration.between(from, until).toMillis());
  }

  private static void addStatusChange(
      @Nullable Client previous, Client client, Instant now, List<HistoryRecord> records) {
    String message;
    if (previous == null) {
      message = "Registered";
    } else if (previous.status() != client.status()) {
      message =
          switch (client.status()) {
            case READY -> "Came up";
            case DOWN -> "Went down";
            case DISCONNECTED -> "Was disconnected";
            case INITIALIZING -> "Initializing";
            case UNKNOWN -> "Status unknown";
          };
    } else {
      return;
    }
    Instant at = previous == null ? now : Objects.requireNonNullElse(client.statusSince(), now);
    records.add(
        new HistoryRecord.StatusChange(
            truncateName(client.id()), truncateName(client.name()), at, message));
  }

  private static boolean gainedStatusTime(@Nullable Client previous, Client client) {
    return previous != null
        && previous.statusSince() == null
        && previous.status() == client.status();
  }

  private static void addInitialStatus(Client client, List<HistoryRecord> records) {
    @Nullable Instant since = client.statusSince();
    @Nullable String message =
        switch (client.status()) {
          case READY -> "Came up";
          case DOWN -> "Went down";
          case DISCONNECTED -> "Was disconnected";
          case INITIALIZING, UNKNOWN -> null;
        };
    if (since != null && message != null) {
      records.add(
          new HistoryRecord.InitialStatus(
              truncateName(client.id()),
              truncateName(client.name()),
              since,
              message,
              client.status() != ClientStatus.READY));
    }
  }

  static String truncateName(String untrusted) {
    return clean(untrusted, MAX_NAME);
  }

  static String truncateText(String untrusted) {
    return clean(untrusted, MAX_TEXT);
  }

  /** Truncates the text and removes NUL, which PostgreSQL rejects. */
  private static String clean(String untrusted, int length) {
    String clean = untrusted.indexOf('\0') < 0 ? untrusted : untrusted.replace("\0", "");
    if (clean.length() <= length) {
      return clean;
    }
    int end = Character.isHighSurrogate(clean.charAt(length - 1)) ? length - 1 : length;
    return clean.substring(0, end);
  }

  /** Truncates the details of an event to 20 entries and each entry to the column size. */
  static Map<String, String> details(Map<String, String> untrusted) {
    return untrusted.entrySet().stream()
        .limit(20)
        .collect(
            Collectors.toMap(
                entry -> truncateName(entry.getKey()),
                entry -> truncateText(entry.getValue()),
                (a, b) -> a));
  }
}
