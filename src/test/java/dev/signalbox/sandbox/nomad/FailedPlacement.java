package dev.signalbox.sandbox.nomad;

import java.util.Map;

/**
 * Placement metrics of a task group that could not be placed, with the resources that one
 * allocation requests by task.
 *
 * @param available number of ready clients by datacenter
 * @param dimensions number of exhausted clients by dimension
 * @param coalesced number of further allocations of the group that could not be placed
 */
record FailedPlacement(
    int evaluated,
    int filtered,
    int inPool,
    String pool,
    Map<String, Integer> available,
    int exhausted,
    Map<String, Integer> constraints,
    Map<String, Integer> classes,
    Map<String, Integer> dimensions,
    Map<String, StoredJob.TaskSpec> requested,
    int coalesced) {

  FailedPlacement coalesced(int number) {
    return new FailedPlacement(
        evaluated,
        filtered,
        inPool,
        pool,
        available,
        exhausted,
        constraints,
        classes,
        dimensions,
        requested,
        number);
  }
}
