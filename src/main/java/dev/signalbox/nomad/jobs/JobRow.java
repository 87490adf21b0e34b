package dev.signalbox.nomad.jobs;

import dev.signalbox.nomad.Job;
import java.util.Locale;

/**
 * A job of the list. What each of very many is asked for with each page stands here, not behind a
 * way through the memory.
 *
 * @param child whether the job it was made from is in the list, too
 * @param submitted in milliseconds since 1970
 * @param searched its id, and its name where that is another, in small letters
 */
record JobRow(Job job, JobState state, boolean child, long submitted, String searched) {

  static JobRow of(Job job, JobState state, boolean child) {
    return new JobRow(job, state, child, job.submittedAt().toEpochMilli(), searched(job));
  }

  /** An id in small letters, as nearly all are, is not copied. */
  private static String searched(Job job) {
    String id = job.key().id();
    return (job.name().equals(id) ? id : id + "\n" + job.name()).toLowerCase(Locale.ROOT);
  }
}
