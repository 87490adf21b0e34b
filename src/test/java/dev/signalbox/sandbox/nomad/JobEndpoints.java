package dev.signalbox.sandbox.nomad;

import dev.signalbox.sandbox.nomad.JobRegistry.WriteResult;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Endpoints below {@code /v1/jobs}, {@code /v1/job} and {@code /v1/evaluation}. */
final class JobEndpoints {

  private final SimulatedCluster cluster;

  JobEndpoints(SimulatedCluster cluster) {
    this.cluster = cluster;
  }

  void register(NomadRouter routes) {
    routes.read("/v1/jobs", JobEndpoints::list);
    routes.write("/v1/jobs", this::register);
    routes.add(Set.of("GET", "POST"), "/v1/jobs/statuses", JobEndpoints::statuses);
    routes.read("/v1/job/{}/allocations", JobEndpoints::allocations);
    routes.read("/v1/job/{}/evaluations", JobEndpoints::evaluations);
    routes.read("/v1/job/{}/summary", JobEndpoints::summary);
    routes.read("/v1/job/{}/versions", JobEndpoints::versions);
    routes.write("/v1/job/{}/evaluate", this::evaluate);
    routes.write("/v1/job/{}/dispatch", this::dispatch);
    routes.read("/v1/job/{}", JobEndpoints::read);
    routes.write("/v1/job/{}", this::register);
    routes.add(Set.of("DELETE"), "/v1/job/{}", this::stop);
    routes.read("/v1/evaluations", JobEndpoints::allEvaluations);
    routes.read("/v1/evaluation/{}", JobEndpoints::evaluation);
  }

  private static NomadStubResponse list(NomadApiCall call) throws InterruptedException {
    long index = call.await(StateTable.JOBS, StateTable.SUMMARIES);
    NomadJsonWriter writer = call.jsonWriter();
    boolean meta = call.exchange().hasFlag("meta");
    return call.list(
        call.state().jobs.values(),
        job -> job.key.id(),
        job -> call.includesNamespace(job.key.namespace()),
        job -> writer.jobStub(job, meta),
        index,
        call.profile().hasPagination());
  }

  private static NomadStubResponse statuses(NomadApiCall call) throws InterruptedException {
    if (!call.profile().hasJobStatuses()) {
      // older versions read "statuses" as the id of a job
      return NomadStubResponse.empty(404);
    }
    long index = call.await(StateTable.JOBS, StateTable.ALLOCS);
    return call.list(
        call.state().jobs.values(),
        job -> job.key.id(),
        job -> call.includesNamespace(job.key.namespace()) && job.parentId.isEmpty(),
        job -> status(call, job),
        index,
        true);
  }

  private static JsonNode status(NomadApiCall call, StoredJob job) {
    ObjectNode json = JsonNodes.object();
    json.put("ID", job.key.id()).put("Namespace", job.key.namespace()).put("Name", job.name);
    json.put("Type", job.type).put("Status", job.status).put("Stop", job.stop);
    json.put("ModifyIndex", job.modifyIndex);
    ArrayNode allocs = json.putArray("Allocs");
    for (StoredAllocation alloc : call.state().allocsOf(job.key)) {
      ObjectNode one = allocs.addObject();
      one.put("ID", alloc.id).put("ClientStatus", alloc.status).put("NodeID", alloc.nodeId);
    }
    return json;
  }

  private static Optional<StoredJob> find(NomadApiCall call) {
    String namespace = call.namespace().equals("*") ? SimulatedCluster.NAMESPACE : call.namespace();
    return call.state().job(new JobId(namespace, call.pathVariable()));
  }

  private static JobId id(NomadApiCall call) {
    return new JobId(call.namespace(), call.pathVariable());
  }

  private static NomadStubResponse read(NomadApiCall call) throws InterruptedException {
    long index =
        call.await(
            () ->
                find(call)
                    .map(job -> job.modifyIndex)
                    .orElseGet(() -> call.state().index(StateTable.JOBS)));
    return find(call)
        .map(job -> NomadStubResponse.of(call.jsonWriter().job(job), index))
        .orElseGet(() -> NomadStubResponse.error(404, "job not found", index));
  }

  private static NomadStubResponse summary(NomadApiCall call) {
    return find(call)
        .map(
            job ->
                NomadStubResponse.of(
                    call.jsonWriter().summary(job), call.state().summary(job.key).modifyIndex))
        .orElseGet(() -> NomadStubResponse.error(404, "job not found"));
  }

  private static NomadStubResponse versions(NomadApiCall call) {
    return find(call)
        .map(
            job -> {
              ObjectNode json = JsonNodes.object();
              json.putNull("Diffs").putArray("Versions").add(call.jsonWriter().job(job));
              return NomadStubResponse.of(json, job.modifyIndex);
            })
        .orElseGet(() -> NomadStubResponse.error(404, "job versions not found"));
  }

  private static NomadStubResponse allocations(NomadApiCall call) throws InterruptedException {
    long index = call.await(StateTable.ALLOCS);
    NomadJsonWriter writer = call.jsonWriter();
    return new NomadStubResponse.ListBody<>(
        call.state().allocsOf(id(call)), alloc -> writer.allocStub(alloc, false, true), index, "");
  }

  private static NomadStubResponse evaluations(NomadApiCall call) throws InterruptedException {
    long index = call.await(StateTable.EVALS);
    NomadJsonWriter writer = call.jsonWriter();
    List<StoredEvaluation> evals =
        call.state().evalsOf(id(call)).stream()
            .sorted(Comparator.<StoredEvaluation>comparingLong(eval -> eval.createIndex).reversed())
            .toList();
    return new NomadStubResponse.ListBody<>(evals, writer::eval, index, "");
  }

  private static NomadStubResponse allEvaluations(NomadApiCall call) throws InterruptedException {
    long index = call.await(StateTable.EVALS);
    NomadJsonWriter writer = call.jsonWriter();
    boolean filters = call.profile().atLeast(1, 2, 4);
    String status = filters ? call.exchange().parameter("status").orElse("") : "";
    String job = filters ? call.exchange().parameter("job").orElse("") : "";
    return call.list(
        call.state().evals.values(),
        eval -> eval.id,
        eval ->
            // versions without filters read "*" as the name of a namespace
            (filters || !call.namespace().equals("*"))
                && call.includesNamespace(eval.job.namespace())
                && (status.isEmpty() || eval.status.equals(status))
                && (job.isEmpty() || eval.job.id().equals(job)),
        writer::eval,
        index,
        filters);
  }

  private static NomadStubResponse evaluation(NomadApiCall call) throws InterruptedException {
    long index = call.await(StateTable.EVALS);
    return call.state()
        .eval(call.pathVariable())
        .map(eval -> NomadStubResponse.of(call.jsonWriter().eval(eval), index))
        .orElseGet(() -> NomadStubResponse.error(404, "eval not found", index));
  }

  private NomadStubResponse register(NomadApiCall call) {
    if (!call.hasValidJson() || !call.body().path("Job").isObject()) {
      return NomadStubResponse.error(400, "Job must be specified");
    }
    StoredJob job =
        JobSpecParser.read(call.body().path("Job"), call.namespace(), call.state().now());
    if (job.key.id().isEmpty() || job.groups.isEmpty()) {
      return NomadStubResponse.error(500, "1 error occurred:\n\t* Missing job task groups\n\n");
    }
    WriteResult written = call.state().locked(() -> cluster.jobs.register(job));
    ObjectNode json = JsonNodes.object();
    json.put("EvalCreateIndex", written.evalId().isEmpty() ? 0 : written.index());
    json.put("EvalID", written.evalId());
    json.put("Index", written.index()).put("JobModifyIndex", written.index());
    json.put("KnownLeader", false).put("LastContact", 0).put("Warnings", "");
    return NomadStubResponse.of(json, written.index());
  }

  private NomadStubResponse dispatch(NomadApiCall call) {
    Optional<StoredJob> parent = find(call);
    if (parent.isEmpty()) {
      return NomadStubResponse.error(500, "parameterized job not found");
    }
    if (!parent.get().parameterized || parent.get().dispatched) {
      return NomadStubResponse.error(
          500, "Specified job \"" + call.pathVariable() + "\" is not a parameterized job");
    }
    WriteResult written =
        call.state()
            .locked(
                () ->
                    cluster.jobs.dispatch(
                        parent.get(), JobSpecParser.strings(call.body().path("Meta"))));
    ObjectNode json = JsonNodes.object();
    json.put("DispatchedJobID", written.jobId());
    json.put("EvalCreateIndex", written.index()).put("EvalID", written.evalId());
    json.put("Index", written.index()).put("JobCreateIndex", written.index());
    return NomadStubResponse.of(json, written.index());
  }

  private NomadStubResponse evaluate(NomadApiCall call) {
    return find(call)
        .map(
            job -> {
              String eval = cluster.jobs.evaluate(job, "job-register");
              long index = call.state().index();
              ObjectNode json = JsonNodes.object();
              json.put("EvalCreateIndex", index).put("EvalID", eval).put("Index", index);
              json.put("JobModifyIndex", job.jobModifyIndex);
              return NomadStubResponse.of(json, index);
            })
        .orElseGet(() -> NomadStubResponse.error(404, "job not found"));
  }

  private NomadStubResponse stop(NomadApiCall call) {
    Optional<StoredJob> job = find(call);
    boolean purge = call.exchange().hasFlag("purge");
    if (job.isEmpty()) {
      return stopMissing(call, purge);
    }
    WriteResult written = call.state().locked(() -> cluster.jobs.stop(job.get(), purge));
    ObjectNode json = JsonNodes.object();
    json.put("EvalCreateIndex", written.index()).put("EvalID", written.evalId());
    json.put("Index", written.index()).put("JobModifyIndex", written.index());
    json.put("KnownLeader", false).put("LastContact", 0);
    json.put("VolumeEvalID", "").put("VolumeEvalIndex", 0);
    return NomadStubResponse.of(json, written.index());
  }

  /** Nomad detects the missing job while applying the entry; older versions report no error. */
  private static NomadStubResponse stopMissing(NomadApiCall call, boolean purge) {
    if (call.profile().hasPagination()) {
      return NomadStubResponse.error(
          500,
          purge
              ? "DeleteJob failed: job not found"
              : "job \"%s\" in namespace \"%s\" doesn't exist to be deregistered"
                  .formatted(call.pathVariable(), call.namespace()));
    }
    long index = call.state().index();
    ObjectNode json = JsonNodes.object().put("EvalID", "").put("EvalCreateIndex", index);
    return NomadStubResponse.of(json.put("Index", index).put("JobModifyIndex", index), index);
  }
}
