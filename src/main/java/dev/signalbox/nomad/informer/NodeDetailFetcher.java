package dev.signalbox.nomad.informer;

import dev.signalbox.nomad.Client;
import dev.signalbox.nomad.NomadListWatch;
import dev.signalbox.nomad.NomadListWatch.Event.NodeEventReceived;
import dev.signalbox.remote.RemoteSystemException;
import dev.signalbox.remote.RemoteSystemException.Unreachable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Fetches single clients for the fields that lists omit: attributes, resources on servers before
 * 1.0, the deadline of a drain, and node events without the event stream. The number of concurrent
 * requests is limited to {@link #READERS}.
 */
final class NodeDetailFetcher {

  /** Concurrent requests, of the connections in {@link dev.signalbox.nomad.ConnectionLimits}. */
  static final int READERS = 4;

  private static final int CHUNK_SIZE = 25;
  private static final Duration RETRY_DELAY = Duration.ofSeconds(30);

  /** Older events of a client that is fetched for the first time are not reported. */
  private static final Duration MAX_EVENT_AGE = Duration.ofHours(24);

  private static final int CLEANUP_THRESHOLD = 10_000;

  private final InformerContext context;
  private final Consumer<NodeEventReceived> listener;
  private final Map<String, Instant> lastReported = new HashMap<>();
  private int cleanupThreshold = CLEANUP_THRESHOLD;
  private @Nullable RequestScope scope;
  private int running;

  NodeDetailFetcher(InformerContext context, Consumer<NodeEventReceived> listener) {
    this.context = context;
    this.listener = listener;
  }

  /** Starts requests for pending clients, up to the limit. */
  void fetchPending() {
    if (context.store().pendingReads().isEmpty()
        || context.eventLoop().isScheduled(TimerId.DETAILS)) {
      return;
    }
    RequestScope current = scope == null ? context.newScope() : scope;
    scope = current;
    while (running < READERS && !context.store().pendingReads().isEmpty()) {
      read(current, context.store().pendingReads().pollBatch(CHUNK_SIZE));
    }
  }

  void stop() {
    if (scope != null) {
      scope.end();
      scope = null;
    }
    running = 0;
    context.store().pendingReads().resumePostponed();
    context.eventLoop().cancel(TimerId.DETAILS, TimerId.RETRY_DETAILS);
  }

  private void read(RequestScope current, List<String> ids) {
    running++;
    ClusterStore store = context.store();
    // a client that registers again meanwhile must not be removed
    Map<String, Long> indexes = new HashMap<>();
    ids.forEach(id -> indexes.put(id, store.clientIndex(id)));
    current.execute(
        "nomad-client",
        () -> Chunk.read(context.lists(), ids),
        chunk -> {
          running--;
          for (ClientWithEvents fetched : chunk.found()) {
            store.storeFetched(fetched.client());
            report(fetched.events());
          }
          chunk.missing().forEach(id -> store.removeClient(id, indexes.getOrDefault(id, 0L)));
          retryUnread(store, chunk);
        },
        failure -> {
          // a bug in Signalbox: an immediate retry would fail again
          running--;
          failed(store, ids);
        });
  }

  private void retryUnread(ClusterStore store, Chunk chunk) {
    store.pendingReads().addBack(chunk.untried());
    if (!chunk.untried().isEmpty()) {
      context.eventLoop().schedule(TimerId.DETAILS, RETRY_DELAY, this::fetchPending);
    }
    failed(store, chunk.failed());
  }

  /** Retries failed clients later, so that they don't block the others. */
  private void failed(ClusterStore store, List<String> ids) {
    if (!ids.isEmpty()) {
      store.pendingReads().postpone(ids);
      if (!context.eventLoop().isScheduled(TimerId.RETRY_DETAILS)) {
        context
            .eventLoop()
            .schedule(
                TimerId.RETRY_DETAILS,
                RETRY_DELAY,
                () -> context.store().pendingReads().resumePostponed());
      }
    }
  }

  /** Reports new events; each response contains the last ten of the client. */
  private void report(List<NodeEventReceived> events) {
    Instant oldest = context.statusTracker().now().minus(MAX_EVENT_AGE);
    Instant last =
        events.isEmpty()
            ? oldest
            : lastReported.getOrDefault(events.getFirst().clientId(), Instant.EPOCH);
    for (NodeEventReceived event : events) {
      if (event.at().isAfter(oldest) && event.at().isAfter(last)) {
        lastReported.put(event.clientId(), event.at());
        listener.accept(event);
      }
    }
    if (lastReported.size() > cleanupThreshold) {
      lastReported.values().removeIf(time -> !time.isAfter(oldest));
      cleanupThreshold = Math.max(CLEANUP_THRESHOLD, 2 * lastReported.size());
    }
  }

  /**
   * The result of fetching some clients.
   *
   * @param missing ids of clients that do not exist
   * @param failed ids that could not be read
   * @param untried ids that were not requested because the servers are unreachable
   */
  private record Chunk(
      List<ClientWithEvents> found,
      List<String> missing,
      List<String> failed,
      List<String> untried) {

    static Chunk read(NomadListWatch lists, List<String> ids) {
      List<ClientWithEvents> found = new ArrayList<>(ids.size());
      List<String> missing = new ArrayList<>();
      List<String> failed = new ArrayList<>();
      for (int i = 0; i < ids.size(); i++) {
        List<NodeEventReceived> events = new ArrayList<>();
        try {
          @Nullable Client client = lists.client(ids.get(i), events::add);
          if (client == null) {
            missing.add(ids.get(i));
          } else {
            found.add(new ClientWithEvents(client, events));
          }
        } catch (Unreachable e) {
          return new Chunk(found, missing, failed, ids.subList(i, ids.size()));
        } catch (RemoteSystemException e) {
          failed.add(ids.get(i));
        }
      }
      return new Chunk(found, missing, failed, List.of());
    }
  }

  /** A client and its node events, oldest first. */
  private record ClientWithEvents(Client client, List<NodeEventReceived> events) {}
}
