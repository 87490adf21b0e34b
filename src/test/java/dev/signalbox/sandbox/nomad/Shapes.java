package dev.signalbox.sandbox.nomad;

import tools.jackson.databind.JsonNode;

/** How things are written: the fields that this version has, as a real agent orders and names. */
final class Shapes {

  private final NodeShape nodes;
  private final JobShape jobs;
  private final AllocShape allocs;
  private final EvalShape evals;

  Shapes(State state) {
    nodes = new NodeShape(state.profile);
    jobs = new JobShape(state);
    allocs = new AllocShape(state, jobs);
    evals = new EvalShape(state.profile);
  }

  JsonNode nodeStub(NodeState node, boolean resources, boolean os) {
    return nodes.stub(node, resources, os);
  }

  JsonNode node(NodeState node) {
    return nodes.whole(node);
  }

  JsonNode jobStub(JobState job, boolean meta) {
    return jobs.stub(job, meta);
  }

  JsonNode jobWhole(JobState job) {
    return jobs.whole(job);
  }

  JsonNode summary(JobState job) {
    return jobs.summary(job);
  }

  JsonNode allocStub(AllocState alloc, boolean resources, boolean taskStates) {
    return allocs.stub(alloc, resources, taskStates);
  }

  JsonNode allocWhole(AllocState alloc, boolean withJob) {
    return allocs.whole(alloc, withJob);
  }

  JsonNode eval(EvalState eval) {
    return evals.whole(eval);
  }
}
