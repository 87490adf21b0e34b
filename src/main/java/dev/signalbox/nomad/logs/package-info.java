/**
 * What tasks write, as it is written: one connection to Nomad for each log however many people read
 * it, kept for a while so that whoever comes later sees what came before, and pages that stay quick
 * at a hundred thousand lines.
 *
 * <pre>
 * GET /nomad/allocations/{id}/log          one allocation; stderr first
 * GET /nomad/allocations/{id}/log/stream   its lines as they come
 * GET /nomad/allocations/{id}/log.txt      a whole log; log.zip: all logs of the allocation
 * GET /nomad/job/log?id=…                  several allocations of a job in one
 * GET /nomad/job/log/stream?source=…       their lines, merged by arrival
 * GET /nomad/job/log.zip?id=…              all logs of the job
 * </pre>
 */
@NullMarked
package dev.signalbox.nomad.logs;

import org.jspecify.annotations.NullMarked;
