package dev.signalbox.outside;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** Measures every call to a remote system by system, operation and outcome. */
@Component
public class RemoteCalls {

  private final MeterRegistry meters;

  public RemoteCalls(MeterRegistry meters) {
    this.meters = meters;
  }

  /**
   * Runs the call and records how long it took and how it ended.
   *
   * @param system the remote system in one word, such as {@code github}
   * @param operation a fixed name of the call, never an id or a path with one
   */
  public <T> T timed(String system, String operation, Supplier<T> call) {
    long start = System.nanoTime();
    String outcome = "failed";
    try {
      T answer = call.get();
      outcome = "answered";
      return answer;
    } catch (OutsideWorldException e) {
      outcome = e.getClass().getSimpleName().toLowerCase(Locale.ROOT);
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
}
