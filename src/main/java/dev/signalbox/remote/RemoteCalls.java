package dev.signalbox.remote;

import dev.signalbox.remote.RemoteSystemException.Conflict;
import dev.signalbox.remote.RemoteSystemException.Denied;
import dev.signalbox.remote.RemoteSystemException.NotFound;
import dev.signalbox.remote.RemoteSystemException.Unexpected;
import dev.signalbox.remote.RemoteSystemException.Unreachable;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** Records a timer for calls to remote systems, tagged by system, operation and outcome. */
@Component
public class RemoteCalls {

  private final MeterRegistry meters;

  public RemoteCalls(MeterRegistry meters) {
    this.meters = meters;
  }

  /**
   * Runs a call and records its duration and outcome.
   *
   * @param system the name of the remote system, such as {@code github}
   * @param operation a constant name of the call; no ids, to limit the number of time series
   */
  public <T> T timed(String system, String operation, Supplier<T> call) {
    long start = System.nanoTime();
    String outcome = "failed";
    try {
      T result = call.get();
      outcome = "answered";
      return result;
    } catch (RemoteSystemException e) {
      outcome = outcome(e);
      throw e;
    } finally {
      Timer.builder("signalbox.remote.calls")
          .description("Calls to remote systems")
          .tag("system", system)
          .tag("operation", operation)
          .tag("outcome", outcome)
          .register(meters)
          .record(System.nanoTime() - start, TimeUnit.NANOSECONDS);
    }
  }

  private static String outcome(RemoteSystemException failure) {
    return switch (failure) {
      case Unreachable e -> "unreachable";
      case Denied e -> "refused";
      case NotFound e -> "missing";
      case Conflict e -> "conflicting";
      case Unexpected e -> "unexpected";
    };
  }
}
