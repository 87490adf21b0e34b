package dev.signalbox.nomad;

import java.util.List;

/**
 * The features of the Nomad servers, detected by probing rather than derived from the version. If
 * the servers differ, the smallest common set.
 *
 * @param versions the distinct versions of the servers, lowest first
 * @param eventStream {@code /v1/event/stream} with events of all resource types, since 1.0 unless
 *     disabled; the permission to read it is only known after connecting
 * @param namespaces since 1.0; before, only {@code default} exists
 * @param wildcardNamespace {@code namespace=*} on lists, since 0.12
 * @param listResources {@code resources=true} on lists, since 1.0
 * @param paging {@code per_page} and {@code next_token} on lists, since 1.3
 * @param lastDrain {@code LastDrain} of a node and {@code Meta} of a drain request, since 1.1
 */
public record Capabilities(
    List<String> versions,
    boolean eventStream,
    boolean namespaces,
    boolean wildcardNamespace,
    boolean listResources,
    boolean paging,
    boolean lastDrain) {

  /** The features of every server since 0.8. */
  public static final Capabilities MINIMAL =
      new Capabilities(List.of(), false, false, false, false, false, false);

  /** Whether clients and jobs have node pools, since 1.6. */
  public boolean hasNodePools() {
    return lowestVersion().isAtLeast(1, 6, 0);
  }

  /** The lowest version of all servers, or {@link ServerVersion#UNKNOWN}. */
  public ServerVersion lowestVersion() {
    return versions.isEmpty() ? ServerVersion.UNKNOWN : ServerVersion.of(versions.getFirst());
  }
}
