package dev.signalbox.nomad;

import dev.signalbox.remote.RemoteSystemException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Lists and the event stream of Nomad (list and watch). Used only to maintain the snapshot; pages
 * read {@link ClusterState}.
 *
 * <p>Every method throws {@link RemoteSystemException}: {@code Unreachable} if there is no
 * connection or no leader or the connection limit is reached, {@code Denied} for 401 and 403,
 * {@code Unexpected} for a response that is not from Nomad.
 */
public interface NomadListWatch {

  /** Detects the features of the servers with a few cheap requests. */
  Capabilities probe();

  /** Lists all clients; each is passed to the consumer while the response is read. */
  ListMeta clients(ListOptions options, Consumer<Client> found);

  /** Fetches one client with the fields that lists omit; null if it does not exist. */
  default @Nullable Client client(String id) {
    return client(id, event -> {});
  }

  /**
   * Fetches one client and its node events.
   *
   * @param events receives the events, oldest first; the servers keep the last ten
   */
  @Nullable Client client(String id, Consumer<Event.NodeEventReceived> events);

  /**
   * Lists all allocations that the servers still store; with {@link ListOptions#includeTimes}
   * including start and end times, unless the response would be too large.
   */
  ListMeta allocations(ListOptions options, Consumer<Allocation> found);

  /** Lists all jobs. */
  ListMeta jobs(ListOptions options, Consumer<Job> found);

  /**
   * Lists all open evaluations. On servers that store placement failures only in the previous
   * evaluation, also the previous evaluations of the open ones.
   */
  ListMeta evaluations(ListOptions options, Consumer<Evaluation> found);

  /**
   * Sends a cheap list request and returns its headers; called every ten seconds. The index must
   * belong to the same list each time.
   *
   * @param stale whether any server may respond, even without a leader
   */
  ListMeta checkLeader(boolean stale);

  /**
   * Follows the event stream for nodes, jobs, allocations and evaluations. Returns when the
   * listener returns false, the thread is interrupted or the stream ends. The listener is first
   * called when the connection is established.
   *
   * @param index the index to resume at, or 0 for all events that the servers still buffer
   * @throws RemoteSystemException if the stream can't be opened or ends with an error
   */
  void follow(long index, EventListener listener);

  /**
   * Options of a list request.
   *
   * @param afterIndex blocking query: respond when the list is newer than this index; 0 responds
   *     immediately
   * @param maxWait maximum wait of the blocking query; ignored if {@code afterIndex} is 0
   * @param stale whether a server other than the leader may respond
   * @param includeTimes whether to include start and end times of allocations, which the events of
   *     terminal allocations don't; makes the response three times as large
   */
  record ListOptions(long afterIndex, Duration maxWait, boolean stale, boolean includeTimes) {

    /** Immediate and consistent. */
    public static final ListOptions NOW = new ListOptions(0, Duration.ZERO, false);

    public ListOptions(long afterIndex, Duration maxWait, boolean stale) {
      this(afterIndex, maxWait, stale, false);
    }

    public ListOptions withTimes() {
      return new ListOptions(afterIndex, maxWait, stale, true);
    }
  }

  /**
   * Response metadata of a list request.
   *
   * @param index {@code X-Nomad-Index}; of the first page if the list is paginated
   * @param leaderKnown {@code X-Nomad-KnownLeader}
   * @param lag {@code X-Nomad-LastContact}, the lag of the responding server behind the leader
   * @param bytes size of the response body
   */
  record ListMeta(long index, boolean leaderKnown, Duration lag, long bytes) {}

  /** Receives the event stream. Called by the reading thread, which must not be blocked. */
  interface EventListener {

    /**
     * Receives a batch. An empty batch with index 0 is a heartbeat; the first one reports that the
     * stream is connected.
     *
     * @return whether to continue
     */
    boolean onBatch(Batch batch);
  }

  /** All events of one index for the subscribed topics, in order. */
  record Batch(long index, List<Event> events) {

    /** Whether it contains no events. */
    public boolean isHeartbeat() {
      return events.isEmpty();
    }
  }

  /** A change of one object, with its new value. */
  sealed interface Event {

    /** A client was added or changed. */
    record ClientChanged(Client client) implements Event {}

    /** A client was purged or garbage-collected. */
    record ClientRemoved(String id) implements Event {}

    /**
     * A node event, such as a missed heartbeat. Nomad keeps the last ten per node.
     *
     * @param subsystem such as {@code Drain} or {@code Heartbeat}
     */
    record NodeEventReceived(
        String clientId,
        String clientName,
        Instant at,
        String subsystem,
        String message,
        Map<String, String> details)
        implements Event {}

    /** An allocation was added or changed. */
    record AllocationChanged(Allocation allocation) implements Event {}

    /** A job was added or changed. The event has no allocation counts. */
    record JobChanged(Job job) implements Event {}

    /** A job was deregistered; unless {@code confirmed}, it may have been re-registered since. */
    record JobPossiblyDeregistered(JobKey job, boolean confirmed) implements Event {}

    /** An evaluation was added or changed. */
    record EvaluationChanged(Evaluation evaluation) implements Event {}
  }
}
