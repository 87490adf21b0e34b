/**
 * Rolling drains: drain many clients in batches while a minimum of clients stays ready.
 *
 * <pre>
 * GET    /nomad/plans              list; POST creates one
 * GET    /nomad/plans/new          form with a preview of the clients
 * GET    /nomad/plans/{id}         progress
 * GET    /nomad/plans/{id}/state   confirms an abort; PUT pauses, resumes and aborts
 * </pre>
 *
 * <p>{@link dev.signalbox.drains.rolling.RollingDrainStep} computes the next steps, {@link
 * dev.signalbox.drains.rolling.RollingDrainRunner} runs them, on one instance at a time.
 */
@NullMarked
package dev.signalbox.drains.rolling;

import org.jspecify.annotations.NullMarked;
