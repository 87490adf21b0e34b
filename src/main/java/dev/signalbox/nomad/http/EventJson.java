package dev.signalbox.nomad.http;

import dev.signalbox.nomad.NomadListWatch.Event;
import dev.signalbox.nomad.NomadQueries.ClientEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An event of the stream. The topic determines the payload. The type is only the transaction that
 * caused it, so the end of a job arrives as an allocation update.
 */
record EventJson(String topic, String type, String key, long index, @Nullable Payload payload) {

  record Payload(
      @Nullable NodeJson node,
      @Nullable JobSpecJson job,
      @Nullable AllocationJson allocation,
      @Nullable EvaluationJson evaluation,
      boolean deleted) {}

  /** All events of one transaction. A heartbeat has no index and no events. */
  record EventBatch(long index, List<EventJson> events) {}

  static Event.NodeEventReceived nodeEvent(NodeJson node, ClientEvent clientEvent) {
    return new Event.NodeEventReceived(
        node.id(),
        node.name(),
        clientEvent.at(),
        clientEvent.subsystem(),
        clientEvent.message(),
        clientEvent.details());
  }

  /** Maps events of Nomad and skips node events that were already reported. */
  static final class EventMapper {

    private final Map<String, Instant> newest = new HashMap<>();
    private final JobNames names;

    EventMapper(JobNames names) {
      this.names = names;
    }

    List<Event> map(EventBatch batch) {
      List<Event> events = new ArrayList<>();
      for (EventJson event : batch.events()) {
        @Nullable Payload payload = event.payload();
        if (payload == null) {
          continue;
        }
        switch (event.topic()) {
          case "Node" -> addNodeEvents(event, payload, batch.index(), events);
          case "Job" -> addJobEvents(event, payload, events);
          case "Allocation" -> {
            if (payload.allocation() != null) {
              events.add(new Event.AllocationChanged(payload.allocation().allocation()));
            }
          }
          case "Evaluation" -> {
            if (payload.evaluation() != null) {
              events.add(new Event.EvaluationChanged(payload.evaluation().evaluation()));
            }
          }
          default -> {}
        }
      }
      return List.copyOf(events);
    }

    private void addNodeEvents(EventJson event, Payload payload, long index, List<Event> events) {
      if (event.type().equals("NodeDeregistration")) {
        newest.remove(event.key());
        events.add(new Event.ClientRemoved(event.key()));
        return;
      }
      @Nullable NodeJson node = payload.node();
      if (node != null) {
        addNewNodeEvents(node, index, events);
        events.add(new Event.ClientChanged(node.client()));
      }
    }

    /** Nomad sends the last 10 events each time; only new ones are reported. */
    private void addNewNodeEvents(NodeJson node, long index, List<Event> events) {
      @Nullable Instant lastReported = newest.get(node.id());
      List<NodeJson.NodeEventJson> all = node.events();
      for (int i = 0; i < all.size(); i++) {
        NodeJson.NodeEventJson candidate = all.get(i);
        @Nullable ClientEvent clientEvent = candidate.event();
        if (clientEvent == null) {
          continue;
        }
        boolean isNew =
            lastReported == null
                ? candidate.createIndex() >= index || i == all.size() - 1
                : clientEvent.at().isAfter(lastReported);
        if (isNew) {
          events.add(EventJson.nodeEvent(node, clientEvent));
        }
        @Nullable Instant newestKnown = newest.get(node.id());
        if (newestKnown == null || clientEvent.at().isAfter(newestKnown)) {
          newest.put(node.id(), clientEvent.at());
        }
      }
    }

    private void addJobEvents(EventJson event, Payload payload, List<Event> events) {
      @Nullable JobSpecJson job = payload.job();
      if (job == null) {
        return;
      }
      if (payload.deleted()) {
        events.add(new Event.JobPossiblyDeregistered(JobJson.key(job.namespace(), job.id()), true));
        return;
      }
      events.add(new Event.JobChanged(job.job(null, names)));
      // stopped or purged: before 1.11.3 the events are identical
      if (event.type().contains("Deregister")) {
        events.add(
            new Event.JobPossiblyDeregistered(JobJson.key(job.namespace(), job.id()), false));
      }
    }
  }
}
