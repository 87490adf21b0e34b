package dev.signalbox.nomad.wire;

import dev.signalbox.nomad.JobKey;
import dev.signalbox.nomad.NomadActs;
import dev.signalbox.nomad.wire.Ask.Limits;
import dev.signalbox.nomad.wire.Ask.Method;
import dev.signalbox.outside.Adapter;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Gives orders, each once. A drain is always sent with its strategy, since Nomad takes a missing
 * one for the order to stop draining.
 */
@Adapter
class HttpNomadActs implements NomadActs {

  private final Wire wire;

  HttpNomadActs(Wire wire) {
    this.wire = wire;
  }

  @Override
  public long drain(String clientId, DrainOrder order, Map<String, String> meta) {
    Map<String, Object> spec = new LinkedHashMap<>();
    spec.put("Deadline", nanos(order.deadline()));
    spec.put("IgnoreSystemJobs", order.ignoreSystemJobs());
    return drain(clientId, "drain the client " + clientId, spec, false, meta);
  }

  @Override
  public long cancelDrain(String clientId, boolean eligible, Map<String, String> meta) {
    return drain(clientId, "stop draining the client " + clientId, null, eligible, meta);
  }

  @Override
  public long setEligible(String clientId, boolean eligible) {
    String word = eligible ? "eligible" : "ineligible";
    return order(
        node("eligibility", "make the client " + clientId + " " + word, clientId, "eligibility")
            .sending(NomadJson.written(Map.of("Eligibility", word, "NodeID", clientId))));
  }

  @Override
  public long purge(String clientId) {
    return order(node("purge", "purge the client " + clientId, clientId, "purge"));
  }

  @Override
  public long stopJob(JobKey job, boolean purge) {
    return order(
        Ask.of(Method.DELETE, "job-stop", "stop the job " + job.id(), Limits.ACT, "job", job.id())
            .needing("submit-job")
            .with("purge", Boolean.toString(purge))
            .with("namespace", job.namespace()));
  }

  @Override
  public long stopAllocation(String allocationId) {
    return order(
        Ask.of(
                Method.POST,
                "allocation-stop",
                "stop the allocation " + allocationId,
                Limits.ACT,
                "allocation",
                allocationId,
                "stop")
            .needing("alloc-lifecycle"));
  }

  @Override
  public long restartAllocation(String allocationId, @Nullable String task) {
    return order(
        Ask.of(
                Method.POST,
                "allocation-restart",
                "restart the allocation " + allocationId,
                Limits.ACT,
                "client",
                "allocation",
                allocationId,
                "restart")
            .needing("alloc-lifecycle")
            .sending(NomadJson.written(Map.of("TaskName", task == null ? "" : task))));
  }

  private long drain(
      String clientId,
      String attempt,
      @Nullable Map<String, Object> spec,
      boolean eligible,
      Map<String, String> meta) {
    Map<String, @Nullable Object> body = new LinkedHashMap<>();
    body.put("NodeID", clientId);
    body.put("DrainSpec", spec);
    body.put("MarkEligible", eligible);
    body.put("Meta", meta);
    return order(node("drain", attempt, clientId, "drain").sending(NomadJson.written(body)));
  }

  private long order(Ask ask) {
    return wire.ask(
        ask,
        answer -> {
          byte[] body = answer.body().readAllBytes();
          return answer.index() > 0 ? answer.index() : index(body);
        });
  }

  /** Where it is not above the answer, the newest in it; none is a failure after it was done. */
  private static long index(byte[] body) throws IOException {
    return body.length == 0 || body[0] != '{' ? 0 : NomadJson.one(body, Written.class).newest();
  }

  private static Ask node(String operation, String attempt, String clientId, String act) {
    return Ask.of(Method.POST, operation, attempt, Limits.ACT, "node", clientId, act)
        .needing("node:write");
  }

  private static long nanos(@Nullable Duration deadline) {
    if (deadline == null) {
      return 0;
    }
    return deadline.isPositive() ? deadline.toNanos() : -1;
  }

  /** What a write answers. */
  record Written(long index, long nodeModifyIndex, long evalCreateIndex, long jobModifyIndex) {

    long newest() {
      return Math.max(Math.max(index, nodeModifyIndex), Math.max(evalCreateIndex, jobModifyIndex));
    }
  }
}
