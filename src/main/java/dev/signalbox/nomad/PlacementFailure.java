package dev.signalbox.nomad;

import java.util.List;
import java.util.Map;

/**
 * The scheduler metrics of a group that could not be placed.
 *
 * @param evaluated number of clients evaluated
 * @param filtered number of these clients filtered by constraints
 * @param inPool number of clients in the node pool; -1 on servers before 1.6
 * @param available number of clients by datacenter
 * @param exhausted number of clients without enough of some resource
 * @param constraints number of clients filtered, by constraint
 * @param dimensions number of clients exhausted, by resource: {@code memory}, {@code cpu}, …
 * @param requested the resources of one allocation in the exhausted dimensions, since 1.1; 0 in all
 *     others
 * @param quotas quotas that were reached
 * @param coalesced number of further allocations that failed for the same reason
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
    Resources requested,
    List<String> quotas,
    int coalesced) {

  public PlacementFailure withConstraints(Map<String, Integer> value) {
    return new PlacementFailure(
        evaluated,
        filtered,
        inPool,
        pool,
        available,
        exhausted,
        value,
        dimensions,
        requested,
        quotas,
        coalesced);
  }
}
