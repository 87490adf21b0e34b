package dev.signalbox.nomad.history;

import dev.signalbox.nomad.Allocation;
import dev.signalbox.nomad.Client;
import dev.signalbox.nomad.ClientStatus;
import dev.signalbox.nomad.ClusterView;
import dev.signalbox.nomad.Evaluation;
import dev.signalbox.nomad.Job;
import dev.signalbox.nomad.JobKey;
import dev.signalbox.nomad.NomadLists.Event.ClientTold;
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
 * What is worth keeping of how the cluster changed. Texts are Nomad's and may be anything, so they
 * are cut to what a row holds.
 */
final class Chronicle {

  private static final int NAME = 250;
  private static final int TEXT = 1000;

  private Chronicle() {}

  /**
   * What happened between two views, at the latest now. After the empty view that is what Nomad
   * still remembers of the time before, and what can be told by comparing with what is written.
   */
  static List<Kept> of(ClusterView before, ClusterView after, Instant now) {
    List<Kept> kept = new ArrayList<>();
    List<Allocation> ended =
        after.allocations().stream()
            .filter(one -> one.terminal() && !one.ofSystem() && !ended(before, one.id()))
            .toList();
    Map<JobKey, Long> firsts = firsts(ended, after);
    ended.forEach(
        one ->
            kept.add(build(one, Objects.equals(firsts.get(one.job()), one.createIndex()), after)));
    boolean first = before == ClusterView.EMPTY;
    for (Client client : after.clients()) {
      @Nullable Client was = before.client(client.id()).orElse(null);
      if (!Objects.equals(was, client)) {
        Drains.seen(was, client, before, now, kept);
        if (!first) {
          turned(was, client, now, kept);
        }
        // a list does not tell since when: then it is found once the client was read alone
        if (first || sinceWhenIsTold(was, client)) {
          found(client, kept);
        }
      }
    }
    if (first) {
      kept.add(new Kept.Roll(now, after.clients().stream().map(one -> name(one.id())).toList()));
    }
    for (Client client : before.clients()) {
      if (after.client(client.id()).isEmpty()) {
        Drains.gone(client, now, kept);
        kept.add(
            new Kept.Turned(
                name(client.id()), name(client.name()), now, "Nomad does not know it any more"));
      }
    }
    return kept;
  }

  static Kept of(ClientTold event) {
    return new Kept.Told(
        name(event.clientId()),
        name(event.clientName()),
        event.at(),
        name(event.subsystem()),
        text(event.message()),
        details(event.details()));
  }

  private static boolean ended(ClusterView before, String allocation) {
    return before.allocation(allocation).map(Allocation::terminal).orElse(false);
  }

  /** The index of each job's first allocation; one pass, as an index of all jobs costs more. */
  private static Map<JobKey, Long> firsts(List<Allocation> ended, ClusterView view) {
    Map<JobKey, Long> firsts = new HashMap<>();
    ended.forEach(one -> firsts.put(one.job(), Long.MAX_VALUE));
    if (!ended.isEmpty()) {
      for (Allocation one : view.allocations()) {
        firsts.computeIfPresent(one.job(), (job, index) -> Math.min(index, one.createIndex()));
      }
    }
    return firsts;
  }

  private static Kept build(Allocation one, boolean first, ClusterView view) {
    @Nullable Job job = view.job(one.job()).orElse(null);
    String name = name(job == null ? one.job().id() : job.name());
    @Nullable Instant started = one.startedAt();
    Instant finished = Objects.requireNonNullElse(one.finishedAt(), one.modifiedAt());
    return new Kept.Build(
        name(one.id()),
        name(one.job().namespace()),
        name(one.job().id()),
        name,
        BuildKind.of(name),
        one.resources().cpu(),
        one.resources().memory(),
        name(one.clientId()),
        name(one.clientName()),
        one.createdAt(),
        started,
        finished,
        BuildOutcome.of(one),
        started == null ? null : length(waitingSince(one, first, job, view), started),
        started == null ? null : length(started, finished));
  }

  /**
   * A job's first allocation waited since the job was submitted, a later one since the scheduler
   * took it up again.
   */
  private static Instant waitingSince(
      Allocation one, boolean first, @Nullable Job job, ClusterView view) {
    if (first && job != null && job.submittedAt().isAfter(Instant.EPOCH)) {
      return job.submittedAt();
    }
    @Nullable Instant evaluated =
        view.evaluation(one.evaluationId()).map(Evaluation::createdAt).orElse(null);
    return evaluated == null ? one.createdAt() : evaluated;
  }

  /** Clocks of machines differ, so what took no time may seem to have taken less. */
  private static long length(Instant from, Instant until) {
    return Math.max(0, Duration.between(from, until).toMillis());
  }

  private static void turned(@Nullable Client was, Client client, Instant now, List<Kept> kept) {
    String message;
    if (was == null) {
      message = "Registered";
    } else if (was.status() != client.status()) {
      message =
          switch (client.status()) {
            case READY -> "Came up";
            case DOWN -> "Went down";
            case DISCONNECTED -> "Was disconnected";
            case INITIALIZING -> "Started anew";
            case UNKNOWN -> "Its state is not known";
          };
    } else {
      return;
    }
    Instant at = was == null ? now : Objects.requireNonNullElse(client.statusSince(), now);
    kept.add(new Kept.Turned(name(client.id()), name(client.name()), at, message));
  }

  private static boolean sinceWhenIsTold(@Nullable Client was, Client client) {
    return was != null && was.statusSince() == null && was.status() == client.status();
  }

  private static void found(Client client, List<Kept> kept) {
    @Nullable Instant since = client.statusSince();
    @Nullable String message =
        switch (client.status()) {
          case READY -> "Came up";
          case DOWN -> "Went down";
          case DISCONNECTED -> "Was disconnected";
          case INITIALIZING, UNKNOWN -> null;
        };
    if (since != null && message != null) {
      kept.add(
          new Kept.Found(
              name(client.id()),
              name(client.name()),
              since,
              message,
              client.status() != ClientStatus.READY));
    }
  }

  static String name(String hostile) {
    return cut(hostile, NAME);
  }

  static String text(String hostile) {
    return cut(hostile, TEXT);
  }

  /** Without what PostgreSQL refuses in a text. */
  private static String cut(String hostile, int length) {
    String clean = hostile.indexOf('\0') < 0 ? hostile : hostile.replace("\0", "");
    if (clean.length() <= length) {
      return clean;
    }
    int end = Character.isHighSurrogate(clean.charAt(length - 1)) ? length - 1 : length;
    return clean.substring(0, end);
  }

  /** Details of an event, each cut like a text, so many at most. */
  static Map<String, String> details(Map<String, String> hostile) {
    return hostile.entrySet().stream()
        .limit(20)
        .collect(
            Collectors.toMap(
                entry -> name(entry.getKey()), entry -> text(entry.getValue()), (a, b) -> a));
  }
}
