package dev.signalbox.live;

import dev.signalbox.coordination.InstanceNotification;
import dev.signalbox.coordination.InstanceNotificationHandler;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * The tabs that are connected to this instance. Changes that each instance observes separately,
 * such as the state of the cluster, are published here: notifying all instances would cause one
 * refresh per instance, some of them before the receiving instance has observed the change.
 */
@Component
public class LocalTabs implements InstanceNotificationHandler {

  private static final int MIN_GROUP = 10;
  private static final int MAX_GROUPS = 20;
  private static final Duration GROUP_INTERVAL = Duration.ofMillis(50);

  private final Set<ChangedTopics> tabs = ConcurrentHashMap.newKeySet();
  private final SseConnections connections;

  LocalTabs(SseConnections connections) {
    this.connections = connections;
  }

  /**
   * Refreshes the parts of these tabs that show this topic. Up to 10 tabs are notified at once.
   * More are notified in groups within a second, so that their requests do not delay others.
   */
  public void publishChange(String topic) {
    List<ChangedTopics> all = List.copyOf(tabs);
    int size = groupSize(all.size());
    for (int start = 0; start < all.size(); start += size) {
      List<ChangedTopics> group = all.subList(start, Math.min(all.size(), start + size));
      long delay = start / size * GROUP_INTERVAL.toMillis();
      if (delay == 0) {
        notifyTabs(group, topic);
      } else {
        CompletableFuture.delayedExecutor(delay, TimeUnit.MILLISECONDS)
            .execute(() -> notifyTabs(group, topic));
      }
    }
  }

  static int groupSize(int tabs) {
    return Math.max(MIN_GROUP, Math.ceilDiv(tabs, MAX_GROUPS));
  }

  private void notifyTabs(List<ChangedTopics> group, String topic) {
    group.forEach(tab -> tab.topics.add(topic));
    connections.write(SseConnections.Kind.PAGES);
  }

  ResponseEntity<SseEmitter> open(StreamTab tab) {
    return connections.open(SseConnections.Kind.PAGES, tab, owner -> new ChangedTopics());
  }

  @Override
  public void handle(InstanceNotification notification) {
    if (notification instanceof InstanceNotification.TopicChanged changed) {
      publishChange(changed.topic());
    }
  }

  /** Refreshes all pages after notifications may have been lost. */
  @Override
  public void connected() {
    publishChange("resync");
  }

  /** The topics to send to a tab. One that changes several times before it is sent is sent once. */
  private final class ChangedTopics implements SseContent {

    private final Set<String> topics = ConcurrentHashMap.newKeySet();

    ChangedTopics() {
      tabs.add(this);
    }

    @Override
    public boolean hasUpdate() {
      return !topics.isEmpty();
    }

    @Override
    public void send(SseEmitter emitter) throws IOException {
      for (String topic : Set.copyOf(topics)) {
        topics.remove(topic);
        emitter.send(SseEmitter.event().name("topic").data(topic));
      }
    }

    @Override
    public void close() {
      tabs.remove(this);
    }
  }
}
