package dev.signalbox.artifacts.serving;

import dev.signalbox.artifacts.ArtifactContent;
import dev.signalbox.artifacts.ArtifactListing;
import dev.signalbox.remote.RemoteSystemException;
import dev.signalbox.web.ClientConnection;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A response that is being sent. Another thread can abort it, also while it waits for the store:
 * the connection to the store is then closed.
 */
final class ArtifactTransfer {

  private final UUID user;
  private final ClientConnection client;
  private @Nullable Thread waiting;
  private @Nullable ArtifactContent content;
  private @Nullable String abortReason;
  private boolean ended;

  ArtifactTransfer(UUID user, ClientConnection client) {
    this.user = user;
    this.client = client;
  }

  UUID user() {
    return user;
  }

  /**
   * Opens a content, which the caller must close.
   *
   * @throws TransferAbortedException if the transfer was aborted
   */
  ArtifactContent open(Supplier<ArtifactContent> open) {
    return await(
        open,
        opened -> {
          content = opened;
          if (abortReason != null) {
            opened.close();
          }
        });
  }

  /**
   * Lists a part of a folder.
   *
   * @throws TransferAbortedException if the transfer was aborted
   */
  ArtifactListing list(Supplier<ArtifactListing> list) {
    return await(list, listing -> {});
  }

  private <T> T await(Supplier<T> request, Consumer<T> received) {
    synchronized (this) {
      check();
      waiting = Thread.currentThread();
    }
    try {
      T response = request.get();
      synchronized (this) {
        waiting = null;
        received.accept(response);
        check();
      }
      return response;
    } catch (RemoteSystemException e) {
      synchronized (this) {
        check();
      }
      throw e;
    } finally {
      synchronized (this) {
        waiting = null;
        if (abortReason != null) {
          // the response to the next request must not be interrupted
          Thread.interrupted();
        }
      }
    }
  }

  /** Aborts the transfer if its client has closed the connection. */
  synchronized void abortIfAbandoned() {
    if (!ended && abortReason == null && !client.isOpen()) {
      abort("The client closed the connection.");
    }
  }

  /**
   * Aborts the transfer.
   *
   * @param why a sentence
   */
  synchronized void abort(String why) {
    if (ended || abortReason != null) {
      return;
    }
    abortReason = why;
    if (waiting != null) {
      waiting.interrupt();
    }
    if (content != null) {
      content.close();
    }
  }

  /** Returns why the transfer was aborted, or null. */
  synchronized @Nullable String abortReason() {
    return abortReason;
  }

  /** Marks the end of the response, after which the connection belongs to another request. */
  synchronized void end() {
    ended = true;
  }

  private void check() {
    if (abortReason != null) {
      throw new TransferAbortedException(abortReason);
    }
  }

  /** The transfer was aborted before or during a request to the store. */
  static final class TransferAbortedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    TransferAbortedException(String why) {
      super(why);
    }
  }
}
