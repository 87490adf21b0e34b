package dev.signalbox.nomad;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Delegates all commands to Nomad; tests override some. */
public class DelegatingNomadCommands implements NomadCommands {

  private final NomadCommands delegate;

  protected DelegatingNomadCommands(NomadCommands delegate) {
    this.delegate = delegate;
  }

  @Override
  public long drain(String clientId, DrainSpec order, Map<String, String> meta) {
    return delegate.drain(clientId, order, meta);
  }

  @Override
  public long cancelDrain(String clientId, boolean eligible, Map<String, String> meta) {
    return delegate.cancelDrain(clientId, eligible, meta);
  }

  @Override
  public long setEligible(String clientId, boolean eligible) {
    return delegate.setEligible(clientId, eligible);
  }

  @Override
  public long purge(String clientId) {
    return delegate.purge(clientId);
  }

  @Override
  public long stopJob(JobKey job, boolean purge) {
    return delegate.stopJob(job, purge);
  }

  @Override
  public long stopAllocation(String allocationId) {
    return delegate.stopAllocation(allocationId);
  }

  @Override
  public long restartAllocation(String allocationId, @Nullable String task) {
    return delegate.restartAllocation(allocationId, task);
  }
}
