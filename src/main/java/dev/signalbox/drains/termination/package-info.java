/**
 * Releases of machines: the check whether a machine is safe to terminate, and an operation that
 * drains a client, waits for its builds and reports the result. The operation survives restarts.
 *
 * <pre>
 * GET    /nomad/releases                         list
 * GET    /api/v1/nomad/clients/{id}/terminable   by node id, name or instance id
 * POST   /api/v1/nomad/clients/{id}/release      GET returns the progress, DELETE cancels
 * </pre>
 *
 * <p>{@link dev.signalbox.drains.termination.TerminationRequestStep} computes the next step, {@link
 * dev.signalbox.drains.termination.TerminationRequestRunner} runs it, on one instance at a time.
 */
@NullMarked
package dev.signalbox.drains.termination;

import org.jspecify.annotations.NullMarked;
