package dev.signalbox.nomad.logs;

import dev.signalbox.audit.AuditLog;
import dev.signalbox.audit.CurrentActor;
import dev.signalbox.audit.Target;
import dev.signalbox.nomad.Allocation;
import dev.signalbox.nomad.AllocationLogs;
import dev.signalbox.nomad.AllocationLogs.Source;
import dev.signalbox.nomad.Connections;
import dev.signalbox.nomad.JobKey;
import dev.signalbox.outside.OutsideWorldException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.springframework.stereotype.Component;

/** Whole logs as files, sent while they are read. That they were taken is written down. */
@Component
class LogDownloads {

  static final int MOST_FOR_ONE = 2;
  static final int MOST_IN_ALL = Connections.DOWNLOADS;

  private static final String DOWNLOADED = "nomad.log.downloaded";

  private final AllocationLogs logs;
  private final AuditLog audit;
  private final CurrentActor actors;
  private final Map<String, Integer> running = new HashMap<>();

  LogDownloads(AllocationLogs logs, AuditLog audit, CurrentActor actors) {
    this.logs = logs;
    this.audit = audit;
    this.actors = actors;
  }

  /** One log as it is. */
  void text(Source source, OutputStream to) {
    audit.recording(
        DOWNLOADED,
        Target.of("allocation", source.allocationId(), LogDesk.names(List.of(source)).getFirst()),
        () -> logs.copy(source, to));
  }

  /** All logs of an allocation. */
  void zip(Allocation allocation, OutputStream to) {
    audit.recording(
        DOWNLOADED,
        Target.of("allocation", allocation.id(), allocation.name()),
        () -> write(List.of(allocation), to));
  }

  /** All logs of a job. */
  void zip(JobKey job, List<Allocation> allocations, OutputStream to) {
    audit.recording(DOWNLOADED, Target.of("job", job.id(), job.id()), () -> write(allocations, to));
  }

  /** Takes a place for the person who asks, or says why there is none. */
  synchronized String take() {
    String person = actors.actor().id();
    int own = running.getOrDefault(person, 0);
    if (own >= MOST_FOR_ONE) {
      return "You have " + own + " downloads of logs running.";
    }
    if (running.values().stream().mapToInt(Integer::intValue).sum() >= MOST_IN_ALL) {
      return "Others have " + MOST_IN_ALL + " downloads of logs running.";
    }
    running.put(person, own + 1);
    return "";
  }

  synchronized void giveBack() {
    running.computeIfPresent(actors.actor().id(), (key, own) -> own == 1 ? null : own - 1);
  }

  private void write(List<Allocation> allocations, OutputStream to) {
    try {
      ZipOutputStream zip = new ZipOutputStream(to, StandardCharsets.UTF_8);
      for (Allocation allocation : allocations) {
        write(allocation, zip);
      }
      zip.finish();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void write(Allocation allocation, ZipOutputStream zip) throws IOException {
    List<Source> sources;
    try {
      sources = sources(allocation.id());
    } catch (OutsideWorldException e) {
      missing(zip, allocation.shortId(), e);
      return;
    }
    for (Source source : sources) {
      String name = allocation.shortId() + "_" + safe(source.task()) + "." + source.stream().word();
      zip.putNextEntry(new ZipEntry(name + ".txt"));
      try {
        logs.copy(source, new Unclosed(zip));
        zip.closeEntry();
      } catch (OutsideWorldException e) {
        zip.closeEntry();
        missing(zip, name, e);
      }
    }
  }

  /** The logs that there are, from their files: {@code build.stderr.0}, {@code build.stderr.1} … */
  private List<Source> sources(String allocationId) {
    return logs.files(allocationId).stream()
        .flatMap(file -> LogFileName.read(file.name()).stream())
        .distinct()
        .map(name -> new Source(allocationId, name.task(), name.stream()))
        .toList();
  }

  /** What could not be had is told inside, for the answer has long begun. */
  private static void missing(ZipOutputStream zip, String name, OutsideWorldException failure)
      throws IOException {
    zip.putNextEntry(new ZipEntry(name + ".missing.txt"));
    String words = "Tried to %s.%nIt said: %s%n".formatted(failure.tried(), failure.answered());
    zip.write(words.getBytes(StandardCharsets.UTF_8));
    zip.closeEntry();
  }

  private static String safe(String name) {
    return name.replaceAll("[^A-Za-z0-9._-]", "_");
  }

  /** Whoever copies a log into it may close its own end only. */
  private static final class Unclosed extends OutputStream {

    private final OutputStream to;

    Unclosed(OutputStream to) {
      this.to = to;
    }

    @Override
    public void write(int one) throws IOException {
      to.write(one);
    }

    @Override
    public void write(byte[] bytes, int from, int count) throws IOException {
      to.write(bytes, from, count);
    }
  }
}
