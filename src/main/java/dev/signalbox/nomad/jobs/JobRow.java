package dev.signalbox.nomad.jobs;

import dev.signalbox.nomad.Job;

/**
 * A job of the list.
 *
 * @param child whether the job it was made from is in the list, too
 */
record JobRow(Job job, JobState state, boolean child) {}
