/**
 * The Nomad cluster: domain model and ports for the modules that show and operate it.
 *
 * <ul>
 *   <li>{@link dev.signalbox.nomad.ClusterState} returns the latest {@link
 *       dev.signalbox.nomad.ClusterSnapshot}, an immutable snapshot in memory. Lists are rendered
 *       from it without calling Nomad. {@link dev.signalbox.nomad.ClusterListener} is called for
 *       each change.
 *   <li>{@link dev.signalbox.nomad.NomadQueries}, {@link dev.signalbox.nomad.NomadServers} and
 *       {@link dev.signalbox.nomad.AllocationLogs} query Nomad for a single object.
 *   <li>{@link dev.signalbox.nomad.NomadCommands} contains all commands that change the cluster.
 * </ul>
 *
 * <p>Subpackages: {@code http} implements the ports with the HTTP API of Nomad, {@code informer}
 * maintains the snapshot from lists and the event stream, {@code ui} is shared by the Nomad pages.
 *
 * <p>A job id may contain slashes, which the paths of the console don't allow, so it is always a
 * query parameter: {@code /nomad/job?id=…&namespace=…}.
 */
@ApplicationModule(allowedDependencies = {"live", "remote", "secrets", "settings", "web"})
@NullMarked
package dev.signalbox.nomad;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
