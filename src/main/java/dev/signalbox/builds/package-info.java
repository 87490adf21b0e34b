/**
 * The page Build activity: the current state of the cluster, what needs attention, and charts of
 * finished builds, durations, clients and drains.
 *
 * <pre>
 * GET    /nomad          the page; the fragment is only its current part
 * GET    /nomad/panel    the summary panel on the overview (fragment)
 * GET    /nomad/chart    the chart of the last 24 hours on the overview (fragment)
 * </pre>
 */
@ApplicationModule(
    allowedDependencies = {"clients", "history", "nomad", "nomad :: ui", "queue", "web"})
@NullMarked
package dev.signalbox.builds;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
