package dev.signalbox.sandbox.nomad;

import dev.signalbox.sandbox.nomad.Jobs.Written;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code /v1/jobs}, {@code /v1/job/…} and {@code /v1/evaluation…}. */
final class JobEndpoints {

  private final World world;

  JobEndpoints(World world) {
    this.world = world;
  }

  void offerOn(Routes routes) {
    routes.read("/v1/jobs", JobEndpoints::list);
    routes.write("/v1/jobs", this::register);
    routes.add(Set.of("GET", "POST"), "/v1/jobs/statuses", JobEndpoints::statuses);
    routes.read("/v1/job/{}/allocations", JobEndpoints::allocations);
    routes.read("/v1/job/{}/evaluations", JobEndpoints::evaluations);
    routes.read("/v1/job/{}/summary", JobEndpoints::summary);
    routes.read("/v1/job/{}/versions", JobEndpoints::versions);
    routes.write("/v1/job/{}/evaluate", this::evaluate);
    routes.write("/v1/job/{}/dispatch", this::dispatch);
    routes.read("/v1/job/{}", JobEndpoints::one);
    routes.write("/v1/job/{}", this::register);
    routes.add(Set.of("DELETE"), "/v1/job/{}", this::stop);
    routes.read("/v1/evaluations", JobEndpoints::allEvaluations);
    routes.read("/v1/evaluation/{}", JobEndpoints::evaluation);
  }

  private static Reply list(Call call) throws InterruptedException {
    long index = call.await(Table.JOBS, Table.SUMMARIES);
    Shapes shapes = call.shapes();
    boolean meta = call.exchange().flag("meta");
    return call.list(
        call.state().jobs.values(),
        job -> job.key.id(),
        job -> call.sees(job.key.namespace()),
        job -> shapes.jobStub(job, meta),
        index,
        call.profile().paging());
  }

  private static Reply statuses(Call call) throws InterruptedException {
    if (!call.profile().jobStatuses()) {
      // there it is a job of that name, which nobody has
      return Reply.empty(404);
    }
    long index = call.await(Table.JOBS, Table.ALLOCS);
    return call.list(
        call.state().jobs.values(),
        job -> job.key.id(),
        job -> call.sees(job.key.namespace()) && job.parentId.isEmpty(),
        job -> status(call, job),
        index,
        true);
  }

  private static JsonNode status(Call call, JobState job) {
    ObjectNode json = Json.object();
    json.put("ID", job.key.id()).put("Namespace", job.key.namespace()).put("Name", job.name);
    json.put("Type", job.type).put("Status", job.status).put("Stop", job.stop);
    json.put("ModifyIndex", job.modifyIndex);
    ArrayNode allocs = json.putArray("Allocs");
    for (AllocState alloc : call.state().allocsOf(job.key)) {
      ObjectNode one = allocs.addObject();
      one.put("ID", alloc.id).put("ClientStatus", alloc.status).put("NodeID", alloc.nodeId);
    }
    return json;
  }

  private static Optional<JobState> find(Call call) {
    String namespace = call.namespace().equals("*") ? World.NAMESPACE : call.namespace();
    return call.state().job(new JobId(namespace, call.taken()));
  }

  private static JobId id(Call call) {
    return new JobId(call.namespace(), call.taken());
  }

  private static Reply one(Call call) throws InterruptedException {
    long index =
        call.await(
            () ->
                find(call)
                    .map(job -> job.modifyIndex)
                    .orElseGet(() -> call.state().index(Table.JOBS)));
    return find(call)
        .map(job -> Reply.of(call.shapes().jobWhole(job), index))
        .orElseGet(() -> Reply.error(404, "job not found", index));
  }

  private static Reply summary(Call call) {
    return find(call)
        .map(job -> Reply.of(call.shapes().summary(job), call.state().summary(job.key).modifyIndex))
        .orElseGet(() -> Reply.error(404, "job not found"));
  }

  private static Reply versions(Call call) {
    return find(call)
        .map(
            job -> {
              ObjectNode json = Json.object();
              json.putNull("Diffs").putArray("Versions").add(call.shapes().jobWhole(job));
              return Reply.of(json, job.modifyIndex);
            })
        .orElseGet(() -> Reply.error(404, "job versions not found"));
  }

  private static Reply allocations(Call call) throws InterruptedException {
    long index = call.await(Table.ALLOCS);
    Shapes shapes = call.shapes();
    return new Reply.Rows<>(
        call.state().allocsOf(id(call)), alloc -> shapes.allocStub(alloc, false, true), index, "");
  }

  private static Reply evaluations(Call call) throws InterruptedException {
    long index = call.await(Table.EVALS);
    Shapes shapes = call.shapes();
    List<EvalState> evals =
        call.state().evalsOf(id(call)).stream()
            .sorted(Comparator.<EvalState>comparingLong(eval -> eval.createIndex).reversed())
            .toList();
    return new Reply.Rows<>(evals, shapes::eval, index, "");
  }

  private static Reply allEvaluations(Call call) throws InterruptedException {
    long index = call.await(Table.EVALS);
    Shapes shapes = call.shapes();
    boolean filters = call.profile().atLeast(1, 2, 4);
    String status = filters ? call.exchange().parameter("status").orElse("") : "";
    String job = filters ? call.exchange().parameter("job").orElse("") : "";
    return call.list(
        call.state().evals.values(),
        eval -> eval.id,
        eval ->
            // before there were filters, all namespaces at once was one that nobody had
            (filters || !call.namespace().equals("*"))
                && call.sees(eval.job.namespace())
                && (status.isEmpty() || eval.status.equals(status))
                && (job.isEmpty() || eval.job.id().equals(job)),
        shapes::eval,
        index,
        filters);
  }

  private static Reply evaluation(Call call) throws InterruptedException {
    long index = call.await(Table.EVALS);
    return call.state()
        .eval(call.taken())
        .map(eval -> Reply.of(call.shapes().eval(eval), index))
        .orElseGet(() -> Reply.error(404, "eval not found", index));
  }

  private Reply register(Call call) {
    if (!call.readable() || !call.body().path("Job").isObject()) {
      return Reply.error(400, "Job must be specified");
    }
    JobState job = JobReader.read(call.body().path("Job"), call.namespace(), call.state().now());
    if (job.key.id().isEmpty() || job.groups.isEmpty()) {
      return Reply.error(500, "1 error occurred:\n\t* Missing job task groups\n\n");
    }
    Written written = call.state().locked(() -> world.jobs.register(job));
    ObjectNode json = Json.object();
    json.put("EvalCreateIndex", written.evalId().isEmpty() ? 0 : written.index());
    json.put("EvalID", written.evalId());
    json.put("Index", written.index()).put("JobModifyIndex", written.index());
    json.put("KnownLeader", false).put("LastContact", 0).put("Warnings", "");
    return Reply.of(json, written.index());
  }

  private Reply dispatch(Call call) {
    Optional<JobState> parent = find(call);
    if (parent.isEmpty()) {
      return Reply.error(500, "parameterized job not found");
    }
    if (!parent.get().parameterized || parent.get().dispatched) {
      return Reply.error(500, "Specified job \"" + call.taken() + "\" is not a parameterized job");
    }
    Written written =
        call.state()
            .locked(
                () ->
                    world.jobs.dispatch(parent.get(), JobReader.strings(call.body().path("Meta"))));
    ObjectNode json = Json.object();
    json.put("DispatchedJobID", written.jobId());
    json.put("EvalCreateIndex", written.index()).put("EvalID", written.evalId());
    json.put("Index", written.index()).put("JobCreateIndex", written.index());
    return Reply.of(json, written.index());
  }

  private Reply evaluate(Call call) {
    return find(call)
        .map(
            job -> {
              String eval = world.jobs.evaluate(job, "job-register");
              long index = call.state().index();
              ObjectNode json = Json.object();
              json.put("EvalCreateIndex", index).put("EvalID", eval).put("Index", index);
              json.put("JobModifyIndex", job.jobModifyIndex);
              return Reply.of(json, index);
            })
        .orElseGet(() -> Reply.error(404, "job not found"));
  }

  private Reply stop(Call call) {
    Optional<JobState> job = find(call);
    boolean purge = call.exchange().flag("purge");
    if (job.isEmpty()) {
      return stopOfNone(call, purge);
    }
    Written written = call.state().locked(() -> world.jobs.stop(job.get(), purge));
    ObjectNode json = Json.object();
    json.put("EvalCreateIndex", written.index()).put("EvalID", written.evalId());
    json.put("Index", written.index()).put("JobModifyIndex", written.index());
    json.put("KnownLeader", false).put("LastContact", 0);
    json.put("VolumeEvalID", "").put("VolumeEvalIndex", 0);
    return Reply.of(json, written.index());
  }

  /** The servers find out only while they apply it, and older ones keep that to themselves. */
  private static Reply stopOfNone(Call call, boolean purge) {
    if (call.profile().paging()) {
      return Reply.error(
          500,
          purge
              ? "DeleteJob failed: job not found"
              : "job \"%s\" in namespace \"%s\" doesn't exist to be deregistered"
                  .formatted(call.taken(), call.namespace()));
    }
    long index = call.state().index();
    ObjectNode json = Json.object().put("EvalID", "").put("EvalCreateIndex", index);
    return Reply.of(json.put("Index", index).put("JobModifyIndex", index), index);
  }
}
