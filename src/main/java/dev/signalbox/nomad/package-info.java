/**
 * The Nomad cluster that runs the builds: watched, explained and looked after.
 *
 * <ul>
 *   <li>{@code wire}: Nomad's protocol, the only place that speaks it
 *   <li>{@code watching}: keeps the one view of the cluster that all pages read
 *   <li>{@code clients}: the machines; {@code servers}: who decides where builds run
 *   <li>{@code jobs}, {@code queue}, {@code allocations}, {@code logs}: what runs, what waits and
 *       why, what it writes
 *   <li>{@code drains}: taking machines out, one by one, in a plan, or for whoever terminates them
 *   <li>{@code history}: what Nomad forgets after hours
 * </ul>
 *
 * <pre>
 * GET    /nomad                                  overview
 * GET    /nomad/clients                          list; .csv; GET /nomad/clients/{id}
 * POST   /nomad/clients/{id}/drain               DELETE cancels; GET asks first
 * PUT    /nomad/clients/{id}/eligibility
 * DELETE /nomad/clients/{id}                     purges; GET /nomad/clients/{id}/purge asks first
 * GET    /nomad/jobs                             GET /nomad/job?id=…&amp;namespace=…
 * DELETE /nomad/job?id=…                         GET /nomad/job/stop?id=… asks first
 * GET    /nomad/queue                            what waits, and why
 * GET    /nomad/allocations/{id}
 * GET    /nomad/allocations/{id}/log             GET /nomad/job/log?id=… merges all of a job
 * GET    /nomad/servers
 * GET    /nomad/plans                            rolling drains; GET|POST /nomad/plans/{id}
 * GET    /api/v1/nomad/clients/{id}/terminable   POST …/release
 * </pre>
 *
 * <p>Pages read a view in memory and never wait for Nomad, but for the details of one thing. A
 * job's id may hold slashes, which no path of ours may, so it travels as a parameter.
 */
@ApplicationModule(
    allowedDependencies = {"web", "live", "api", "audit", "settings", "secrets", "outside"})
@NullMarked
package dev.signalbox.nomad;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
