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
import dev.signalbox.settings.Settings;
import java.util.ArrayList;
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

  private static final String NOBODY = "signalbox:nobody";

  private final Wire wire;
  private final Pages pages;
  private final OpenEvaluations evaluations;
  private final EventStream events;
  private final OldServers old;
  private final EndedAlone alone;
  private volatile Capabilities capabilities = Capabilities.LEAST;

  @Autowired
  HttpNomadLists(Settings settings, Wire wire) {
    this(settings.nomad(), wire);
  }

  HttpNomadLists(Settings.Nomad settings, Wire wire) {
    this.wire = wire;
    this.pages = new Pages(wire, settings.namespace(), () -> capabilities);
    this.evaluations = new OpenEvaluations(pages);
    this.events = new EventStream(wire, settings.namespace());
    FewAtATime few = new FewAtATime();
    this.old = new OldServers(wire, few);
    this.alone = new EndedAlone(wire, few);
  }

  @Override
  public Capabilities probe() {
    capabilities = new Probe(wire, events.ask(0)).capabilities();
    return capabilities;
  }

  @Override
  public Heading clients(Question question, Consumer<Client> found) {
    Ask ask = Pages.list("clients", "list the clients", question, "nodes").needing("node:read");
    if (capabilities.listResources()) {
      return pages.each(
          ask.with("resources", "true"),
          question,
          NodeJson.class,
          node -> found.accept(node.client()));
    }
    List<NodeJson> listed = new ArrayList<>();
    Heading heading = pages.each(ask, question, NodeJson.class, listed::add);
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
        pages.spaced(
            Pages.list("allocations", "list the allocations", question, "allocations")
                .needing("read-job"));
    if (capabilities.listResources()) {
      return allocations(ask.with("resources", "true"), question, found);
    }
    List<AllocationJson> listed = new ArrayList<>();
    Heading heading = pages.each(ask, question, AllocationJson.class, listed::add);
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
        pages.each(
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
    return pages.each(
        pages.spaced(Pages.list("jobs", "list the jobs", question, "jobs").needing("list-jobs")),
        question,
        JobJson.class,
        job -> found.accept(job.job()));
  }

  @Override
  public Heading evaluations(Question question, Consumer<Evaluation> found) {
    return capabilities.paging()
        ? evaluations.byStatus(question, found)
        : evaluations.ofAll(question, found);
  }

  /** No job begins so: what answers is two brackets, below the index of all jobs. */
  @Override
  public Heading pulse(boolean stale) {
    Ask ask =
        Ask.get("pulse", "ask whether there is a leader", Limits.LIST, "jobs")
            .needing("list-jobs")
            .with("prefix", NOBODY);
    return pages.whole(
        pages.spaced(stale ? ask.with("stale", "true") : ask), JobJson.class, job -> {});
  }

  @Override
  public void follow(long index, EventListener listener) {
    events.follow(index, listener);
  }
}
