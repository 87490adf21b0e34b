package dev.signalbox.nomad;

import java.util.List;
import java.util.Map;

/**
 * What the scheduler saw when it could not place a group.
 *
 * @param evaluated clients it looked at
 * @param filtered of these, ruled out by constraints
 * @param inPool clients of the pool; -1 before 1.6
 * @param available clients of each datacenter
 * @param exhausted clients that had too little of something
 * @param constraints how many clients each constraint ruled out
 * @param dimensions how many clients had too little of what: {@code memory}, {@code cpu}, …
 * @param asked what one allocation asks for of what is short, where the server tells (1.1 and
 *     newer); 0 of everything else
 * @param quotas quotas that were reached
 * @param coalesced how many more of its allocations found no place for the same reason
 */
public record PlacementFailure(
    int evaluated,
    int filtered,
    int inPool,
    String pool,
    Map<String, Integer> available,
    int exhausted,
    Map<String, Integer> constraints,
    Map<String, Integer> dimensions,
    Resources asked,
    List<String> quotas,
    int coalesced) {}
