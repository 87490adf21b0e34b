package dev.signalbox.web;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A client connection that counts as closed after its download was aborted. */
record MonitoredConnection(ClientConnection client, Supplier<@Nullable Download> download)
    implements ClientConnection {

  @Override
  public boolean isOpen() {
    @Nullable Download current = download.get();
    return (current == null || !current.isAborted()) && client.isOpen();
  }

  @Override
  public void checkDownload() {
    @Nullable Download current = download.get();
    if (current != null) {
      current.check();
    }
  }
}
