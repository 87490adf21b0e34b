package dev.signalbox.nomad.wire;

import dev.signalbox.nomad.NomadDetails.ClientEvent;
import dev.signalbox.nomad.NomadLists.Event;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One event of the stream. Its topic says what the payload is; its type is only the transaction
 * that changed it, so a job that ended comes as an allocation's update.
 */
record EventJson(String topic, String type, String key, long index, @Nullable Payload payload) {

  record Payload(
      @Nullable NodeJson node,
      @Nullable JobSpecJson job,
      @Nullable AllocationJson allocation,
      @Nullable EvaluationJson evaluation,
      boolean deleted) {}

  /** Everything one transaction changed; no index and no events for a heartbeat. */
  record Line(long index, List<EventJson> events) {}

  static Event.ClientTold told(NodeJson node, ClientEvent one) {
    return new Event.ClientTold(
        node.id(), node.name(), one.at(), one.subsystem(), one.message(), one.details());
  }

  /** Makes our events of Nomad's, and keeps in mind what each node told already. */
  static final class Ears {

    private final Map<String, Instant> heard = new HashMap<>();

    List<Event> events(Line line) {
      List<Event> events = new ArrayList<>();
      for (EventJson event : line.events()) {
        @Nullable Payload payload = event.payload();
        if (payload == null) {
          continue;
        }
        switch (event.topic()) {
          case "Node" -> node(event, payload, line.index(), events);
          case "Job" -> job(event, payload, events);
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

    private void node(EventJson event, Payload payload, long index, List<Event> events) {
      if (event.type().equals("NodeDeregistration")) {
        heard.remove(event.key());
        events.add(new Event.ClientGone(event.key()));
        return;
      }
      @Nullable NodeJson node = payload.node();
      if (node != null) {
        told(node, index, events);
        events.add(new Event.ClientChanged(node.client()));
      }
    }

    /** Nomad sends the last ten each time; only the new ones are news. */
    private void told(NodeJson node, long index, List<Event> events) {
      @Nullable Instant before = heard.get(node.id());
      List<NodeJson.Told> all = node.events();
      for (int at = 0; at < all.size(); at++) {
        NodeJson.Told told = all.get(at);
        @Nullable ClientEvent one = told.event();
        if (one == null) {
          continue;
        }
        boolean news =
            before == null
                ? told.createIndex() >= index || at == all.size() - 1
                : one.at().isAfter(before);
        if (news) {
          events.add(EventJson.told(node, one));
        }
        @Nullable Instant last = heard.get(node.id());
        if (last == null || one.at().isAfter(last)) {
          heard.put(node.id(), one.at());
        }
      }
    }

    private static void job(EventJson event, Payload payload, List<Event> events) {
      @Nullable JobSpecJson job = payload.job();
      if (job == null) {
        return;
      }
      if (payload.deleted()) {
        events.add(new Event.JobPerhapsGone(JobJson.key(job.namespace(), job.id()), true));
        return;
      }
      events.add(new Event.JobChanged(job.job(null)));
      // stopped, or purged with the same words: before 1.11.3 nothing tells them apart
      if (event.type().contains("Deregister")) {
        events.add(new Event.JobPerhapsGone(JobJson.key(job.namespace(), job.id()), false));
      }
    }
  }
}
