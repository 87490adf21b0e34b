package dev.signalbox.nomad.history;

import dev.signalbox.nomad.Client;
import dev.signalbox.nomad.Client.LastDrain;
import dev.signalbox.nomad.ClusterView;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Drains as two views of one client tell them. Lists of Nomad before 1.1 tell only their flag. */
final class Drains {

  private Drains() {}

  /**
   * What became of the client's drain.
   *
   * @param was null where it is seen for the first time
   * @param before where its builds of then are found
   */
  static void seen(
      @Nullable Client was, Client client, ClusterView before, Instant now, List<Kept> kept) {
    @Nullable LastDrain last = client.lastDrain();
    if (client.draining()) {
      if (was == null || !was.draining() || !same(was, client)) {
        kept.add(begun(was, client, before, now));
      }
    } else if (last != null) {
      if (last.state() != LastDrain.State.DRAINING
          && (was == null || !last.equals(was.lastDrain()))) {
        kept.add(ended(client, last, now));
      }
    } else if (was != null && was.draining()) {
      kept.add(
          new Kept.DrainEnded(
              Chronicle.name(client.id()),
              Chronicle.name(client.name()),
              null,
              "",
              "",
              now,
              client.eligible() ? DrainOutcome.CANCELED : DrainOutcome.COMPLETE));
    }
  }

  /** The client is gone, and its drain with it. */
  static void gone(Client client, Instant now, List<Kept> kept) {
    if (client.draining()) {
      kept.add(
          new Kept.DrainEnded(
              Chronicle.name(client.id()),
              Chronicle.name(client.name()),
              null,
              "",
              "",
              now,
              DrainOutcome.GONE));
    }
  }

  private static boolean same(Client was, Client client) {
    return Objects.equals(was.drain(), client.drain())
        && Objects.equals(was.lastDrain(), client.lastDrain());
  }

  private static Kept begun(@Nullable Client was, Client client, ClusterView before, Instant now) {
    Client.@Nullable Drain drain = client.drain();
    @Nullable LastDrain last = client.lastDrain();
    @Nullable Instant started = last == null ? null : last.startedAt();
    if (started == null && drain != null) {
      started = drain.startedAt();
    }
    Map<String, String> meta = last == null ? Map.of() : last.meta();
    return new Kept.DrainBegun(
        Chronicle.name(client.id()),
        Chronicle.name(client.name()),
        Objects.requireNonNullElse(started, now),
        started != null,
        message(meta),
        requestedBy(meta),
        drain == null ? null : drain.forceAt(),
        was == null || was.draining() ? null : before.buildsOn(client.id()).size());
  }

  /** Where its start is not told it is the one that goes on. */
  private static Kept ended(Client client, LastDrain last, Instant now) {
    return new Kept.DrainEnded(
        Chronicle.name(client.id()),
        Chronicle.name(client.name()),
        last.startedAt(),
        message(last.meta()),
        requestedBy(last.meta()),
        Objects.requireNonNullElse(last.updatedAt(), now),
        last.state() == LastDrain.State.CANCELED ? DrainOutcome.CANCELED : DrainOutcome.COMPLETE);
  }

  private static String message(Map<String, String> meta) {
    return Chronicle.text(meta.getOrDefault("message", ""));
  }

  /** This console's word, or the autoscaler's. */
  private static String requestedBy(Map<String, String> meta) {
    String byConsole = meta.getOrDefault("requested_by", "");
    return Chronicle.name(byConsole.isEmpty() ? meta.getOrDefault("drained_by", "") : byConsole);
  }
}
