package dev.signalbox.nomad.jobs;

import dev.signalbox.nomad.Job;
import dev.signalbox.nomad.JobKey;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** By what the list of jobs is sorted; equals by the index at which they came. */
enum JobOrder {
  SUBMITTED,
  NAME,
  STATE,
  PRIORITY;

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

  int compare(JobRow row, Place place) {
    int first =
        this == NAME
            ? row.job().name().compareTo(place.value())
            : Long.compare(number(row), place.number());
    if (first != 0) {
      return first;
    }
    int second = Long.compare(row.job().createIndex(), place.createIndex());
    return second != 0 ? second : row.job().key().compareTo(place.job());
  }

  Place place(JobRow row) {
    Job job = row.job();
    return new Place(
        this == NAME ? job.name() : Long.toString(number(row)), job.createIndex(), job.key());
  }

  @SuppressWarnings("EnumOrdinal") // the states stand in the order of their weight
  private long number(JobRow row) {
    return switch (this) {
      case SUBMITTED -> row.submitted();
      case STATE -> row.state().ordinal();
      case PRIORITY -> row.job().priority();
      case NAME -> 0;
    };
  }

  /**
   * A place in the list that stays when jobs come and go.
   *
   * @param value of the column
   */
  record Place(String value, long createIndex, JobKey job) {

    private static final String NUMBER = "-?\\d{1,18}";

    /** Reads what {@link #text} wrote, or nothing. */
    static Optional<Place> read(JobOrder order, String text) {
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
          new Place(
              rest.substring(0, length),
              Long.parseLong(parts[0]),
              new JobKey(parts[2], rest.substring(length))));
    }

    /** The value comes with its length, for a name may hold anything. */
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
