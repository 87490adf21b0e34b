package dev.signalbox.nomad.wire;

import dev.signalbox.nomad.wire.Lines.Opened;
import dev.signalbox.outside.Adapter;
import dev.signalbox.outside.OutsideWorldException;
import dev.signalbox.outside.OutsideWorldException.Unexpected;
import dev.signalbox.outside.OutsideWorldException.Unreachable;
import dev.signalbox.outside.RemoteCalls;
import dev.signalbox.settings.Settings;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.hc.client5.http.ClientProtocolException;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.JacksonIOException;

/**
 * Asks Nomad, a second time where that may help, and translates its failures. Its connections and
 * time-outs are in {@link HttpLines}.
 */
@Adapter
class HttpWire implements Wire {

  private final Settings.Nomad settings;
  private final RemoteCalls calls;
  private final Lines lines;
  private final Failures failures;

  @Autowired
  HttpWire(Settings settings, RemoteCalls calls, Lines lines) {
    this(settings.nomad(), calls, lines);
  }

  HttpWire(Settings.Nomad settings, RemoteCalls calls, Lines lines) {
    this.settings = settings;
    this.calls = calls;
    this.lines = lines;
    this.failures = new Failures(settings);
  }

  @Override
  public <T> T ask(Ask ask, Answer.Reader<T> reader) {
    return calls.timed(
        "nomad",
        ask.operation(),
        () -> {
          if (ask.limits().again()) {
            try {
              return once(ask, reader);
            } catch (Unreachable | Unexpected e) {
              if (!mayPass(e)) {
                throw e;
              }
              pause();
            }
          }
          return once(ask, reader);
        });
  }

  @Override
  public boolean listen(Ask ask, Listener listener) {
    return Interruptible.call(
        () -> {
          try {
            Opened opened =
                calls.timed("nomad", ask.operation(), () -> tryingTo(ask, () -> lines.open(ask)));
            return tryingTo(ask, () -> heard(opened, listener));
          } catch (OutsideWorldException e) {
            if (Thread.currentThread().isInterrupted()) {
              return true;
            }
            throw e;
          }
        });
  }

  @Override
  public Knock knock(Ask ask, Duration within) {
    return calls.timed(
        "nomad",
        ask.operation(),
        () ->
            tryingTo(
                ask,
                () -> {
                  try (Opened opened = lines.open(ask, within)) {
                    boolean spoken =
                        opened.answer().status() == 200 && opened.answer().body().read() >= 0;
                    return spoken ? Knock.SPEAKS : Knock.CLOSED;
                  } catch (SocketTimeoutException e) {
                    return Knock.SILENT;
                  }
                }));
  }

  private <T> T once(Ask ask, Answer.Reader<T> reader) {
    return tryingTo(
        ask,
        () -> {
          try (Opened opened = lines.open(ask)) {
            T read = reader.read(opened.answer());
            opened.finish();
            return read;
          }
        });
  }

  private static boolean heard(Opened opened, Listener listener) throws IOException {
    boolean any = false;
    try (opened) {
      JsonObjects objects = new JsonObjects(opened.answer().body());
      for (byte @Nullable [] next = objects.next(); next != null; next = objects.next()) {
        any = true;
        if (!listener.heard(next)) {
          return true;
        }
      }
    } catch (ConnectionClosedException e) {
      // cut off: the end, as silent as the usual one
      return any;
    }
    return any;
  }

  /** The only place where a foreign failure is caught. */
  private <T> T tryingTo(Ask ask, Call<T> call) {
    if (settings.address() == null) {
      throw failures.unset(ask);
    }
    try {
      return call.make();
    } catch (JacksonIOException e) {
      @Nullable IOException cause = e.getCause();
      throw cause == null ? failures.unreadable(ask, "cut off") : translated(ask, cause);
    } catch (JacksonException e) {
      throw failures.unreadable(
          ask,
          e.getLocation() == null
              ? "not the JSON that was asked for"
              : "line " + e.getLocation().getLineNr() + " column " + e.getLocation().getColumnNr());
    } catch (CancellationException e) {
      // whoever is called back while waiting for a connection hears it so
      throw translated(ask, new InterruptedIOException("called back"));
    } catch (IOException e) {
      throw translated(ask, e);
    }
  }

  private OutsideWorldException translated(Ask ask, IOException failure) {
    return switch (failure) {
      case Refusal refusal -> failures.answered(ask, refusal);
      case JsonObjects.Sentence sentence ->
          failures.answered(ask, new Refusal(0, sentence.text(), null));
      case NomadJson.NotThat e -> failures.unreadable(ask, String.valueOf(e.getMessage()));
      case NoHttpResponseException e -> failures.closed(ask, e);
      case ConnectionClosedException e -> failures.closed(ask, e);
      case ConnectionRequestTimeoutException e -> failures.busy(ask);
      case ClientProtocolException e -> failures.strange(ask, "something that is not HTTP");
      default -> failures.broken(ask, failure);
    };
  }

  /** Whether it may go away by itself within a moment; a time-out was long enough already. */
  private static boolean mayPass(OutsideWorldException e) {
    return (e.answered().startsWith("5") && !e.answered().startsWith("501"))
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

  /** A call that may fail in foreign words. */
  private interface Call<T> {
    T make() throws IOException;
  }
}
