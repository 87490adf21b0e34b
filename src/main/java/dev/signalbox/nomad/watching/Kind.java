package dev.signalbox.nomad.watching;

import dev.signalbox.nomad.Allocation;
import dev.signalbox.nomad.Client;
import dev.signalbox.nomad.Evaluation;
import dev.signalbox.nomad.Job;
import dev.signalbox.nomad.NomadLists;
import dev.signalbox.nomad.NomadLists.Heading;
import dev.signalbox.nomad.NomadLists.Question;
import java.util.ArrayList;
import java.util.List;

/** The four lists that make the view. */
enum Kind {
  CLIENTS(Alarm.ASK_CLIENTS),
  ALLOCATIONS(Alarm.ASK_ALLOCATIONS),
  JOBS(Alarm.ASK_JOBS),
  EVALUATIONS(Alarm.ASK_EVALUATIONS);

  private final Alarm alarm;

  Kind(Alarm alarm) {
    this.alarm = alarm;
  }

  /** When it is asked for again while there are no events. */
  Alarm alarm() {
    return alarm;
  }

  /** Reads the list, away from the desk. */
  Listing read(NomadLists lists, Question question, Thrift thrift) {
    return switch (this) {
      case CLIENTS -> {
        List<Client> found = new ArrayList<>();
        Heading heading = lists.clients(question, one -> found.add(thrift.client(one)));
        yield new Listing(heading, (book, upTo) -> book.clientsListed(found, upTo));
      }
      case ALLOCATIONS -> {
        List<Allocation> found = new ArrayList<>();
        Heading heading = lists.allocations(question, one -> found.add(thrift.allocation(one)));
        yield new Listing(heading, (book, upTo) -> book.allocationsListed(found, upTo));
      }
      case JOBS -> {
        List<Job> found = new ArrayList<>();
        Heading heading = lists.jobs(question, one -> found.add(thrift.job(one)));
        yield new Listing(heading, (book, upTo) -> book.jobsListed(found, upTo));
      }
      case EVALUATIONS -> {
        List<Evaluation> found = new ArrayList<>();
        Heading heading = lists.evaluations(question, one -> found.add(thrift.evaluation(one)));
        yield new Listing(heading, (book, upTo) -> book.evaluationsListed(found, upTo));
      }
    };
  }

  /** A list as it was read, to be written into the book at the desk. */
  record Listing(Heading heading, Entry entry) {}

  /** Writes a list into the book; what is newer than the index stays as it is. */
  interface Entry {
    void into(Book book, long upTo);
  }
}
