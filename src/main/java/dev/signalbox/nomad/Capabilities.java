package dev.signalbox.nomad;

import java.util.List;

/**
 * What the servers can do, found by asking rather than by their version's text; the least of them
 * where they differ.
 *
 * @param versions of the servers, each once, lowest first
 * @param eventStream 1.0, unless it is switched off; whether this console may follow it shows when
 *     it tries
 * @param namespaces 1.0; before there is only {@code default}
 * @param wildcardNamespace {@code namespace=*} on lists, 0.12
 * @param listResources {@code resources=true} on lists, 1.0
 * @param paging {@code per_page} and {@code next_token} on lists, 1.3
 * @param lastDrain the node tells of its last drain, and a drain takes meta, 1.1
 */
public record Capabilities(
    List<String> versions,
    boolean eventStream,
    boolean namespaces,
    boolean wildcardNamespace,
    boolean listResources,
    boolean paging,
    boolean lastDrain) {

  /** What every server since 0.8 can do. */
  public static final Capabilities LEAST =
      new Capabilities(List.of(), false, false, false, false, false, false);

  /** The first two numbers of the lowest server's version as {@code 1.10}, or empty. */
  public ServerVersion lowest() {
    return versions.isEmpty() ? ServerVersion.UNKNOWN : ServerVersion.of(versions.getFirst());
  }
}
