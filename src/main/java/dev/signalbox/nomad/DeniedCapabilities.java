package dev.signalbox.nomad;

import dev.signalbox.remote.RemoteSystemException.Denied;
import dev.signalbox.web.TimestampView;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The ACL capabilities that the token of Signalbox lacks, learned from denied commands: policies
 * can't be evaluated without the rules of Nomad's version. A denial counts for ten minutes, so that
 * a changed policy is noticed, and until a command with this capability succeeds.
 */
@Component
public class DeniedCapabilities {

  /** Required for drains, eligibility and purges. */
  public static final String NODE_WRITE = "node:write";

  /** Required to stop jobs. */
  public static final String SUBMIT_JOB = "submit-job";

  /** Required to stop and restart allocations. */
  public static final String ALLOC_LIFECYCLE = "alloc-lifecycle";

  private static final Duration LIFETIME = Duration.ofMinutes(10);

  private final Map<Capability, Instant> denied = new ConcurrentHashMap<>();
  private final Clock clock;

  public DeniedCapabilities(Clock clock) {
    this.clock = clock;
  }

  /**
   * Executes a command and records whether Nomad denied it.
   *
   * @param namespace the namespace in which the capability is required, or empty
   */
  public <T> T observe(String capability, String namespace, Supplier<T> command) {
    Capability key = new Capability(capability, namespace);
    try {
      T result = command.get();
      denied.remove(key);
      return result;
    } catch (Denied e) {
      denied.put(key, clock.instant());
      throw e;
    }
  }

  /** Returns why commands with this capability are disabled, or null if they are not. */
  public @Nullable String reason(String capability, String namespace) {
    @Nullable Instant at = denied.get(new Capability(capability, namespace));
    return at == null || at.plus(LIFETIME).isBefore(clock.instant())
        ? null
        : "Nomad denied this at %s: the token of Signalbox lacks %s."
            .formatted(TimestampView.timeOfDay(at), capability);
  }

  private record Capability(String name, String namespace) {}
}
