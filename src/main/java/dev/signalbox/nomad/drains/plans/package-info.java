/**
 * Rolling drains: many clients, some at a time.
 *
 * <pre>
 * GET    /nomad/plans              the list; POST makes one
 * GET    /nomad/plans/new          which clients, in which order
 * GET    /nomad/plans/{id}         how far one is
 * GET    /nomad/plans/{id}/state   asks before a plan is aborted; PUT pauses, resumes and aborts
 * </pre>
 *
 * <p>{@link dev.signalbox.nomad.drains.plans.PlanStep} decides what is next, {@link
 * dev.signalbox.nomad.drains.plans.PlanRunner} does it, on one instance at a time.
 */
@NullMarked
package dev.signalbox.nomad.drains.plans;

import org.jspecify.annotations.NullMarked;
