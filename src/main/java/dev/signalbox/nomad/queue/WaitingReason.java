package dev.signalbox.nomad.queue;

import dev.signalbox.nomad.Client;
import dev.signalbox.nomad.ClusterView;
import dev.signalbox.nomad.Resources;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Why a job waits: one reason, the first that explains it. */
public sealed interface WaitingReason {

  /**
   * The reason of one job.
   *
   * @param ahead how many wait for the same room and are placed before it
   * @param view where the clients are taken from
   */
  static WaitingReason of(Waiting waiting, int ahead, ClusterView view, Instant now) {
    return Reasoning.of(waiting, ahead, view, now);
  }

  /** Nothing in its datacenters and its pool takes builds. */
  record NoClientHere(Scope scope, @Nullable Parked parked) implements WaitingReason {}

  /**
   * Clients there are, but what the job demands of them rules each out.
   *
   * @param constraints those that rule out most, first; at most three
   */
  record ConstraintsFilterAll(int clients, List<Ruled> constraints) implements WaitingReason {}

  /**
   * It is larger than any client.
   *
   * @param largest the most of each that one client has
   * @param wouldDo the smallest kind of machine that would be large enough, or null
   */
  record NeverFits(Resources asked, Resources largest, @Nullable String wouldDo)
      implements WaitingReason {}

  /** Only a client that takes no builds is large enough. */
  record FitsOnlyParked(Resources asked, Parked parked) implements WaitingReason {}

  /**
   * The clients are full.
   *
   * @param dimensions what is short, that of most clients first
   * @param ruledOut how many clients beside these do not have what it demands
   * @param parked a client that has room and takes no builds, or null
   */
  record WaitsForRoom(
      List<String> dimensions, int clients, int ruledOut, int ahead, @Nullable Parked parked)
      implements WaitingReason {}

  /** Its namespace may have no more. */
  record QuotaReached(String quota) implements WaitingReason {}

  /**
   * It failed and is tried again.
   *
   * @param triggeredBy Nomad's word
   */
  record BackOff(Instant until, String triggeredBy) implements WaitingReason {}

  /** Nobody has looked at it for longer than is normal. */
  record SchedulerSlow(Instant since) implements WaitingReason {}

  /** It has just come. */
  record Starting(Instant since) implements WaitingReason {}

  /**
   * It is kept back, and what Nomad says explains nothing.
   *
   * @param told Nomad's words, or empty
   */
  record Untold(String told) implements WaitingReason {}

  /** A constraint and how many clients it rules out. */
  record Ruled(String constraint, int clients) {}

  /** A client that takes no builds. */
  record Parked(String id, String name, boolean draining) {

    static Parked of(Client client) {
      return new Parked(client.id(), client.name(), client.draining());
    }
  }

  /** Whether a person must do something for it ever to run. */
  default boolean needsPerson() {
    return switch (this) {
      case NoClientHere r -> true;
      case ConstraintsFilterAll r -> true;
      case NeverFits r -> true;
      case FitsOnlyParked r -> true;
      case QuotaReached r -> true;
      case SchedulerSlow r -> true;
      case Untold r -> false;
      case WaitsForRoom r -> false;
      case BackOff r -> false;
      case Starting r -> false;
    };
  }
}
