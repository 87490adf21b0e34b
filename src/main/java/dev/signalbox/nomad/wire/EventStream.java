package dev.signalbox.nomad.wire;

import dev.signalbox.nomad.NomadLists.Batch;
import dev.signalbox.nomad.NomadLists.EventListener;
import dev.signalbox.nomad.wire.Ask.Limits;
import dev.signalbox.outside.OutsideWorldException.Refused;
import java.util.List;

/** Nomad's events: how they are asked for, and what their beginning and their silence mean. */
final class EventStream {

  private static final Batch STANDS = new Batch(0, List.of());

  private final Wire wire;
  private final String namespace;

  EventStream(Wire wire, String namespace) {
    this.wire = wire;
    this.namespace = namespace;
  }

  /** Asks for those from an index on. */
  Ask ask(long index) {
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

  void follow(long index, EventListener listener) {
    Ask ask = ask(index);
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
}
