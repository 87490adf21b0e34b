package dev.signalbox.jobs;

import dev.signalbox.nomad.Job;
import dev.signalbox.nomad.JobKey;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Sort columns of the job list. Ties are sorted by create index. */
enum JobOrder {
  SUBMITTED,
  NAME,
  STATE,
  PRIORITY;

  /** Returns the columns as in the sort parameter. */
  static List<String> columns() {
    return Arrays.stream(values()).map(order -> order.name().toLowerCase(Locale.ROOT)).toList();
  }

  static Optional<JobOrder> of(String column) {
    return Arrays.stream(values())
        .filter(order -> order.name().toLowerCase(Locale.ROOT).equals(column))
        .findFirst();
  }

  int compare(JobRow one, JobRow other) {
    int first =
        this == NAME
            ? one.job().name().compareTo(other.job().name())
            : Long.compare(number(one), number(other));
    if (first != 0) {
      return first;
    }
    int second = Long.compare(one.job().createIndex(), other.job().createIndex());
    return second != 0 ? second : one.job().key().compareTo(other.job().key());
  }

  int compare(JobRow row, JobCursor cursor) {
    int first =
        this == NAME
            ? row.job().name().compareTo(cursor.value())
            : Long.compare(number(row), cursor.number());
    if (first != 0) {
      return first;
    }
    int second = Long.compare(row.job().createIndex(), cursor.createIndex());
    return second != 0 ? second : row.job().key().compareTo(cursor.job());
  }

  JobCursor cursor(JobRow row) {
    Job job = row.job();
    return new JobCursor(
        this == NAME ? job.name() : Long.toString(number(row)), job.createIndex(), job.key());
  }

  @SuppressWarnings("EnumOrdinal") // states are declared in sort order
  private long number(JobRow row) {
    return switch (this) {
      case SUBMITTED -> row.submitted();
      case STATE -> row.state().ordinal();
      case PRIORITY -> row.job().priority();
      case NAME -> 0;
    };
  }

  /**
   * Pagination cursor. It stays valid while jobs are added and removed.
   *
   * @param value value of the sort column
   */
  record JobCursor(String value, long createIndex, JobKey job) {

    private static final String NUMBER = "-?\\d{1,18}";

    /** Parses the output of {@link #text}; returns an empty result for invalid input. */
    static Optional<JobCursor> read(JobOrder order, String text) {
      String[] parts = text.split("~", 4);
      if (parts.length != 4 || !parts[0].matches(NUMBER)) {
        return Optional.empty();
      }
      int length = parts[1].matches("\\d{1,4}") ? Integer.parseInt(parts[1]) : -1;
      String rest = parts[3];
      if (length < 0 || length > rest.length() || (order != NAME && !isNumber(rest, length))) {
        return Optional.empty();
      }
      return Optional.of(
          new JobCursor(
              rest.substring(0, length),
              Long.parseLong(parts[0]),
              new JobKey(parts[2], rest.substring(length))));
    }

    /** Formats the cursor. The value is prefixed with its length, because a name may contain ~. */
    String text() {
      return createIndex + "~" + value.length() + "~" + job.namespace() + "~" + value + job.id();
    }

    private static boolean isNumber(String text, int length) {
      return text.substring(0, length).matches(NUMBER);
    }

    long number() {
      return Long.parseLong(value);
    }
  }
}
