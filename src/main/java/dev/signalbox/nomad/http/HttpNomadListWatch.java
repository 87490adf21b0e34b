package dev.signalbox.nomad.http;

import dev.signalbox.nomad.Allocation;
import dev.signalbox.nomad.Capabilities;
import dev.signalbox.nomad.Client;
import dev.signalbox.nomad.Evaluation;
import dev.signalbox.nomad.Job;
import dev.signalbox.nomad.JobKey;
import dev.signalbox.nomad.NomadBuildProperties;
import dev.signalbox.nomad.NomadListWatch;
import dev.signalbox.nomad.NomadProperties;
import dev.signalbox.nomad.Resources;
import dev.signalbox.nomad.http.NomadRequest.Limits;
import dev.signalbox.remote.Adapter;
import dev.signalbox.remote.RemoteSystemException.NotFound;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads lists element by element while the response arrives, and events. Uses the capabilities from
 * the last {@link #probe}; before that, only those that every server has.
 */
@Adapter
class HttpNomadListWatch implements NomadListWatch {

  private static final String UNUSED_PREFIX = "signalbox:no-job";

  private final NomadTransport transport;
  private final Pagination pages;
  private final OpenEvaluations evaluations;
  private final EventStream events;
  private final LegacyResourceReader legacy;
  private final FinishedAllocationLoader finished;
  private final JobMetaReader jobMeta;
  private final JobNames names;
  private final boolean allNamespaces;
  private volatile Capabilities capabilities = Capabilities.MINIMAL;

  HttpNomadListWatch(
      NomadProperties settings, NomadBuildProperties builds, NomadTransport transport) {
    this.transport = transport;
    this.allNamespaces = settings.namespace().equals("*");
    this.pages = new Pagination(transport, settings.namespace(), () -> capabilities);
    this.evaluations = new OpenEvaluations(pages);
    this.names = new JobNames(builds.buildNames());
    this.events = new EventStream(transport, settings.namespace(), names);
    BoundedParallel parallel = new BoundedParallel();
    this.legacy = new LegacyResourceReader(transport, parallel);
    this.jobMeta = new JobMetaReader(transport, parallel);
    this.finished = new FinishedAllocationLoader(transport, parallel);
  }

  @Override
  public Capabilities probe() {
    capabilities = new CapabilityDetector(transport, events.request(0), allNamespaces).detect();
    return capabilities;
  }

  @Override
  public ListMeta clients(ListOptions options, Consumer<Client> found) {
    NomadRequest request =
        Pagination.listRequest("clients", "list the clients", options, "nodes")
            .withCapability("node:read");
    if (capabilities.listResources()) {
      return pages.readAll(
          request.withQuery("resources", "true"),
          options,
          NodeJson.class,
          node -> found.accept(node.client()));
    }
    List<NodeJson> listed = new ArrayList<>();
    ListMeta meta = pages.readAll(request, options, NodeJson.class, listed::add);
    legacy.withResources(listed).forEach(node -> found.accept(node.client()));
    return meta;
  }

  @Override
  public @Nullable Client client(String id, Consumer<Event.NodeEventReceived> events) {
    try {
      NodeJson node =
          transport.send(
              NomadRequest.get("client", "read the client " + id, Limits.DETAIL, "node", id)
                  .withCapability("node:read"),
              response -> NomadJson.read(response.body().readAllBytes(), NodeJson.class));
      node.clientEvents().reversed().forEach(one -> events.accept(EventJson.nodeEvent(node, one)));
      return node.client();
    } catch (NotFound e) {
      return null;
    }
  }

  @Override
  public ListMeta allocations(ListOptions options, Consumer<Allocation> found) {
    NomadRequest request =
        pages.withNamespace(
            Pagination.listRequest("allocations", "list the allocations", options, "allocations")
                .withCapability("read-job"));
    if (capabilities.listResources()) {
      return allocations(request.withQuery("resources", "true"), options, found);
    }
    List<AllocationJson> listed = new ArrayList<>();
    ListMeta meta = pages.readAll(request, options, AllocationJson.class, listed::add);
    Map<String, Resources> allocated = legacy.allocatedResources(listed);
    for (AllocationJson one : listed) {
      found.accept(one.allocation(allocated.getOrDefault(one.id(), one.effectiveResources())));
    }
    return meta;
  }

  private ListMeta allocations(
      NomadRequest request, ListOptions options, Consumer<Allocation> found) {
    NomadRequest withoutTimes = request.withQuery("task_states", "false");
    // with blocking queries there are no events that have the times
    boolean withoutEvents = options.afterIndex() > 0 && !options.includeTimes();
    Set<String> ended = new HashSet<>();
    List<AllocationJson> justEnded = new ArrayList<>();
    ListMeta meta =
        pages.readAll(
            options.includeTimes() ? request : withoutTimes,
            withoutTimes,
            options,
            AllocationJson.class,
            one -> {
              Allocation allocation = one.allocation();
              if (!allocation.isTerminal()) {
                found.accept(allocation);
                return;
              }
              ended.add(one.id());
              if (withoutEvents && !finished.isKnown(one.id())) {
                justEnded.add(one);
              } else {
                found.accept(allocation);
              }
            });
    finished.withTimes(justEnded).forEach(one -> found.accept(one.allocation()));
    if (withoutEvents || options.includeTimes()) {
      finished.setKnown(ended);
    }
    return meta;
  }

  @Override
  public ListMeta jobs(ListOptions options, Consumer<Job> found) {
    boolean[] hasMeta = {false};
    List<JobJson> dispatched = new ArrayList<>();
    ListMeta meta =
        pages.readAll(
            pages.withNamespace(
                Pagination.listRequest("jobs", "list the jobs", options, "jobs")
                    .withQuery("meta", "true")
                    .withCapability("list-jobs")),
            options,
            JobJson.class,
            job -> {
              hasMeta[0] |= !job.meta().isEmpty();
              if (job.parentId().isEmpty() || !job.meta().isEmpty()) {
                found.accept(job.job(names));
              } else {
                dispatched.add(job);
              }
            });
    Map<JobKey, Map<String, String>> separate = hasMeta[0] ? Map.of() : jobMeta.metaOf(dispatched);
    dispatched.forEach(
        job -> found.accept(job.job(names, separate.getOrDefault(job.key(), Map.of()))));
    return meta;
  }

  @Override
  public ListMeta evaluations(ListOptions options, Consumer<Evaluation> found) {
    return capabilities.paging()
        ? evaluations.readByStatus(options, found)
        : evaluations.readAll(options, found);
  }

  /** No job has this prefix, so the response is an empty list with the index of all jobs. */
  @Override
  public ListMeta checkLeader(boolean stale) {
    NomadRequest request =
        NomadRequest.get("leader-check", "check for a leader", Limits.LIST, "jobs")
            .withCapability("list-jobs")
            .withQuery("prefix", UNUSED_PREFIX);
    return pages.readSinglePage(
        pages.withNamespace(stale ? request.withQuery("stale", "true") : request),
        JobJson.class,
        job -> {});
  }

  @Override
  public void follow(long index, EventListener listener) {
    events.follow(index, listener);
  }
}
