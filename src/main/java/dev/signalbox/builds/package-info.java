/**
 * The page Build activity: the current state of the cluster, what needs attention, and charts of
 * finished builds, durations, clients and drains.
 *
 * <pre>
 * GET    /nomad          the page; the fragment is only its current part
 * </pre>
 */
@ApplicationModule(
    allowedDependencies = {"clients", "history", "nomad", "nomad :: ui", "queue", "web"})
@NullMarked
package dev.signalbox.builds;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
