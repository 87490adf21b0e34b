package dev.signalbox.nomad.http;

import dev.signalbox.nomad.NomadProperties;
import dev.signalbox.nomad.http.HttpConnections.OpenResponse;
import dev.signalbox.remote.Adapter;
import dev.signalbox.remote.RemoteCalls;
import dev.signalbox.remote.RemoteSystemException;
import dev.signalbox.remote.RemoteSystemException.Unexpected;
import dev.signalbox.remote.RemoteSystemException.Unreachable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import org.apache.hc.client5.http.ClientProtocolException;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.JacksonIOException;

/**
 * Sends requests to Nomad, retries them once if they are retryable, and translates errors.
 * Connections and timeouts are in {@link HttpConnections}.
 */
@Adapter
class HttpNomadTransport implements NomadTransport {

  private final NomadProperties settings;
  private final RemoteCalls calls;
  private final HttpConnections connections;
  private final ErrorTranslator errors;

  HttpNomadTransport(NomadProperties settings, RemoteCalls calls, HttpConnections connections) {
    this.settings = settings;
    this.calls = calls;
    this.connections = connections;
    this.errors = new ErrorTranslator(settings);
  }

  @Override
  public <T> T send(NomadRequest request, NomadResponse.ResponseReader<T> reader) {
    return calls.timed(
        "nomad",
        request.operation(),
        () -> {
          if (request.limits().retryable()) {
            try {
              return sendOnce(request, reader);
            } catch (Unreachable | Unexpected e) {
              if (!isTransient(e)) {
                throw e;
              }
              pause();
            }
          }
          return sendOnce(request, reader);
        });
  }

  @Override
  public boolean stream(NomadRequest request, JsonListener listener) {
    return callInterruptibly(
        () -> {
          try {
            OpenResponse opened =
                calls.timed(
                    "nomad",
                    request.operation(),
                    () -> execute(request, () -> connections.open(request)));
            return execute(request, () -> readObjects(opened, listener));
          } catch (RemoteSystemException e) {
            if (Thread.currentThread().isInterrupted()) {
              return true;
            }
            throw e;
          }
        });
  }

  @Override
  public StreamProbe probeStream(NomadRequest request, Duration within) {
    return calls.timed(
        "nomad",
        request.operation(),
        () ->
            execute(
                request,
                () -> {
                  try (OpenResponse opened = connections.open(request, within)) {
                    boolean hasData =
                        opened.response().status() == 200 && opened.response().body().read() >= 0;
                    return hasData ? StreamProbe.RECEIVING : StreamProbe.CLOSED;
                  } catch (SocketTimeoutException e) {
                    return StreamProbe.IDLE;
                  }
                }));
  }

  private <T> T sendOnce(NomadRequest request, NomadResponse.ResponseReader<T> reader) {
    return execute(
        request,
        () -> {
          try (OpenResponse opened = connections.open(request)) {
            T read = reader.read(opened.response());
            opened.finish();
            return read;
          }
        });
  }

  private static boolean readObjects(OpenResponse opened, JsonListener listener)
      throws IOException {
    boolean received = false;
    try (opened) {
      ConcatenatedJsonReader objects = new ConcatenatedJsonReader(opened.response().body());
      for (byte @Nullable [] next = objects.next(); next != null; next = objects.next()) {
        received = true;
        if (!listener.onObject(next)) {
          return true;
        }
      }
    } catch (ConnectionClosedException e) {
      // a connection that is cut off is the same as a regular end
      return received;
    }
    return received;
  }

  /** Runs a call and translates its errors; the only place where they are caught. */
  private <T> T execute(NomadRequest request, Call<T> call) {
    if (settings.addr() == null) {
      throw errors.notConfigured(request);
    }
    try {
      return call.run();
    } catch (JacksonIOException e) {
      @Nullable IOException cause = e.getCause();
      throw cause == null
          ? errors.unreadableResponse(request, "cut off")
          : translate(request, cause);
    } catch (JacksonException e) {
      throw errors.unreadableResponse(
          request,
          e.getLocation() == null
              ? "not the expected JSON"
              : "line " + e.getLocation().getLineNr() + " column " + e.getLocation().getColumnNr());
    } catch (CancellationException e) {
      // thrown if the request is canceled while it waits for a connection
      throw translate(request, new InterruptedIOException("canceled"));
    } catch (IOException e) {
      throw translate(request, e);
    }
  }

  private RemoteSystemException translate(NomadRequest request, IOException failure) {
    return switch (failure) {
      case UnexpectedStatusException error -> errors.unexpectedStatus(request, error);
      case ConcatenatedJsonReader.TrailingText trailing ->
          errors.unexpectedStatus(request, new UnexpectedStatusException(0, trailing.text(), null));
      case NomadJson.UnexpectedJsonException e ->
          errors.unreadableResponse(request, String.valueOf(e.getMessage()));
      case NoHttpResponseException e -> errors.connectionClosed(request, e);
      case ConnectionClosedException e -> errors.connectionClosed(request, e);
      case ConnectionRequestTimeoutException e -> errors.poolExhausted(request);
      case ClientProtocolException e ->
          errors.invalidHttp(request, "a response that is not valid HTTP");
      default -> errors.connectionFailed(request, failure);
    };
  }

  /** Whether a retry may succeed; timeouts are not retried because they took long enough. */
  private static boolean isTransient(RemoteSystemException e) {
    return (e.status() >= 500 && e.status() != 501)
        || (e.getCause() instanceof IOException cause
            && !(cause instanceof SocketTimeoutException));
  }

  private static void pause() {
    try {
      Thread.sleep(ThreadLocalRandom.current().nextLong(50, 300));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private interface Call<T> {
    T run() throws IOException;
  }

  /**
   * Makes blocking socket reads interruptible. Interrupting a virtual thread closes its socket, but
   * a platform thread keeps blocking, so the work of a platform thread runs on a virtual thread.
   */
  private static boolean callInterruptibly(Supplier<Boolean> work) {
    if (Thread.currentThread().isVirtual()) {
      return work.get();
    }
    FutureTask<Boolean> task = new FutureTask<>(work::get);
    Thread worker = Thread.ofVirtual().name("nomad-stream").start(task);
    try {
      return task.get();
    } catch (InterruptedException e) {
      worker.interrupt();
      Thread.currentThread().interrupt();
      return true;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException known) {
        throw known;
      }
      throw new IllegalStateException(e.getCause());
    }
  }
}
