/**
 * Handing machines to whoever terminates them: the question whether it may, and the guide's three
 * steps of draining, waiting and reporting as one operation that outlives this instance.
 *
 * <pre>
 * GET    /nomad/releases                         the list
 * GET    /api/v1/nomad/clients/{id}/terminable   by node id, name or the cloud's instance id
 * POST   /api/v1/nomad/clients/{id}/release      GET tells how far it is, DELETE cancels
 * </pre>
 *
 * <p>{@link dev.signalbox.nomad.drains.release.ReleaseStep} decides what is next, {@link
 * dev.signalbox.nomad.drains.release.ReleaseRunner} does it, on one instance at a time.
 */
@NullMarked
package dev.signalbox.nomad.drains.release;

import org.jspecify.annotations.NullMarked;
