package dev.signalbox.sandbox.nomad;

import java.util.Map;

/**
 * What the scheduler saw when it could not place a group.
 *
 * @param available ready clients of each datacenter
 * @param dimensions how many clients had too little of what
 * @param asked what one allocation asks for, by task
 * @param coalesced how many more allocations of the group found no place either
 */
record Failure(
    int evaluated,
    int filtered,
    int inPool,
    String pool,
    Map<String, Integer> available,
    int exhausted,
    Map<String, Integer> constraints,
    Map<String, Integer> classes,
    Map<String, Integer> dimensions,
    Map<String, JobState.Task> asked,
    int coalesced) {

  Failure coalesced(int number) {
    return new Failure(
        evaluated,
        filtered,
        inPool,
        pool,
        available,
        exhausted,
        constraints,
        classes,
        dimensions,
        asked,
        number);
  }
}
