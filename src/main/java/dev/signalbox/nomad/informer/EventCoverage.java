package dev.signalbox.nomad.informer;

import dev.signalbox.nomad.NomadListWatch.Event;
import dev.signalbox.nomad.ResourceType;
import java.util.EnumSet;
import java.util.Set;

/**
 * Detects types of resources that change in lists although the event stream has carried no event of
 * the type since it was opened. Servers 1.0.0 to 1.0.11 and 1.1.0 to 1.1.5 omit all events but
 * those of nodes if the stream is for all namespaces, and report no error (hashicorp/nomad #10935).
 */
final class EventCoverage {

  private final Set<ResourceType> withEvents = EnumSet.noneOf(ResourceType.class);
  private final Set<ResourceType> changedInLists = EnumSet.noneOf(ResourceType.class);

  /** Starts again, for a new stream or after all lists were read. */
  void reset() {
    withEvents.clear();
    changedInLists.clear();
  }

  void received(Event event) {
    withEvents.add(
        switch (event) {
          case Event.ClientChanged client -> ResourceType.CLIENTS;
          case Event.ClientRemoved client -> ResourceType.CLIENTS;
          case Event.NodeEventReceived nodeEvent -> ResourceType.CLIENTS;
          case Event.AllocationChanged allocation -> ResourceType.ALLOCATIONS;
          case Event.JobChanged job -> ResourceType.JOBS;
          case Event.JobPossiblyDeregistered job -> ResourceType.JOBS;
          case Event.EvaluationChanged evaluation -> ResourceType.EVALUATIONS;
        });
  }

  /** Records that a list contains an object that is newer than the known one. */
  void changedInList(ResourceType type) {
    changedInLists.add(type);
  }

  /** The types that changed in a list, but in no event. */
  Set<ResourceType> withoutEvents() {
    Set<ResourceType> types = EnumSet.copyOf(changedInLists);
    types.removeAll(withEvents);
    return types;
  }
}
