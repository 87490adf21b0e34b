package dev.signalbox.nomad.http;

import dev.signalbox.nomad.NomadListWatch.Batch;
import dev.signalbox.nomad.NomadListWatch.EventListener;
import dev.signalbox.nomad.http.NomadRequest.Limits;
import dev.signalbox.remote.RemoteSystem;
import dev.signalbox.remote.RemoteSystemException.Denied;
import java.util.List;

final class EventStream {

  private static final Batch CONNECTED = new Batch(0, List.of());

  private final NomadTransport transport;
  private final String namespace;
  private final JobNames names;

  EventStream(NomadTransport transport, String namespace, JobNames names) {
    this.transport = transport;
    this.namespace = namespace;
    this.names = names;
  }

  NomadRequest request(long index) {
    NomadRequest request =
        NomadRequest.get("events", "follow Nomad's events", Limits.EVENTS, "event", "stream")
            .withCapability("read-job and node:read")
            .withQuery("index", Long.toString(index))
            .withQuery("topic", "Node")
            .withQuery("topic", "Job")
            .withQuery("topic", "Allocation")
            .withQuery("topic", "Evaluation");
    return request.withQuery("namespace", namespace);
  }

  void follow(long index, EventListener listener) {
    NomadRequest request = request(index);
    EventJson.EventMapper mapper = new EventJson.EventMapper(names);
    boolean[] connected = {false};
    boolean received =
        transport.stream(
            request,
            json -> {
              EventJson.EventBatch eventBatch = NomadJson.read(json, EventJson.EventBatch.class);
              Batch batch = new Batch(eventBatch.index(), mapper.map(eventBatch));
              boolean first = !connected[0];
              connected[0] = true;
              if (eventBatch.events().isEmpty()) {
                return listener.onBatch(CONNECTED);
              }
              // older servers start with an event; the listener always gets an empty batch first
              return (!first || listener.onBatch(CONNECTED)) && listener.onBatch(batch);
            });
    if (!received) {
      // since 1.11.2 a denied token gets 200 and an empty body
      throw new Denied(
          RemoteSystem.NOMAD,
          request.attempt(),
          "200 with an empty response",
          "Give the ACL token of Signalbox read-job in each namespace and node:read. Without ACLs,"
              + " check enable_event_broker of the servers, and proxies that close streams.",
          null);
    }
  }
}
