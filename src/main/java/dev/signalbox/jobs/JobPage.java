package dev.signalbox.jobs;

import dev.signalbox.nomad.Allocation;
import dev.signalbox.nomad.AllocationStatus;
import dev.signalbox.nomad.ClusterSnapshot;
import dev.signalbox.nomad.Job;
import dev.signalbox.nomad.JobKey;
import dev.signalbox.nomad.JobStatus;
import dev.signalbox.nomad.Resources;
import dev.signalbox.nomad.ui.AllocationStatusText;
import dev.signalbox.nomad.ui.NomadLinks;
import dev.signalbox.queue.ExplainedJob;
import dev.signalbox.queue.ReasonKind;
import dev.signalbox.queue.WaitingReasonText;
import dev.signalbox.web.ActionButton;
import dev.signalbox.web.CurrentUser;
import dev.signalbox.web.FreshnessBanner;
import dev.signalbox.web.ShellQuoting;
import dev.signalbox.web.StatusLabel;
import dev.signalbox.web.TimestampView;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * View model of one job.
 *
 * @param why why it is queued, or null if it is not
 * @param allocations the newest allocations
 * @param more text with the number of older allocations, or null if all are listed
 * @param unnamed whether the job is a build that is called by its id, for lack of metadata
 * @param failure the newest failed allocation, whose failure is shown, or null
 * @param children counts of its dispatched jobs, or null if it is not parameterized or periodic
 */
record JobPage(
    String id,
    String namespace,
    String name,
    String query,
    StatusLabel status,
    String summary,
    String explanation,
    Facts facts,
    @Nullable QueuedReason why,
    List<GroupLine> groups,
    List<AllocationLine> allocations,
    @Nullable String more,
    @Nullable String children,
    @Nullable String childrenUrl,
    String logs,
    boolean unnamed,
    @Nullable String failure,
    boolean hasAllocations,
    ActionButton stop,
    String stopIcon,
    String stopUrl,
    String command,
    FreshnessBanner syncStatus) {

  private static final int MAX_ALLOCATIONS = 50;

  static JobPage of(
      Job job,
      ClusterSnapshot snapshot,
      Optional<ExplainedJob> reason,
      CurrentUser visitor,
      @Nullable String denied,
      FreshnessBanner syncStatus,
      boolean pools,
      Clock clock) {
    JobIndex index = JobIndex.of(snapshot);
    JobResult result = index.result(job);
    List<Allocation> allocations = index.allocations(job.key());
    JobIndex.ChildCounts children = index.childCounts(job.key());
    int waiting = reason.map(explained -> explained.waiting().count()).orElse(0);
    StatusLabel status = JobStatusText.of(job, result, waiting);
    return new JobPage(
        job.key().id(),
        job.key().namespace(),
        job.name(),
        NomadLinks.query(job.key()),
        status,
        summary(job, status, result, clock),
        JobStatusText.explain(job, result),
        Facts.of(job, snapshot, pools, clock),
        reason.map(explained -> QueuedReason.of(explained, clock)).orElse(null),
        job.groups().entrySet().stream()
            .map(entry -> GroupLine.of(entry.getKey(), entry.getValue()))
            .toList(),
        allocations.stream()
            .limit(MAX_ALLOCATIONS)
            .map(one -> AllocationLine.of(one, clock))
            .toList(),
        allocations.size() > MAX_ALLOCATIONS
            ? "%,d older allocations not shown.".formatted(allocations.size() - MAX_ALLOCATIONS)
            : null,
        job.isTemplate() ? children.summary() : null,
        job.isTemplate() && children.all() > 0 ? JobsPage.childrenUrl(job.key()) : null,
        NomadLinks.jobLog(job.key()),
        job.key().isDispatched() && job.name().equals(job.key().id()),
        allocations.stream()
            .filter(one -> one.status() == AllocationStatus.FAILED)
            .findFirst()
            .map(Allocation::id)
            .orElse(null),
        !allocations.isEmpty(),
        ActionButton.of(job.status() == JobStatus.DEAD ? "Purge job" : "Stop job", visitor, denied),
        job.status() == JobStatus.DEAD ? "trash" : "player-stop",
        "/nomad/job/stop" + NomadLinks.query(job.key()),
        command("status", job.key()),
        syncStatus);
  }

  /** Returns the equivalent Nomad command. */
  static String command(String verb, JobKey job) {
    return "nomad job %s -namespace=%s %s"
        .formatted(verb, ShellQuoting.of(job.namespace()), ShellQuoting.of(job.id()));
  }

  private static String summary(Job job, StatusLabel status, JobResult result, Clock clock) {
    StringJoiner summary = new StringJoiner(" · ");
    summary.add(status.text());
    summary.add(job.type());
    if (result.all() > 1) {
      summary.add(
          "%d active, %d completed, %d failed"
              .formatted(result.live(), result.done(), result.failed() + result.lost()));
    }
    summary.add("submitted " + TimestampView.of(job.submittedAt(), clock).relative());
    return summary.toString();
  }

  /**
   * Properties of the job besides its state.
   *
   * @param pool its node pool, or null on servers without node pools
   */
  record Facts(
      String where,
      @Nullable String pool,
      int priority,
      TimestampView submitted,
      boolean stopRequested,
      String nomadStatus,
      @Nullable String parent,
      @Nullable String parentUrl) {

    static Facts of(Job job, ClusterSnapshot snapshot, boolean pools, Clock clock) {
      JobKey parent = new JobKey(job.key().namespace(), job.parentId());
      boolean known = !job.parentId().isEmpty() && snapshot.job(parent).isPresent();
      return new Facts(
          job.datacenters().isEmpty() ? "any" : String.join(", ", job.datacenters()),
          !pools ? null : job.pool().isEmpty() ? "default" : job.pool(),
          job.priority(),
          TimestampView.of(job.submittedAt(), clock),
          job.stopped() && job.status() != JobStatus.DEAD,
          nomadStatus(job.status()),
          job.parentId().isEmpty() ? null : job.parentId(),
          known ? NomadLinks.job(parent) : null);
    }

    private static String nomadStatus(JobStatus status) {
      return switch (status) {
        case PENDING -> "pending";
        case RUNNING -> "running";
        case DEAD -> "dead";
        case UNKNOWN -> "unknown";
      };
    }
  }

  /**
   * Why the job is queued.
   *
   * @param needs requested resources as a sentence, or null while unknown
   * @param queuedFor time in the queue, such as {@code 2 h 23 min}
   */
  record QueuedReason(
      WaitingReasonText text, @Nullable String needs, TimestampView since, String queuedFor) {

    /** Returns all categories of reasons, for their definitions. */
    public List<ReasonKind> kinds() {
      return List.of(ReasonKind.values());
    }

    static QueuedReason of(ExplainedJob explained, Clock clock) {
      return new QueuedReason(
          WaitingReasonText.of(explained.reason(), clock),
          needs(explained),
          TimestampView.of(explained.waiting().since(), clock),
          TimestampView.formatDuration(
              Duration.between(explained.waiting().since(), clock.instant())));
    }

    private static @Nullable String needs(ExplainedJob explained) {
      if (explained.requested().equals(Resources.NONE)) {
        return null;
      }
      int count = explained.waiting().count();
      return "Resources: "
          + WaitingReasonText.size(explained.requested())
          + (count == 1 ? "." : " for each of " + count + " instances.");
    }
  }

  /** A task group with its allocation counts from the job summary. */
  record GroupLine(String name, String counts) {

    static GroupLine of(String name, Job.Counts counts) {
      StringJoiner words = new StringJoiner(" · ");
      add(words, counts.queued(), "queued");
      add(words, counts.starting(), "starting");
      add(words, counts.running(), "running");
      add(words, counts.complete(), "completed");
      add(words, counts.failed(), "failed");
      add(words, counts.lost(), "lost");
      return new GroupLine(name, words.length() == 0 ? "not placed yet" : words.toString());
    }

    private static void add(StringJoiner words, int count, String what) {
      if (count > 0) {
        words.add(count + " " + what);
      }
    }
  }

  /**
   * Row of the allocation table.
   *
   * @param log its log, or the first error in it if it failed
   */
  record AllocationLine(
      String id,
      String shortId,
      String url,
      String name,
      StatusLabel status,
      String description,
      String client,
      String clientUrl,
      TimestampView created,
      @Nullable String duration,
      String log,
      boolean failed) {

    static AllocationLine of(Allocation one, Clock clock) {
      return new AllocationLine(
          one.id(),
          one.shortId(),
          NomadLinks.allocation(one.id()),
          one.name(),
          AllocationStatusText.of(one),
          AllocationStatusText.description(one),
          one.clientName().isEmpty() ? one.clientId() : one.clientName(),
          NomadLinks.client(one.clientId()),
          TimestampView.of(one.createdAt(), clock),
          AllocationStatusText.duration(one, clock),
          one.status() == AllocationStatus.FAILED
              ? NomadLinks.firstError(one.id())
              : NomadLinks.log(one.id()),
          one.status() == AllocationStatus.FAILED);
    }
  }
}
