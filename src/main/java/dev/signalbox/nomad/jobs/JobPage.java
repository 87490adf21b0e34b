package dev.signalbox.nomad.jobs;

import dev.signalbox.nomad.Allocation;
import dev.signalbox.nomad.ClusterView;
import dev.signalbox.nomad.Job;
import dev.signalbox.nomad.JobKey;
import dev.signalbox.nomad.JobStatus;
import dev.signalbox.nomad.NomadLinks;
import dev.signalbox.nomad.Resources;
import dev.signalbox.nomad.TrustLine;
import dev.signalbox.nomad.allocations.AllocationWords;
import dev.signalbox.nomad.queue.Explained;
import dev.signalbox.nomad.queue.ReasonWords;
import dev.signalbox.web.Act;
import dev.signalbox.web.Moment;
import dev.signalbox.web.Status;
import dev.signalbox.web.Visitor;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * One job, ready to print.
 *
 * @param why why it waits, or null when it does not
 * @param allocations the newest; {@code more} says how many there are beside them, or null
 * @param children what was made from it, or null where nothing can be
 */
record JobPage(
    String id,
    String namespace,
    String name,
    String query,
    Status status,
    String truth,
    String means,
    Facts facts,
    @Nullable Why why,
    List<GroupLine> groups,
    List<AllocationLine> allocations,
    @Nullable String more,
    @Nullable String children,
    @Nullable String childrenUrl,
    String logs,
    boolean ran,
    Act stop,
    String stopUrl,
    String command,
    TrustLine trust) {

  private static final int SHOWN = 50;

  static JobPage of(
      Job job,
      ClusterView view,
      Optional<Explained> reason,
      Visitor visitor,
      TrustLine trust,
      Clock clock) {
    JobIndex index = JobIndex.of(view);
    Standing standing = index.standing(job);
    List<Allocation> allocations = index.allocations(job.key());
    JobIndex.Family family = index.family(job.key());
    int waiting = reason.map(explained -> explained.waiting().count()).orElse(0);
    Status status = JobWords.of(job, standing, waiting);
    return new JobPage(
        job.key().id(),
        job.key().namespace(),
        job.name(),
        NomadLinks.query(job.key()),
        status,
        truth(job, status, standing, clock),
        JobWords.means(job, standing),
        Facts.of(job, view, clock),
        reason.map(explained -> Why.of(explained, clock)).orElse(null),
        job.groups().entrySet().stream()
            .map(entry -> GroupLine.of(entry.getKey(), entry.getValue()))
            .toList(),
        allocations.stream().limit(SHOWN).map(one -> AllocationLine.of(one, clock)).toList(),
        allocations.size() > SHOWN
            ? (allocations.size() - SHOWN) + " older ones are not shown."
            : null,
        job.template() ? family.words() : null,
        job.template() && family.all() > 0 ? JobsPage.childrenUrl(job.key()) : null,
        NomadLinks.jobLog(job.key()),
        !allocations.isEmpty(),
        Act.of("Stop this job", visitor, null),
        "/nomad/job/stop" + NomadLinks.query(job.key()),
        command("status", job.key()),
        trust);
  }

  /** The same by Nomad's own command. */
  static String command(String verb, JobKey job) {
    return "nomad job %s -namespace=%s %s"
        .formatted(verb, ShellWord.of(job.namespace()), ShellWord.of(job.id()));
  }

  private static String truth(Job job, Status status, Standing standing, Clock clock) {
    StringJoiner truth = new StringJoiner(" · ");
    truth.add(status.word());
    truth.add(job.type());
    if (standing.all() > 1) {
      truth.add(
          "%d live, %d done, %d failed"
              .formatted(standing.live(), standing.done(), standing.failed() + standing.lost()));
    }
    truth.add("submitted " + Moment.of(job.submittedAt(), clock).relative());
    return truth.toString();
  }

  /** What is known of it beside its state. */
  record Facts(
      String where,
      String pool,
      int priority,
      Moment submitted,
      boolean stopAsked,
      String nomadsWord,
      @Nullable String parent,
      @Nullable String parentUrl) {

    static Facts of(Job job, ClusterView view, Clock clock) {
      JobKey parent = new JobKey(job.key().namespace(), job.parentId());
      boolean known = !job.parentId().isEmpty() && view.job(parent).isPresent();
      return new Facts(
          job.datacenters().isEmpty() ? "any" : String.join(", ", job.datacenters()),
          job.pool().isEmpty() ? "default" : job.pool(),
          job.priority(),
          Moment.of(job.submittedAt(), clock),
          job.stopped() && job.status() != JobStatus.DEAD,
          nomadsWord(job.status()),
          job.parentId().isEmpty() ? null : job.parentId(),
          known ? NomadLinks.job(parent) : null);
    }

    private static String nomadsWord(JobStatus status) {
      return switch (status) {
        case PENDING -> "pending";
        case RUNNING -> "running";
        case DEAD -> "dead";
        case UNKNOWN -> "a word this console does not know";
      };
    }
  }

  /**
   * Why it waits.
   *
   * @param needs what it needs, in a sentence, or null while that is not known
   */
  record Why(ReasonWords words, @Nullable String needs, Moment since) {

    static Why of(Explained explained, Clock clock) {
      return new Why(
          ReasonWords.of(explained.reason(), clock),
          needs(explained),
          Moment.of(explained.waiting().since(), clock));
    }

    private static @Nullable String needs(Explained explained) {
      if (explained.asked().equals(Resources.NONE)) {
        return null;
      }
      int count = explained.waiting().count();
      return "It needs "
          + ReasonWords.size(explained.asked())
          + (count == 1 ? "." : ", and that " + count + " times.");
    }
  }

  /** A group with its counts in words, as the last list of jobs told. */
  record GroupLine(String name, String words) {

    static GroupLine of(String name, Job.Counts counts) {
      StringJoiner words = new StringJoiner(" · ");
      add(words, counts.queued(), "waiting");
      add(words, counts.starting(), "starting");
      add(words, counts.running(), "running");
      add(words, counts.complete(), "done");
      add(words, counts.failed(), "failed");
      add(words, counts.lost(), "lost");
      return new GroupLine(name, words.length() == 0 ? "nothing placed yet" : words.toString());
    }

    private static void add(StringJoiner words, int count, String what) {
      if (count > 0) {
        words.add(count + " " + what);
      }
    }
  }

  /** One of its allocations. */
  record AllocationLine(
      String id,
      String shortId,
      String url,
      String name,
      Status status,
      String told,
      String client,
      String clientUrl,
      Moment created,
      @Nullable String ran,
      String log) {

    static AllocationLine of(Allocation one, Clock clock) {
      return new AllocationLine(
          one.id(),
          one.shortId(),
          NomadLinks.allocation(one.id()),
          one.name(),
          AllocationWords.of(one),
          one.statusDescription(),
          one.clientName().isEmpty() ? one.clientId() : one.clientName(),
          NomadLinks.client(one.clientId()),
          Moment.of(one.createdAt(), clock),
          AllocationWords.ran(one, clock),
          NomadLinks.log(one.id()));
    }
  }
}
