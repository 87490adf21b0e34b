/**
 * Rolling drains: drain many clients in batches while a minimum of clients stays ready.
 *
 * <pre>
 * GET    /nomad/rolling-drains              list; POST creates one
 * GET    /nomad/rolling-drains/new          form with a preview of the clients
 * GET    /nomad/rolling-drains/{id}         progress
 * GET    /nomad/rolling-drains/{id}/state   confirms an abort; PUT pauses, resumes and aborts
 * </pre>
 *
 * <p>{@link dev.signalbox.drains.rolling.RollingDrainStep} computes the next steps, {@link
 * dev.signalbox.drains.rolling.RollingDrainRunner} runs them, on one instance at a time.
 */
@NullMarked
package dev.signalbox.drains.rolling;

import org.jspecify.annotations.NullMarked;
