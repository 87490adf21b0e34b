/**
 * Maintains the in-memory snapshot of the Nomad cluster, as a Kubernetes informer does: it lists
 * all resources, then follows the event stream, and resyncs periodically. Without the event stream
 * it polls with blocking queries.
 *
 * <p>All mutable state is confined to the thread of one event loop; requests run on virtual
 * threads, and pages read immutable snapshots.
 */
@NullMarked
package dev.signalbox.nomad.informer;

import org.jspecify.annotations.NullMarked;
