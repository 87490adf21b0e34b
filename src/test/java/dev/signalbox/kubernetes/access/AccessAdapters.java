package dev.signalbox.kubernetes.access;

import dev.signalbox.kubernetes.ApiDiscovery;
import dev.signalbox.kubernetes.PermissionCheck;
import dev.signalbox.kubernetes.client.FakeClusterConnection;
import java.time.Clock;

/** The adapters of this package, for tests of other packages. */
public final class AccessAdapters {

  private final FakeClusterConnection connection;
  private final Clock clock;
  private final BackgroundValue.Reader reader;

  /**
   * @param clock decides when a value is read again
   */
  public AccessAdapters(FakeClusterConnection connection, Clock clock) {
    this.connection = connection;
    this.clock = clock;
    this.reader =
        new BackgroundValue.Reader(clock, task -> Thread.ofVirtual().start(task), () -> {});
  }

  public PermissionCheck permissions() {
    return new SelfSubjectPermissionCheck(connection.calls(), connection.probe(), reader);
  }

  public ApiDiscovery discovery() {
    return new ClusterApiDiscovery(connection.calls(), connection.probe(), reader, clock);
  }
}
