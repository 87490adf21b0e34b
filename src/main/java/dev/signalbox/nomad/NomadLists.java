package dev.signalbox.nomad;

import dev.signalbox.outside.OutsideWorldException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What the watcher asks for: whole lists, and events as they happen. All of it only reads. Nobody
 * else asks here: pages read {@link NomadCluster}.
 *
 * <p>Every method throws {@link OutsideWorldException} of the fitting kind: {@code Unreachable} for
 * no connection, no leader and the limit of connections, {@code Refused} for 401 and 403, {@code
 * Unexpected} for an answer that is not Nomad's.
 */
public interface NomadLists {

  /** Finds out what the servers can do. Asks a few cheap questions, each at most once. */
  Capabilities probe();

  /** All clients, each handed over as it is read. */
  Heading clients(Question question, Consumer<Client> found);

  /** One client with what lists do not tell, or null when there is none. */
  default @Nullable Client client(String id) {
    return client(id, told -> {});
  }

  /**
   * The same, and its own events.
   *
   * @param told hears of them, oldest first; the servers keep ten
   */
  @Nullable Client client(String id, Consumer<Event.ClientTold> told);

  /**
   * All allocations that the servers still know; with {@link Question#times} also when each began
   * and ended, as far as that can be had in an answer that is not too long.
   */
  Heading allocations(Question question, Consumer<Allocation> found);

  /** All jobs. */
  Heading jobs(Question question, Consumer<Job> found);

  /**
   * All evaluations that are open, and on servers that tell the reasons only there also those that
   * an open one goes back to.
   */
  Heading evaluations(Question question, Consumer<Evaluation> found);

  /**
   * What the servers say above any answer, for one that costs them little. Asked every ten seconds.
   * Its index must be of the same list each time.
   *
   * @param stale whether a server without a leader may answer
   */
  Heading pulse(boolean stale);

  /**
   * Follows the events of nodes, jobs, allocations and evaluations until the listener says stop,
   * the thread is interrupted or the stream ends; each of these is a normal return. The first call
   * of the listener comes with the connection.
   *
   * @param index where to go on, or 0 for what the servers still have
   * @throws OutsideWorldException where the stream could not be opened, or said why it ended
   */
  void follow(long index, EventListener listener);

  /**
   * How to ask.
   *
   * @param after wait for an answer newer than this index, or 0 to be answered at once
   * @param atMost how long to wait; ignored when {@code after} is 0
   * @param stale whether a server that is not the leader may answer
   * @param times whether to tell when allocations began and ended, which no event will tell of
   *     those that have; three times as long an answer
   */
  record Question(long after, Duration atMost, boolean stale, boolean times) {

    /** At once, and as the leader knows it. */
    public static final Question NOW = new Question(0, Duration.ZERO, false);

    public Question(long after, Duration atMost, boolean stale) {
      this(after, atMost, stale, false);
    }

    public Question withTimes() {
      return new Question(after, atMost, stale, true);
    }
  }

  /**
   * What the servers say above an answer.
   *
   * @param index of the list; of its first page where it came in several
   * @param leaderKnown whether the answering server knows a leader
   * @param behind how far it is behind the leader
   * @param bytes how long the answer was
   */
  record Heading(long index, boolean leaderKnown, Duration behind, long bytes) {}

  /** Hears a stream of events; called by one thread, which must not be kept waiting. */
  interface EventListener {

    /**
     * One batch: everything one transaction changed. An empty one of index 0 says that the stream
     * stands, or still does.
     *
     * @return whether to go on
     */
    boolean heard(Batch batch);
  }

  /** Everything of one index that concerns the topics asked for, in order. */
  record Batch(long index, List<Event> events) {

    /** Whether it says no more than that the stream stands. */
    public boolean heartbeat() {
      return events.isEmpty();
    }
  }

  /** One changed thing, as it is now. */
  sealed interface Event {

    /** A client came or changed. */
    record ClientChanged(Client client) implements Event {}

    /** A client was purged or forgotten. */
    record ClientGone(String id) implements Event {}

    /**
     * An event of a client for people, such as a missed heartbeat; Nomad keeps only ten.
     *
     * @param subsystem such as {@code Drain} or {@code Heartbeat}
     */
    record ClientTold(
        String clientId,
        String clientName,
        Instant at,
        String subsystem,
        String message,
        Map<String, String> details)
        implements Event {}

    /** An allocation came or changed. */
    record AllocationChanged(Allocation allocation) implements Event {}

    /** A job came or changed. It carries no counts: those of the view stay. */
    record JobChanged(Job job) implements Event {}

    /** A job may be gone: surely where the server says so, else it must be asked for. */
    record JobPerhapsGone(JobKey job, boolean surely) implements Event {}

    /** An evaluation came or changed. */
    record EvaluationChanged(Evaluation evaluation) implements Event {}
  }
}
