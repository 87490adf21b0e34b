package dev.signalbox.live;

import dev.signalbox.coordination.InstanceNotification;
import org.springframework.stereotype.Component;

/**
 * Refreshes the tabs that are connected to this instance, for changes that each instance observes
 * separately, such as the state of the cluster. Notifying all instances would cause one refresh per
 * instance, some of them before the receiving instance has observed the change.
 */
@Component
public class LocalTabs {

  private final SseConnections streams;

  LocalTabs(SseConnections streams) {
    this.streams = streams;
  }

  /** Refreshes the parts of these tabs that show this topic. */
  public void publishChange(String topic) {
    streams.handle(new InstanceNotification.TopicChanged(topic));
  }
}
