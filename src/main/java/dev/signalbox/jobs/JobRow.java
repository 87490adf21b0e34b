package dev.signalbox.jobs;

import dev.signalbox.nomad.Job;
import java.util.Locale;

/**
 * A job with the values that filtering and sorting need. They are stored here, because following
 * references for each of many thousand jobs is slow.
 *
 * @param submitted submit time in milliseconds since the epoch
 * @param searchText id, and the name if it differs, in lower case
 */
record JobRow(Job job, JobState state, long submitted, String searchText) {

  static JobRow of(Job job, JobState state) {
    return new JobRow(job, state, job.submittedAt().toEpochMilli(), searchText(job));
  }

  /** Does not copy an id that is already in lower case, as most are. */
  private static String searchText(Job job) {
    String id = job.key().id();
    return (job.name().equals(id) ? id : id + "\n" + job.name()).toLowerCase(Locale.ROOT);
  }
}
