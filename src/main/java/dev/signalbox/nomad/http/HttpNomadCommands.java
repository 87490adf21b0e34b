package dev.signalbox.nomad.http;

import dev.signalbox.nomad.DeniedCapabilities;
import dev.signalbox.nomad.JobKey;
import dev.signalbox.nomad.NomadCommands;
import dev.signalbox.nomad.http.NomadRequest.Limits;
import dev.signalbox.nomad.http.NomadRequest.Method;
import dev.signalbox.remote.Adapter;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Sends changes to Nomad, without retries. A drain always has a strategy, because Nomad stops the
 * drain if it is missing.
 */
@Adapter
class HttpNomadCommands implements NomadCommands {

  private final NomadTransport transport;
  private final DeniedCapabilities denied;

  HttpNomadCommands(NomadTransport transport, DeniedCapabilities denied) {
    this.transport = transport;
    this.denied = denied;
  }

  @Override
  public long drain(String clientId, DrainSpec order, Map<String, String> meta) {
    Map<String, Object> spec = new LinkedHashMap<>();
    spec.put("Deadline", deadlineNanos(order.deadline()));
    spec.put("IgnoreSystemJobs", order.ignoreSystemJobs());
    return drain(clientId, "drain the client " + clientId, spec, false, meta);
  }

  @Override
  public long cancelDrain(String clientId, boolean eligible, Map<String, String> meta) {
    return drain(clientId, "stop draining the client " + clientId, null, eligible, meta);
  }

  @Override
  public long setEligible(String clientId, boolean eligible) {
    String state = eligible ? "eligible" : "ineligible";
    return send(
        nodeRequest(
                "eligibility", "mark the client " + clientId + " " + state, clientId, "eligibility")
            .withBody(NomadJson.write(Map.of("Eligibility", state, "NodeID", clientId))),
        "");
  }

  @Override
  public long purge(String clientId) {
    return send(nodeRequest("purge", "purge the client " + clientId, clientId, "purge"), "");
  }

  @Override
  public long stopJob(JobKey job, boolean purge) {
    return send(
        NomadRequest.of(
                Method.DELETE,
                "job-stop",
                "stop the job " + job.id(),
                Limits.COMMAND,
                "job",
                job.id())
            .withCapability(DeniedCapabilities.SUBMIT_JOB)
            .withQuery("purge", Boolean.toString(purge))
            .withQuery("namespace", job.namespace()),
        job.namespace());
  }

  @Override
  public long stopAllocation(String allocationId) {
    return send(
        NomadRequest.of(
                Method.POST,
                "allocation-stop",
                "stop the allocation " + allocationId,
                Limits.COMMAND,
                "allocation",
                allocationId,
                "stop")
            .withCapability(DeniedCapabilities.ALLOC_LIFECYCLE));
  }

  @Override
  public long restartAllocation(String allocationId, @Nullable String task) {
    return send(
        NomadRequest.of(
                Method.POST,
                "allocation-restart",
                "restart the allocation " + allocationId,
                Limits.RESTART,
                "client",
                "allocation",
                allocationId,
                "restart")
            .withCapability(DeniedCapabilities.ALLOC_LIFECYCLE)
            .withBody(NomadJson.write(Map.of("TaskName", task == null ? "" : task))));
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
    return send(
        nodeRequest("drain", attempt, clientId, "drain").withBody(NomadJson.write(body)), "");
  }

  /** Sends a command that needs its capability in a namespace, or in none. */
  private long send(NomadRequest request, String namespace) {
    return denied.observe(request.capability(), namespace, () -> send(request));
  }

  private long send(NomadRequest request) {
    return transport.send(
        request,
        response -> {
          byte[] body = response.body().readAllBytes();
          return response.index() > 0 ? response.index() : newestIndex(body);
        });
  }

  /** Returns the newest index of the body, or 0: the change was applied in any case. */
  private static long newestIndex(byte[] body) throws IOException {
    return body.length == 0 || body[0] != '{'
        ? 0
        : NomadJson.read(body, WriteResponse.class).newest();
  }

  private static NomadRequest nodeRequest(
      String operation, String attempt, String clientId, String action) {
    return NomadRequest.of(
            Method.POST, operation, attempt, Limits.COMMAND, "node", clientId, action)
        .withCapability(DeniedCapabilities.NODE_WRITE);
  }

  private static long deadlineNanos(@Nullable Duration deadline) {
    if (deadline == null) {
      return 0;
    }
    return deadline.isPositive() ? deadline.toNanos() : -1;
  }

  record WriteResponse(
      long index, long nodeModifyIndex, long evalCreateIndex, long jobModifyIndex) {

    long newest() {
      return Math.max(Math.max(index, nodeModifyIndex), Math.max(evalCreateIndex, jobModifyIndex));
    }
  }
}
