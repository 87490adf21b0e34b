package dev.signalbox.nomad.wire;

import dev.signalbox.nomad.Allocation;
import dev.signalbox.nomad.Capabilities;
import dev.signalbox.nomad.Client;
import dev.signalbox.nomad.Evaluation;
import dev.signalbox.nomad.Job;
import dev.signalbox.nomad.NomadLists;
import dev.signalbox.nomad.Resources;
import dev.signalbox.nomad.wire.Ask.Limits;
import dev.signalbox.outside.Adapter;
import dev.signalbox.outside.OutsideWorldException.Missing;
import dev.signalbox.outside.OutsideWorldException.Refused;
import dev.signalbox.settings.Settings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * Reads lists as they stream by, each element into a slim record, and events. What the servers can
 * do is remembered from the last {@link #probe}; before it nothing is taken for granted.
 */
@Adapter
class HttpNomadLists implements NomadLists {

  private static final String PAGE = "500";

  /** From so many bytes on a list leaves out what is not needed most. */
  private static final long MUCH = 16_000_000;

  private static final String NOBODY = "signalbox:nobody";
  private static final Batch STANDS = new Batch(0, List.of());

  private final Wire wire;
  private final String namespace;
  private final OldServers old;
  private final EndedAlone alone;
  private volatile Capabilities capabilities = Capabilities.LEAST;

  @Autowired
  HttpNomadLists(Settings settings, Wire wire) {
    this(settings.nomad(), wire);
  }

  HttpNomadLists(Settings.Nomad settings, Wire wire) {
    this.wire = wire;
    this.namespace = settings.namespace();
    FewAtATime few = new FewAtATime();
    this.old = new OldServers(wire, few);
    this.alone = new EndedAlone(wire, few);
  }

  @Override
  public Capabilities probe() {
    capabilities = new Probe(wire, events(0)).capabilities();
    return capabilities;
  }

  @Override
  public Heading clients(Question question, Consumer<Client> found) {
    Ask ask = list("clients", "list the clients", question, "nodes").needing("node:read");
    if (capabilities.listResources()) {
      return pages(
          ask.with("resources", "true"),
          question,
          NodeJson.class,
          node -> found.accept(node.client()));
    }
    List<NodeJson> listed = new ArrayList<>();
    Heading heading = pages(ask, question, NodeJson.class, listed::add);
    old.withResources(listed).forEach(node -> found.accept(node.client()));
    return heading;
  }

  @Override
  public @Nullable Client client(String id, Consumer<Event.ClientTold> told) {
    try {
      NodeJson node =
          wire.ask(
              Ask.get("client", "read the client " + id, Limits.DETAIL, "node", id)
                  .needing("node:read"),
              answer -> NomadJson.one(answer.body().readAllBytes(), NodeJson.class));
      node.clientEvents().reversed().forEach(one -> told.accept(EventJson.told(node, one)));
      return node.client();
    } catch (Missing e) {
      return null;
    }
  }

  @Override
  public Heading allocations(Question question, Consumer<Allocation> found) {
    Ask ask =
        spaced(
            list("allocations", "list the allocations", question, "allocations")
                .needing("read-job"));
    if (capabilities.listResources()) {
      return allocations(ask.with("resources", "true"), question, found);
    }
    List<AllocationJson> listed = new ArrayList<>();
    Heading heading = pages(ask, question, AllocationJson.class, listed::add);
    Map<String, Resources> given = old.given(listed);
    for (AllocationJson one : listed) {
      found.accept(one.allocation(given.getOrDefault(one.id(), one.given())));
    }
    return heading;
  }

  private Heading allocations(Ask ask, Question question, Consumer<Allocation> found) {
    Ask slim = ask.with("task_states", "false");
    // who waits for a list hears no events
    boolean untold = question.after() > 0 && !question.times();
    Set<String> ended = new HashSet<>();
    List<AllocationJson> justEnded = new ArrayList<>();
    Heading heading =
        pages(
            question.times() ? ask : slim,
            slim,
            question,
            AllocationJson.class,
            one -> {
              Allocation allocation = one.allocation();
              if (!allocation.terminal()) {
                found.accept(allocation);
                return;
              }
              ended.add(one.id());
              if (untold && !alone.knows(one.id())) {
                justEnded.add(one);
              } else {
                found.accept(allocation);
              }
            });
    alone.withTimes(justEnded).forEach(one -> found.accept(one.allocation()));
    if (untold || question.times()) {
      alone.know(ended);
    }
    return heading;
  }

  @Override
  public Heading jobs(Question question, Consumer<Job> found) {
    return pages(
        spaced(list("jobs", "list the jobs", question, "jobs").needing("list-jobs")),
        question,
        JobJson.class,
        job -> found.accept(job.job()));
  }

  @Override
  public Heading evaluations(Question question, Consumer<Evaluation> found) {
    Ask ask =
        spaced(
            list("evaluations", "list the open evaluations", question, "evaluations")
                .needing("read-job"));
    if (!capabilities.paging()) {
      return ofAll(ask, question, found);
    }
    Heading blocked =
        pages(
            ask.with("status", "blocked"),
            question,
            EvaluationJson.class,
            one -> found.accept(one.evaluation()));
    Question now = new Question(0, question.atMost(), question.stale());
    Heading pending =
        pages(
            spaced(
                    list("evaluations", "list the open evaluations", now, "evaluations")
                        .needing("read-job"))
                .with("status", "pending"),
            now,
            EvaluationJson.class,
            one -> found.accept(one.evaluation()));
    return new Heading(
        blocked.index(),
        blocked.leaderKnown(),
        blocked.behind(),
        blocked.bytes() + pending.bytes());
  }

  /** No job begins so: what answers is two brackets, below the index of all jobs. */
  @Override
  public Heading pulse(boolean stale) {
    Ask ask =
        Ask.get("pulse", "ask whether there is a leader", Limits.LIST, "jobs")
            .needing("list-jobs")
            .with("prefix", NOBODY);
    return page(spaced(stale ? ask.with("stale", "true") : ask), JobJson.class, job -> {})
        .heading();
  }

  @Override
  public void follow(long index, EventListener listener) {
    Ask ask = events(index);
    EventJson.Ears ears = new EventJson.Ears();
    boolean[] stands = {false};
    boolean any =
        wire.listen(
            ask,
            json -> {
              EventJson.Line line = NomadJson.one(json, EventJson.Line.class);
              Batch batch = new Batch(line.index(), ears.events(line));
              boolean first = !stands[0];
              stands[0] = true;
              if (line.events().isEmpty()) {
                return listener.heard(STANDS);
              }
              // older servers begin with an event: that the stream stands comes first all the same
              return (!first || listener.heard(STANDS)) && listener.heard(batch);
            });
    if (!any) {
      // since 1.11.2 a token is refused by 200 and silence
      throw new Refused(
          ask.attempt(),
          "200 and then the end, without a word",
          "give the console's ACL token read-job in each namespace and node:read; where there are"
              + " no ACLs, look at enable_event_broker of the servers, and for a proxy that cuts"
              + " streams",
          null);
    }
  }

  /** Before 1.1 the reason is in the evaluation before, and no status can be asked for. */
  private Heading ofAll(Ask ask, Question question, Consumer<Evaluation> found) {
    List<EvaluationJson> open = new ArrayList<>();
    Map<String, EvaluationJson> reasons = new HashMap<>();
    Heading heading =
        pages(
            ask,
            question,
            EvaluationJson.class,
            one -> {
              if (one.evaluation().open()) {
                open.add(one);
              } else if (!one.failedTgAllocs().isEmpty()) {
                reasons.put(one.id(), one);
              }
            });
    for (EvaluationJson one : open) {
      found.accept(one.evaluation());
      @Nullable EvaluationJson reason =
          one.keepsTheReason() ? reasons.remove(one.previousEval()) : null;
      if (reason != null) {
        found.accept(reason.evaluation());
      }
    }
    return heading;
  }

  private <T> Heading pages(Ask ask, Question question, Class<T> type, Consumer<T> found) {
    return pages(ask, ask, question, type, found);
  }

  /**
   * Page after page.
   *
   * @param slim how to ask on once much has come
   */
  private <T> Heading pages(
      Ask ask, Ask slim, Question question, Class<T> type, Consumer<T> found) {
    if (!capabilities.paging() || question.after() > 0) {
      return page(ask, type, found).heading();
    }
    Ask paged = ask.with("per_page", PAGE);
    Page page = page(paged, type, found);
    Heading first = page.heading();
    long bytes = first.bytes();
    while (page.next() != null) {
      Ask more = bytes < MUCH ? paged : slim.with("per_page", PAGE);
      page = page(more.with("next_token", page.next()), type, found);
      bytes += page.heading().bytes();
    }
    // what changed while the pages were read is newer than the first one's index
    return new Heading(first.index(), first.leaderKnown(), first.behind(), bytes);
  }

  private <T> Page page(Ask ask, Class<T> type, Consumer<T> found) {
    return wire.ask(
        ask,
        answer -> {
          NomadJson.each(answer.body(), type, found);
          return new Page(answer.heading(), answer.next());
        });
  }

  private static Ask list(String operation, String attempt, Question question, String what) {
    if (question.after() == 0) {
      Ask ask = Ask.get(operation, attempt, Limits.LIST, what);
      return question.stale() ? ask.with("stale", "true") : ask;
    }
    Ask ask =
        Ask.get(operation + "-wait", attempt, Limits.waiting(question.atMost()), what)
            .with("index", Long.toString(question.after()))
            .with("wait", Ask.written(question.atMost()));
    return question.stale() ? ask.with("stale", "true") : ask;
  }

  private Ask events(long index) {
    Ask ask =
        Ask.get("events", "follow Nomad's events", Limits.EVENTS, "event", "stream")
            .needing("read-job and node:read")
            .with("index", Long.toString(index))
            .with("topic", "Node")
            .with("topic", "Job")
            .with("topic", "Allocation")
            .with("topic", "Evaluation");
    return ask.with("namespace", namespace);
  }

  /** All namespaces where that can be asked for. */
  private Ask spaced(Ask ask) {
    return namespace.equals("*") && !capabilities.wildcardNamespace()
        ? ask
        : ask.with("namespace", namespace);
  }

  private record Page(Heading heading, @Nullable String next) {}
}
