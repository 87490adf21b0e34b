package dev.signalbox.sandbox.nomad;

import tools.jackson.databind.JsonNode;

/** Writes the server state as JSON with the fields that the simulated Nomad version has. */
final class NomadJsonWriter {

  private final NodeJsonWriter nodes;
  private final JobJsonWriter jobs;
  private final AllocationJsonWriter allocs;
  private final EvaluationJsonWriter evals;

  NomadJsonWriter(ServerState state) {
    nodes = new NodeJsonWriter(state.profile);
    jobs = new JobJsonWriter(state);
    allocs = new AllocationJsonWriter(state, jobs);
    evals = new EvaluationJsonWriter(state.profile);
  }

  JsonNode nodeStub(StoredNode node, boolean resources, boolean os) {
    return nodes.stub(node, resources, os);
  }

  JsonNode node(StoredNode node) {
    return nodes.full(node);
  }

  JsonNode jobStub(StoredJob job, boolean meta) {
    return jobs.stub(job, meta);
  }

  JsonNode job(StoredJob job) {
    return jobs.full(job);
  }

  JsonNode summary(StoredJob job) {
    return jobs.summary(job);
  }

  JsonNode allocStub(StoredAllocation alloc, boolean resources, boolean taskStates) {
    return allocs.stub(alloc, resources, taskStates);
  }

  JsonNode alloc(StoredAllocation alloc, boolean withJob) {
    return allocs.full(alloc, withJob);
  }

  JsonNode eval(StoredEvaluation eval) {
    return evals.full(eval);
  }
}
