package dev.signalbox.nomad.informer;

import dev.signalbox.nomad.NomadListWatch.Batch;
import dev.signalbox.remote.RemoteSystemException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A group of requests. Ending it cancels them and discards results that arrive afterwards. Confined
 * to the event-loop thread, except for the code of the requests.
 */
final class RequestScope {

  private final EventLoop eventLoop;
  private final RequestExecutor executor;
  private final Map<Long, RequestExecutor.RunningRequest> running = new HashMap<>();
  private long lastId;
  private volatile boolean isEnded;

  RequestScope(EventLoop eventLoop, RequestExecutor executor) {
    this.eventLoop = eventLoop;
    this.executor = executor;
  }

  boolean isEnded() {
    return isEnded;
  }

  boolean isBusy() {
    return !running.isEmpty();
  }

  void end() {
    isEnded = true;
    running.values().forEach(RequestExecutor.RunningRequest::cancel);
    running.clear();
  }

  /** Runs a request; one of the two callbacks is called on the event-loop thread. */
  <T> void execute(
      String name, Supplier<T> request, Consumer<T> succeeded, Consumer<SyncFailure> failed) {
    long id = ++lastId;
    running.put(
        id,
        executor.start(
            name,
            () -> {
              // a bug in Signalbox is logged by the uncaught-exception handler of the thread
              Runnable result = () -> failed.accept(SyncFailure.UNEXPECTED);
              try {
                T response = request.get();
                result = () -> succeeded.accept(response);
              } catch (RemoteSystemException e) {
                SyncFailure failure = SyncFailure.of(e);
                result = () -> failed.accept(failure);
              } finally {
                eventLoop.submit(unlessEnded(id, result));
              }
            }));
  }

  /** Follows the event stream; the callbacks are called on the event-loop thread. */
  void follow(
      InformerContext context,
      long index,
      Consumer<Batch> received,
      Consumer<@Nullable SyncFailure> ended) {
    long id = ++lastId;
    running.put(
        id,
        executor.start(
            RequestExecutor.EVENT_STREAM,
            () -> {
              @Nullable SyncFailure failure = SyncFailure.UNEXPECTED;
              try {
                context
                    .lists()
                    .follow(
                        index,
                        batch -> !isEnded && eventLoop.trySubmit(unlessEnded(received, batch)));
                failure = null;
              } catch (RemoteSystemException e) {
                failure = SyncFailure.of(e);
              } finally {
                @Nullable SyncFailure cause = failure;
                eventLoop.submit(unlessEnded(id, () -> ended.accept(cause)));
              }
            }));
  }

  private Runnable unlessEnded(Consumer<Batch> received, Batch batch) {
    return () -> {
      if (!isEnded) {
        received.accept(batch);
      }
    };
  }

  private Runnable unlessEnded(long id, Runnable work) {
    return () -> {
      running.remove(id);
      if (!isEnded) {
        work.run();
      }
    };
  }
}
