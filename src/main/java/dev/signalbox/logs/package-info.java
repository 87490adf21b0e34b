/**
 * Live task logs. Each log is read over one connection to Nomad, shared by all viewers, and
 * buffered for a while after the last viewer has left. The viewer handles up to 100,000 lines.
 *
 * <pre>
 * GET /nomad/allocations/{id}/log          log of an allocation; stderr by default
 * GET /nomad/allocations/{id}/log/stream   its lines as server-sent events
 * GET /nomad/allocations/{id}/log.txt      a whole log; log.zip: all logs of the allocation
 * GET /nomad/job/failure?id=…              exit code and last error lines of a failed job
 * GET /nomad/job/log?id=…                  merged logs of several allocations of a job
 * GET /nomad/job/log/stream?source=…       their lines, merged by arrival
 * GET /nomad/job/log.zip?id=…              all logs of the job
 * </pre>
 */
@ApplicationModule(allowedDependencies = {"audit", "live", "nomad", "nomad :: ui", "remote", "web"})
@NullMarked
package dev.signalbox.logs;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
