package dev.signalbox.nomad;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The real orders to Nomad; a test gives some of them otherwise. */
public class ActsHandedOn implements NomadActs {

  private final NomadActs nomad;

  protected ActsHandedOn(NomadActs nomad) {
    this.nomad = nomad;
  }

  @Override
  public long drain(String clientId, DrainOrder order, Map<String, String> meta) {
    return nomad.drain(clientId, order, meta);
  }

  @Override
  public long cancelDrain(String clientId, boolean eligible, Map<String, String> meta) {
    return nomad.cancelDrain(clientId, eligible, meta);
  }

  @Override
  public long setEligible(String clientId, boolean eligible) {
    return nomad.setEligible(clientId, eligible);
  }

  @Override
  public long purge(String clientId) {
    return nomad.purge(clientId);
  }

  @Override
  public long stopJob(JobKey job, boolean purge) {
    return nomad.stopJob(job, purge);
  }

  @Override
  public long stopAllocation(String allocationId) {
    return nomad.stopAllocation(allocationId);
  }

  @Override
  public long restartAllocation(String allocationId, @Nullable String task) {
    return nomad.restartAllocation(allocationId, task);
  }
}
